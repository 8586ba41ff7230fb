import { InputError } from "../data";
import { mcnemarTest, pairedCounts, pairedInterval } from "./paired-statistics";
import { type HeadAnswers, rightRows } from "./scored-answers";

/** At this p-value two models' answers are said to differ; one pair of equal models in twenty would be by chance. */
const DIFFERS_AT = 0.05;

/** What a second model scores on one head beside a first, on the same rows. */
export interface PairedDifference {
  head: string;
  rows: number;
  both: number;
  onlyFirst: number;
  onlySecond: number;
  neither: number;
  /** Accuracy of the second less that of the first. */
  difference: number;
  /** Its 95 % interval, see `pairedInterval`. */
  interval: [number, number];
  /** Of McNemar's exact test that they do not differ. */
  p: number;
  /**
   * Whether what the second does differently helped. The exact test decides; it is a little stricter than the interval, so
   * that an interval which leaves out zero by a hair may come with "no difference seen".
   */
  verdict: "helped" | "hurt" | "no difference seen";
}

/**
 * Compares two models' answers on one head, row by row: rows that both get right or wrong say nothing about which is
 * better, and pairing leaves them out of account.
 *
 * It tells whether these two models differ on such rows. Trainings that differ in nothing but their seed differ too: whether
 * one way of training is better than another takes several seeds.
 *
 * @param first such as the baseline, `second` what is held against it
 * @throws InputError if they were not asked about the same rows
 */
export function compareAnswers(first: HeadAnswers, second: HeadAnswers): PairedDifference {
  if (first.head !== second.head || !sameTruth(first.truth, second.truth)) {
    throw new InputError(
      `expected two models' answers on the same rows of one head, found ${first.rows} rows of ${first.head} and ${second.rows} of ${second.head}.`,
    );
  }
  const { rows, head } = first;
  const counts = pairedCounts(rightRows(first), rightRows(second));
  const { onlyFirst, onlySecond } = counts;
  const difference = (onlySecond - onlyFirst) / rows;
  const p = mcnemarTest(onlyFirst, onlySecond);
  return {
    head,
    rows,
    ...counts,
    difference,
    interval: pairedInterval(onlyFirst, onlySecond, rows),
    p,
    verdict: p >= DIFFERS_AT ? "no difference seen" : difference > 0 ? "helped" : "hurt",
  };
}

function sameTruth(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((label, row) => label === b[row]);
}
