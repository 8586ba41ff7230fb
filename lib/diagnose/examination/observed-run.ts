import { tf } from "../../engine";
import type { Subject } from "../../train";
import { Breather } from "../../train/breather";
import { compiledModel } from "../../train/compiled-model";
import { Objective } from "../../train/objective";
import type { Step } from "../../train/step";
import { subjectWorkload } from "../../train/subject-workload";
import { stepOf } from "../../train/training-step";
import type { Workload } from "../../train/workload";
import { disposeModel } from "../model-copy";
import type { HeadOutcome } from "./head-outcome";
import { type ScoredSplit, scoreModel } from "./scored-rows";

/** Of a run's time, so much goes into scoring at most: short epochs are not each scored. */
const SCORING_SHARE = 0.2;

const INTERRUPTED = "interrupted";

/** What an epoch did. */
export interface ObservedEpoch {
  /** From 1. */
  epoch: number;
  /** Mean training loss of its batches, penalty included; NaN where one was no number. */
  loss: number;
  penalty: number;
  /** Mean training loss, by head. */
  heads: Record<string, number>;
  /** Loss of its first batch. */
  firstLoss: number;
  /** Least and largest loss of a batch. */
  least: number;
  most: number;
  /** After it, on the scored rows, by head; not every epoch has them. */
  outcomes?: Record<string, HeadOutcome>;
}

/** What one training of a subject did; its weights are gone. */
export interface ObservedRun {
  seed: number;
  history: ObservedEpoch[];
  /** Epochs that the subject asks for. */
  planned: number;
  /** Trained to its last epoch, or broke on the way, as it would anyway. */
  whole: boolean;
  /** A loss was no number. */
  broken: boolean;
  /** Why it ended early. */
  stopped?: string;
  /** By output name, on all scored rows, at its end; of one that was interrupted, after the last epoch that was scored. */
  heads: Record<string, HeadOutcome>;
  /** The same on training rows, a thousand at most, as it answers outside training; empty if it was interrupted. */
  training: Record<string, HeadOutcome>;
  /** All steps together over the weights before, both as root mean square, by layer name; kernels only. */
  moved: Record<string, number>;
  steps: number;
  seconds: number;
}

export interface ObserveOptions {
  seed: number;
  /** Ends it after the batch at work then; `performance.now()` in milliseconds. */
  deadline?: number;
  /** Asked after every epoch that was scored; answers why it should end there, if it should. */
  enough?: (history: readonly ObservedEpoch[]) => string | undefined;
  /** Epochs in place of the subject's. */
  epochs?: number;
  /** Asked after every batch: whether it should end there, because somebody wishes it. */
  interrupted?: () => boolean;
  /** Whether a step is one graph where it can be, see `trainingStep`; it learns the same to rounding, and sooner. */
  asGraph?: boolean;
  /** Whether the examination measures the model at its end, for its first run. Default true. */
  measured?: boolean;
  /** Looks at the model at its end, before it is disposed of. */
  atEnd?: (model: tf.LayersModel) => void;
}

/** Splits that a run is scored on. */
export interface ScoredSplits {
  scored: ScoredSplit;
  training: ScoredSplit;
}

/**
 * Trains a subject as it is configured, by its own compiled losses and optimizer and as `train` does, and scores it.
 *
 * @param splits of this subject: a remedy that changes the data needs its own
 */
export async function observeRun(
  subject: Subject,
  splits: ScoredSplits,
  options: ObserveOptions,
): Promise<ObservedRun> {
  const workload = subjectWorkload(subject, options.seed);
  try {
    const observer = new Observer(workload, splits, options);
    return await observer.run();
  } finally {
    await workload.close();
    disposeModel(workload.model);
  }
}

class Observer {
  private readonly begun = performance.now();
  private readonly history: ObservedEpoch[] = [];
  private readonly breather = new Breather();
  private readonly objective: Objective;
  private readonly step: Step;
  private readonly before: Record<string, tf.Tensor>;
  private scoring = 0;
  private steps = 0;
  private stopped?: string;
  private broken = false;

  constructor(
    private readonly workload: Workload,
    private readonly splits: ScoredSplits,
    private readonly options: ObserveOptions,
  ) {
    const { model, kinds } = workload;
    this.objective = new Objective(model, kinds);
    this.step = stepOf(workload, this.objective, options.asGraph);
    this.before = kernels(model);
  }

