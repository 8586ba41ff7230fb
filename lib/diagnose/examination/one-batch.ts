import type { tf } from "../../engine";
import type { Subject } from "../../train";
import { Breather } from "../../train/breather";
import { compiledModel } from "../../train/compiled-model";
import { Objective } from "../../train/objective";
import { tapeStep } from "../../train/step";
import { disposeModel } from "../model-copy";
import type { HeadFacts } from "./head-facts";
import { headOutcome } from "./head-outcome";
import type { ScoredSplit } from "./scored-rows";
import type { SampleRows } from "./sample-rows";
import { tidied } from "./tidied";

/** Whether a model can learn a few rows by heart. */
export interface OneBatch {
  rows: number;
  steps: number;
  /** Losses, step by step, before each. */
  losses: number[];
  /** By head: accuracy, or 1 - error / error of the best constant, on these rows after the last step, and that of no learning. */
  heads: Record<string, { quality: number; baseline: number; loss: number }>;
  broken: boolean;
  seconds: number;
}

export interface OneBatchOptions {
  seed: number;
  steps: number;
  deadline: number;
  /** In place of the subject's own, made for this. */
  optimizer?: () => tf.Optimizer;
}

/** Trains a fresh model on the same rows again and again. */
export async function learnOneBatch(
  subject: Subject,
  heads: readonly HeadFacts[],
  { x, y, sampleWeight, rows }: SampleRows,
  scoring: ScoredSplit["scoring"],
  { seed, steps, deadline, optimizer }: OneBatchOptions,
): Promise<OneBatch> {
  const begun = performance.now();
  const model = subject.build(seed);
  const compiled = compiledModel(model);
  if (optimizer) {
    compiled.optimizer.dispose();
    compiled.optimizer = optimizer();
  }
  const objective = new Objective(model, Object.fromEntries(heads.map(({ name, kind }) => [name, kind])));
  const step = tapeStep(model, objective);
  const breather = new Breather();
  const losses: number[] = [];
  const batch = { x, y, sampleWeight, rows: Array.from({ length: rows }, (_, i) => i), dispose() {} };
  try {
    while (losses.length < steps && performance.now() < deadline && (losses.at(-1) ?? 0) < Infinity) {
      const measures = step.run(batch);
      losses.push(measures.dataSync()[0]);
      measures.dispose();
      await breather.breathe();
    }
    const scored = tidied(() => {
      const outputs = compiled.apply(x, { training: false });
      const each = Array.isArray(outputs) ? outputs : [outputs];
      return heads.map(({ name }, i) => [name, headOutcome(scoring[name], each[i], losses.at(-1) ?? NaN)] as const);
    });
    return {
      rows,
      steps: losses.length,
      losses,
      heads: Object.fromEntries(
        scored.map(([name, { quality, baseline, score }]) => [name, { quality, baseline, loss: score.loss }]),
      ),
      broken: !losses.every(Number.isFinite),
      seconds: (performance.now() - begun) / 1000,
    };
  } finally {
    step.dispose();
    disposeModel(model);
  }
}
