import { type Dataset, type Reporter, silent } from "../data";
import type { Epoch } from "./history";
import type { Program } from "./program";
import { parseProgram } from "./program-schema";
import type { Run } from "./run";
import { type HeadAnswers, scoredAnswers } from "./scored-answers";
import { train } from "./train";

/** What came of one Program with one seed; its model is not kept. */
export interface TriedProgram {
  /** The Program's. */
  name: string;
  seed: number;
  history: Epoch[];
  heads: Run["heads"];
  /** To every scored row, at the end. */
  answers: Record<string, HeadAnswers>;
  /** Batches that were learned from. */
  steps: number;
  /** Of training, validation aside. */
  seconds: number;
  /** Why it ended early, such as a loss that was no number. */
  stopped?: string;
}

/**
 * Trains Programs one after the other, each with every seed; with one seed, all of them start from the same weights as far
 * as they have the same layers, and see the same batches in the same order.
 *
 * An interrupt ends it: what was finished by then is answered, the one at work is not.
 *
 * @param programs of differing names, all on this data set
 * @param dataset open; not closed
 * @throws InputError as `train` does, before any of them is trained if one is no Program
 */
export async function tryPrograms(
  programs: readonly Program[],
  dataset: Dataset,
  options: { seeds?: readonly number[]; reporter?: Reporter; signal?: AbortSignal } = {},
): Promise<TriedProgram[]> {
  const { seeds = [0], reporter = silent, signal } = options;
  const planned = seeds.flatMap((seed) => programs.map((program) => parseProgram({ ...program, seed })));
  const tried: TriedProgram[] = [];
  for (const [i, program] of planned.entries()) {
    const note = seeds.length > 1 ? `${program.name}, seed ${program.seed}` : program.name;
    const tell = (done: number) =>
      reporter.progress({ stage: "trying programs", done, total: planned.length, unit: "runs", note });
    tell(i);
    const run = await train(program, { reporter: asOneStage(reporter), signal });
    try {
      if (run.stopped === "interrupted") break;
      tried.push(await triedProgram(run, dataset, program.seed));
    } finally {
      run.model.dispose();
    }
    tell(i + 1);
  }
  return tried;
}

async function triedProgram(run: Run, dataset: Dataset, seed: number): Promise<TriedProgram> {
  const { history, heads, stopped } = run;
  const { name, batchSize, stepsPerEpoch } = run.program!;
  return {
    name,
    seed,
    history,
    heads,
    answers: await scoredAnswers(run, dataset),
    steps: history.reduce((sum, { training }) => sum + (stepsPerEpoch ?? Math.ceil(training.rows / batchSize)), 0),
    seconds: history.reduce((sum, { seconds }) => sum + seconds, 0),
    ...(stopped !== undefined && { stopped }),
  };
}

/** One bar for the run at work, and no line an epoch: many runs would leave hundreds. */
function asOneStage(reporter: Reporter): Reporter {
  return {
    progress: (progress) => reporter.progress({ ...progress, stage: "this run" }),
    say: (text) => {
      if (!/^epoch \d/.test(text)) reporter.say(text);
    },
  };
}