  async run(): Promise<ObservedRun> {
    const { model } = this.workload;
    const planned = this.options.epochs ?? this.workload.epochs;
    try {
      while (!this.stopped && this.history.length < planned) await this.epoch(this.history.length + 1 === planned);
      await this.step.sync?.();
      const interrupted = this.stopped === INTERRUPTED;
      if (!interrupted) this.options.atEnd?.(model);
      return {
        seed: this.options.seed,
        history: this.history,
        planned,
        whole: this.broken || this.history.length >= planned,
        broken: this.broken,
        ...(this.stopped !== undefined && { stopped: this.stopped }),
        heads: this.knownOutcomes(interrupted) ?? scoreModel(model, this.splits.scored),
        training: interrupted ? {} : scoreModel(model, this.splits.training),
        moved: this.moved(),
        steps: this.steps,
        seconds: (performance.now() - this.begun) / 1000,
      };
    } finally {
      this.step.dispose();
      tf.dispose(this.before);
    }
  }

  /** The last epoch's; who wishes it to end does not want to wait for more, and has the latest that there are. */
  private knownOutcomes(interrupted: boolean): Record<string, HeadOutcome> | undefined {
    const looks = this.history.filter(({ outcomes }) => outcomes);
    return (interrupted ? looks : this.history).at(-1)?.outcomes;
  }

  private async epoch(last: boolean): Promise<void> {
    const tally = new BatchTally(this.objective);
    const { training } = this.workload;
    for (let batch = 0; batch < training.batchesPerEpoch && !this.stopped; batch++) {
      const rows = await training.next();
      const measures = this.step.run(rows);
      const read = measures.dataSync();
      measures.dispose();
      rows.dispose();
      this.steps++;
      tally.add(read, rows.rows.length);
      if (!Number.isFinite(read[0])) this.breakOff(this.history.length + 1, batch + 1, read[0]);
      await this.breather.breathe();
      if (this.options.interrupted?.()) this.stopped ??= INTERRUPTED;
      if (performance.now() > (this.options.deadline ?? Infinity)) this.stopped ??= "the budget's end";
    }
    const epoch: ObservedEpoch = { epoch: this.history.length + 1, ...tally.result() };
    if (this.stopped && !this.broken) return;
    this.history.push(epoch);
    if (!last && !this.broken && !this.timeToScore()) return;
    await this.step.sync?.();
    this.score(epoch);
  }

  private breakOff(epoch: number, batch: number, loss: number): void {
    this.broken = true;
    this.stopped = `loss is ${loss} at epoch ${epoch}, batch ${batch}`;
  }

  private timeToScore(): boolean {
    return this.scoring <= SCORING_SHARE * (performance.now() - this.begun);
  }

  private score(epoch: ObservedEpoch): void {
    const begun = performance.now();
    epoch.outcomes = scoreModel(this.workload.model, this.splits.scored);
    this.scoring += performance.now() - begun;
    const reason = this.options.enough?.(this.history);
    if (reason) this.stopped ??= reason;
  }

  private moved(): Record<string, number> {
    const after = kernels(this.workload.model);
    const moved = Object.fromEntries(
      Object.entries(after).map(([layer, kernel]) => {
        const before = this.before[layer];
        return [layer, tf.tidy(() => tf.div(tf.norm(tf.sub(kernel, before)), tf.norm(before)).dataSync()[0])];
      }),
    );
    tf.dispose(after);
    return moved;
  }
}

/** A copy of each weighted layer's kernel. */
function kernels(model: tf.LayersModel): Record<string, tf.Tensor> {
  const weighted = compiledModel(model).layers.filter(({ weights }) => weights[0]?.shape.length > 1);
  return Object.fromEntries(weighted.map((layer) => [layer.name, tf.tidy(() => layer.weights[0].read().clone())]));
}

class BatchTally {
  private readonly sums: Float64Array;
  private rows = 0;
  private first = NaN;
  private least = Infinity;
  private most = -Infinity;

  constructor(private readonly objective: Objective) {
    this.sums = new Float64Array(objective.columns.length);
  }

  add(measures: ArrayLike<number>, rows: number): void {
    if (this.rows === 0) this.first = measures[0];
    this.least = Math.min(this.least, measures[0]);
    this.most = Math.max(this.most, measures[0]);
    for (let i = 0; i < this.sums.length; i++) this.sums[i] += measures[i] * rows;
    this.rows += rows;
  }

  result(): Omit<ObservedEpoch, "epoch"> {
    const { columns, heads } = this.objective;
    const mean = (column: string) => this.sums[columns.indexOf(column)] / this.rows;
    return {
      loss: mean("loss"),
      penalty: mean("penalty"),
      heads: Object.fromEntries(heads.map(({ name }) => [name, mean(`${name}:loss`)])),
      firstLoss: this.first,
      least: this.least,
      most: this.most,
    };
  }
}
