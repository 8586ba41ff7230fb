import { mcnemarTest } from "../train";
import { pairedTTest } from "../train/paired-statistics";
import { Examination, type ObservedRun } from "./examination";
import type { Trial, TrialHead } from "./finding";
import { keyOf, mendsOf, type Prescription, treat } from "./prescription";
import { endOfTreatedRun, SURE_TO_LEARN } from "./sure-to-learn";

/** What a set of remedies did with one seed. */
interface Outcome {
  seed: number;
  run?: ObservedRun;
  /** Why there is no run: tfjs refused the treated subject, or a remedy could not be given. */
  failed?: string;
}

/** Paired runs of one subject, each made once. */
export class Trials {
  /** All that were held against each other, in order. */
  readonly all: Trial[] = [];
  private readonly runs = new Map<string, Outcome>();

  constructor(
    private readonly examination: Examination,
    /** `pictures`: a run learns from so many rows in all, as the configured one that ended early because it was sure to learn. */
    private readonly planned: { seconds: number; pictures?: number },
  ) {}

  /** The configured run, which was made outside. */
  keep(run: ObservedRun): void {
    this.runs.set(runKey([], run.seed), { seed: run.seed, run });
  }

  /** Seconds that a run is likely to take. */
  get secondsOfRun(): number {
    return this.planned.seconds;
  }

  /**
   * Runs the subject with these remedies and seed, or answers what that gave before.
   *
   * @param toTheEnd a run that would end early because it is sure to learn goes on: its end is what counts
   */
  async run(prescriptions: readonly Prescription[], seed: number, toTheEnd = false): Promise<Outcome> {
    const key = runKey(prescriptions, seed);
    const known = this.runs.get(key);
    if (known && this.isKnown(prescriptions, seed, toTheEnd)) return known;
    const outcome = await this.make(prescriptions, seed, toTheEnd);
    this.runs.set(key, outcome);
    return outcome;
  }

  /** Whether every head learned with these remedies and seed; undefined if that is not known, for want of time. */
  async learns(prescriptions: readonly Prescription[], seed: number): Promise<boolean | undefined> {
    const { run } = await this.run(prescriptions, seed);
    if (!run) return false;
    if (Object.values(run.heads).every(({ learns }) => learns) && !run.broken) return true;
    return run.whole ? false : undefined;
  }

  /** Whether `run` would answer at once. */
  isKnown(prescriptions: readonly Prescription[], seed: number, toTheEnd = false): boolean {
    const known = this.runs.get(runKey(prescriptions, seed));
    const endedEarly = known?.run?.stopped === SURE_TO_LEARN && this.planned.pictures === undefined;
    return known !== undefined && !(toTheEnd && endedEarly);
  }

  /** Runs that a comparison of these to their end has yet to make. */
  runsLeft(sets: readonly (readonly Prescription[])[], seeds: readonly number[]): number {
    return sets.flatMap((set) => seeds.filter((seed) => !this.isKnown(set, seed, true))).length;
  }

  /**
   * Holds a set of remedies against another, on seeds that both have been run with or shall be.
   *
   * @param toTheEnd see `run`: for what is asked of a program that learns, namely how well
   */
  async compare(
    prescriptions: readonly Prescription[],
    against: readonly Prescription[],
    seeds: readonly number[],
    toTheEnd = false,
  ): Promise<Trial> {
    const begun = performance.now();
    const pairs: { before: ObservedRun; after: ObservedRun }[] = [];
    let failed: string | undefined;
    for (const seed of seeds) {
      const before = await this.run(against, seed, toTheEnd);
      const after = await this.run(prescriptions, seed, toTheEnd);
      failed ??= after.failed ?? before.failed;
      if (before.run && after.run) pairs.push({ before: before.run, after: after.run });
    }
    const names = Object.keys(pairs[0]?.after.heads ?? {});
    const heads = Object.fromEntries(names.map((head) => [head, compareHead(head, pairs)]));
    const trial: Trial = {
      remedies: prescriptions.map(({ remedy }) => remedy.name),
      against: against.map(({ remedy }) => remedy.name),
      mends: mendsOf(prescriptions.filter((each) => !against.includes(each))),
      heads,
      seeds: pairs.map(({ after }) => after.seed),
      epochs: pairs.map(({ after }) => after.history.length),
      learns: pairs.length > 0 && Object.values(heads).every(({ learns }) => learns),
      agree: names.every((head) => signsAgree(head, pairs)),
      seconds: (performance.now() - begun) / 1000,
      ...(pairs.some(({ before }) => isCut(before)) && { cut: true }),
      ...((failed ?? pairs.at(-1)?.after.stopped) !== undefined && { stopped: failed ?? pairs.at(-1)!.after.stopped }),
    };
    this.record(trial);
    return trial;
  }

