import { constantAnswers, type Dataset, type Reporter, silent } from "../data";
import type { FilledProgram, Program } from "./program";
import { parseProgram } from "./program-schema";
import type { Run } from "./run";
import { rightRows, scoredAnswers } from "./scored-answers";
import type { ProgramCase } from "./suspects/suspect";
import { train } from "./train";
import type { TrialRecords } from "./trial-records";
import type { TriedProgram } from "./tried-program";

/**
 * Trains Programs one after the other, with every seed all of them; with one seed, all of them start from the same weights as far
 * as they have the same layers, and see the same batches in the same order.
 *
 * An interrupt ends it: what was finished by then is answered, the one at work is not.
 *
 * @param cases of differing names, all on this data set
 * @param dataset open; not closed
 * @param options.records where finished runs are kept; what is there already is not trained again
 * @throws InputError as `train` does, before any of them is trained if one is no Program
 */
export async function tryPrograms(
  cases: readonly (Program | ProgramCase)[],
  dataset: Dataset,
  options: { seeds?: readonly number[]; records?: TrialRecords; reporter?: Reporter; signal?: AbortSignal } = {},
): Promise<TriedProgram[]> {
  const { seeds = [0], records, reporter = silent, signal } = options;
  const planned = seeds.flatMap((seed) =>
    cases.map((given) => {
      const { program, data } = "program" in given ? given : { program: given };
      return { program: parseProgram({ ...program, seed }), data };
    }),
  );
  const tried: TriedProgram[] = [];
  for (const [i, { program, data }] of planned.entries()) {
    const note = seeds.length > 1 ? `${program.name}, seed ${program.seed}` : program.name;
    const tell = (done: number) =>
      reporter.progress({ stage: "trying programs", done, total: planned.length, unit: "runs", note });
    tell(i);
    const known = await records?.find({ program, data });
    if (!known && signal?.aborted) break;
    const found = known ?? (await tryOne({ program, data }, dataset, { reporter, signal }));
    if (!found) break;
    if (!known) await records?.keep({ program, data }, found);
    tried.push(found);
    tell(i + 1);
  }
  return tried;
}

/** @returns nothing if it was interrupted */
async function tryOne(
  { program, data }: { program: FilledProgram; data?: ProgramCase["data"] },
  dataset: Dataset,
  { reporter, signal }: { reporter: Reporter; signal?: AbortSignal },
): Promise<TriedProgram | undefined> {
  const begun = performance.now();
  const run = await train(program, { reporter: asOneStage(reporter), signal, changeData: data?.apply });
  try {
    if (run.stopped === "interrupted") return undefined;
    const tried = await triedProgram(run, data ? data.apply(dataset) : dataset, program.seed);
    return { ...tried, wallSeconds: (performance.now() - begun) / 1000 };
  } finally {
    run.model.dispose();
  }
}

async function triedProgram(run: Run, dataset: Dataset, seed: number): Promise<Omit<TriedProgram, "wallSeconds">> {
  const { history, heads, stopped } = run;
  const { name, batchSize, stepsPerEpoch } = run.program!;
  const answers = await scoredAnswers(run, dataset);
  return {
    name,
    seed,
    history,
    heads,
    trainingMajority: Object.fromEntries(
      constantAnswers({ ...dataset, valid: undefined }).map(({ head, accuracy }) => [head, accuracy]),
    ),
    right: Object.fromEntries(Object.entries(answers).map(([head, given]) => [head, rightRows(given)])),
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
