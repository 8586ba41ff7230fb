import { beatsMajority, leavesMajority } from "./majority-test";
import { mcnemarTest, pairedCounts, pairedInterval } from "./paired-statistics";
import type { TriedProgram } from "./tried-program";

/** At this p-value a remedy is said to have done something; looks are many, one for each remedy and head. */
export const ACTS_AT = 0.01;

/** What a remedy did to one head, beside the program without it: same seeds, same batches, same scored rows. */
export interface RemedyEffect {
  remedy: string;
  head: string;
  /** Mean over the seeds, with the remedy; a share of 1. */
  accuracy: number;
  /** Accuracy with it less that without, over all seeds. */
  difference: number;
  /** Its 99 % interval, of the rows: what other seeds would do is not in it. */
  interval: [low: number, high: number];
  /** Of McNemar's exact test over the rows of all seeds. */
  p: number;
  /** Of the difference, seed by seed. */
  bySeed: number[];
  /**
   * By the test, and only where all seeds agree. "neither learns": the head beats the majority baseline neither with nor
   * without, so that the two differ only in what they always say. "broke off": the loss was no number.
   */
  verdict: "helped" | "hurt" | "no difference seen" | "neither learns" | "broke off";
  /**
   * Whether it beats the majority baseline at the end, over all seeds; `inTraining`: with it, on the rows that are learned
   * from, as the last two epochs count them.
   */
  learns: { without: boolean; with: boolean; inTraining: boolean };
  /** Steps, counted at the ends of epochs, after which the head beats the majority; the median seed's, none if it never does. */
  leaves?: number;
}

/**
 * Holds each tried Program against one of them, head by head, over the seeds that both were tried with.
 *
 * @param without name of the Program that lacks the remedies
 * @returns by remedy in the order they were tried in, then by head; nothing for what has no seed in common with it
 */
export function remedyEffects(tried: readonly TriedProgram[], without: string): RemedyEffect[] {
  const names = [...new Set(tried.map(({ name }) => name))].filter((name) => name !== without);
  const base = tried.filter(({ name }) => name === without);
  return names.flatMap((name) => {
    const runs = tried.filter((run) => run.name === name && base.some(({ seed }) => seed === run.seed));
    if (runs.length === 0) return [];
    const pairs = runs.map((run): Pair => [base.find(({ seed }) => seed === run.seed)!, run]);
    return Object.keys(runs[0].heads).map((head) => effect(pairs, head));
  });
}

type Pair = [without: TriedProgram, with_: TriedProgram];

function effect(pairs: Pair[], head: string): RemedyEffect {
  const runs = pairs.map(([, run]) => run);
  const differences = pairs.map(([without, run]) => differenceOf(without.right[head], run.right[head]));
  const sum = (of: (each: (typeof differences)[number]) => number) =>
    differences.reduce((total, each) => total + of(each), 0);
  const [onlyFirst, onlySecond, rows] = [sum((d) => d.onlyFirst), sum((d) => d.onlySecond), sum((d) => d.rows)];
  const leaves = medianLeaving(runs, head);
  const learns = {
    without: learnsAtEnd(
      pairs.map(([without]) => without),
      head,
    ),
    with: learnsAtEnd(runs, head),
    inTraining: learnsTrainingRows(runs, head),
  };
  const found = {
    difference: (onlySecond - onlyFirst) / rows,
    p: mcnemarTest(onlyFirst, onlySecond),
    bySeed: differences.map((each) => each.difference),
  };
  return {
    remedy: runs[0].name,
    head,
    accuracy: runs.reduce((total, run) => total + run.heads[head].accuracy, 0) / runs.length,
    ...found,
    interval: pairedInterval(onlyFirst, onlySecond, rows, 1 - ACTS_AT),
    learns,
    verdict: verdictOf(runs, learns, found),
    ...(leaves !== undefined && { leaves }),
  };
}

function verdictOf(
  runs: TriedProgram[],
  learns: RemedyEffect["learns"],
  { difference, p, bySeed }: Pick<RemedyEffect, "difference" | "p" | "bySeed">,
): RemedyEffect["verdict"] {
  if (runs.some(({ stopped }) => stopped !== undefined)) return "broke off";
  if (!learns.without && !learns.with) return "neither learns";
  const agree = bySeed.every((each) => Math.sign(each) === Math.sign(difference));
  if (p >= ACTS_AT || !agree) return "no difference seen";
  return difference > 0 ? "helped" : "hurt";
}

/** Whether a head beats the majority baseline at the end of these runs, all their rows together. */
export function learnsAtEnd(runs: readonly TriedProgram[], head: string): boolean {
  return runs.length > 0 && beatTogether(runs.map(({ heads }) => heads[head]));
}

/**
 * Whether a head's training accuracy, as it is printed after an epoch, has risen over what the commonest class of the training
 * rows gives: in the last two epochs, since one alone would be luck once in a hundred looks; the epochs of all these runs together.
 */
export function learnsTrainingRows(runs: readonly TriedProgram[], head: string): boolean {
  const epochs = Math.min(...runs.map(({ history }) => history.length));
  if (runs.length === 0 || epochs === 0) return false;
  return [-2, -1].slice(-epochs).every((at) =>
    beatTogether(
      runs.map(({ history, trainingMajority }) => {
        const { heads, rows } = history.at(at)!.training;
        return { accuracy: heads[head].accuracy, rows, majority: trainingMajority[head] };
      }),
    ),
  );
}

/** By all rows together, and the mean of the majorities: a fault in the labels changes a run's. */
function beatTogether(scores: readonly { accuracy: number; rows: number; majority: number }[]): boolean {
  const sum = (of: (score: (typeof scores)[number]) => number) => scores.reduce((total, each) => total + of(each), 0);
  const scored = {
    right: sum(({ accuracy, rows }) => Math.round(accuracy * rows)),
    rows: sum(({ rows }) => rows),
  };
  return beatsMajority(scored, sum(({ majority }) => majority) / scores.length);
}

/** Over equal rows of the data, though a fault may have given them other labels. */
function differenceOf(before: readonly boolean[], after: readonly boolean[]) {
  const { onlyFirst, onlySecond } = pairedCounts(before, after);
  const rows = before.length;
  return { onlyFirst, onlySecond, rows, difference: (onlySecond - onlyFirst) / rows };
}

/** What a remedy did, the differences of all heads together. */
export function totalDifference(effects: readonly RemedyEffect[], remedy: string): number {
  return effects.filter((each) => each.remedy === remedy).reduce((all, { difference }) => all + difference, 0);
}

/** The median over seeds of `stepsToLeave`; of an even number the later of the two in the middle, "never" being last. */
export function medianLeaving(runs: readonly TriedProgram[], head: string): number | undefined {
  const steps = runs.map((run) => stepsToLeave(run, head) ?? Infinity).sort((a, b) => a - b);
  const median = steps[Math.floor(steps.length / 2)];
  return Number.isFinite(median) ? median : undefined;
}

/** Steps after which a head beats the majority baseline, on the validation rows, or the training rows where there are none. */
export function stepsToLeave({ history, heads, steps }: TriedProgram, head: string): number | undefined {
  const scored = history.map(({ training, validation }) => {
    const { heads, rows } = validation ?? training;
    return { right: Math.round(heads[head].accuracy * rows), rows };
  });
  const epoch = leavesMajority(scored, heads[head].majority);
  return epoch === undefined ? undefined : (epoch * steps) / history.length;
}