  /** The same sets held against each other on more seeds take the place of what was known before. */
  private record(trial: Trial): void {
    const sets = ({ remedies, against }: Trial) => JSON.stringify([remedies, against]);
    const known = this.all.findIndex((each) => sets(each) === sets(trial));
    if (known >= 0) this.all[known] = { ...trial, seconds: trial.seconds + this.all[known].seconds };
    else this.all.push(trial);
  }

  private async make(prescriptions: readonly Prescription[], seed: number, toTheEnd: boolean): Promise<Outcome> {
    const { budget, asGraph } = this.examination;
    if (budget.interrupted) return { seed, failed: "interrupted" };
    try {
      const treated = await treat(this.examination, prescriptions);
      try {
        const examination = new Examination(treated.subject, { seed, budget, asGraph });
        try {
          if (examination.refusal !== undefined) return { seed, failed: examination.refusal };
          const { seconds, pictures } = this.planned;
          const run = await examination.observe({
            seed,
            deadline: budget.deadline(),
            ...(pictures === undefined
              ? { enough: toTheEnd ? undefined : endOfTreatedRun(seconds, budget) }
              : { epochs: Math.max(1, Math.round(pictures / rowsLearnedInEpoch(examination))) }),
            measured: false,
          });
          return { seed, run };
        } finally {
          examination.dispose();
        }
      } finally {
        treated.dispose();
      }
    } catch (error) {
      return { seed, failed: (error as Error).message };
    }
  }
}

const runKey = (prescriptions: readonly Prescription[], seed: number): string =>
  [...prescriptions.map(keyOf).sort(), `seed ${seed}`].join("\n");

/** Rows that an epoch's steps learn from, some of them more than once where its steps go round the split. */
export function rowsLearnedInEpoch({ epoch, subject }: Examination): number {
  return subject.fit.stepsPerEpoch === undefined ? epoch.rowsOfSplit : epoch.steps * epoch.batchSize;
}

/** Whether a run might have learned yet, had it not been ended for want of time. */
const isCut = ({ whole, stopped }: ObservedRun): boolean => !whole && stopped !== SURE_TO_LEARN;

interface Pair {
  before: ObservedRun;
  after: ObservedRun;
}

function compareHead(head: string, pairs: readonly Pair[]): TrialHead {
  const mean = (of: (pair: Pair) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  return {
    before: mean(({ before }) => before.heads[head]?.quality ?? NaN),
    after: mean(({ after }) => after.heads[head].quality),
    p: pooledTest(
      pairs.map(({ before, after }) => [before.heads[head]?.rows ?? new Float64Array(), after.heads[head].rows]),
    ),
    learns: pairs.every(({ after }) => after.heads[head].learns && !after.broken),
  };
}

function signsAgree(head: string, pairs: readonly Pair[]): boolean {
  const signs = pairs.map(({ before, after }) =>
    Math.sign(after.heads[head].quality - (before.heads[head]?.quality ?? 0)),
  );
  return new Set(signs.filter((sign) => sign !== 0)).size <= 1;
}

/** McNemar's exact test where rows are right or wrong, else a paired t-test; two-sided, over the rows of all seeds. */
export function pooledTest(pairs: readonly (readonly [ArrayLike<number>, ArrayLike<number>])[]): number {
  const differences: number[] = [];
  for (const [before, after] of pairs) {
    if (before.length !== after.length) return NaN;
    for (let i = 0; i < after.length; i++) differences.push(after[i] - before[i]);
  }
  if (differences.every((difference) => [-1, 0, 1].includes(difference))) {
    const better = differences.filter((difference) => difference > 0).length;
    return mcnemarTest(differences.filter((difference) => difference < 0).length, better);
  }
  return pairedTTest(differences, "two-sided");
}
