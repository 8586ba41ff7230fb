import { jStat } from "jstat";
import { binomialTest } from "./statistics";

/** Halvings of the range that holds an interval's end: more than a double's 53 bits. */
const HALVINGS = 60;

/**
 * Tango's asymptotic score interval of the difference between two shares of the same rows, such as two models' accuracies.
 * Only the rows on which the two differ tell anything of it.
 *
 * @param onlyFirst rows that only the first got right
 * @param onlySecond rows that only the second got right
 * @param rows all rows, those that both or neither got right too
 * @param confidence share of such intervals that hold the true difference; 0.95 unless told
 * @returns lower and upper end of the second's share less the first's, in -1..1
 * @throws RangeError if the counts are no whole numbers, or more than there are rows
 * @see Tango 1998, "Equivalence test and confidence interval for the difference in proportions for the paired-sample
 *   design"; recommended by Fagerland, Lydersen & Laake 2014. R's PropCIs::scoreci.mp(onlyFirst, onlySecond, rows)
 */
export function pairedInterval(
  onlyFirst: number,
  onlySecond: number,
  rows: number,
  confidence = 0.95,
): [number, number] {
  checkCounts(onlyFirst, onlySecond, rows);
  const quantile = jStat.normal.inv((1 + confidence) / 2, 0, 1);
  const found = (onlySecond - onlyFirst) / rows;
  const score = (difference: number) => scoreOf(difference, onlySecond, onlyFirst, rows);
  return [crossing(score, quantile, -1, found), crossing(score, -quantile, found, 1)];
}

/**
 * McNemar's exact test, two-sided: how likely it is that the rows on which two models differ are shared out at least as
 * unevenly between them, if either were as likely as the other to be the one that is right.
 *
 * @param onlyFirst rows that only the first got right, `onlySecond` those that only the second did
 * @returns the p-value; 1 where they never differ
 * @throws RangeError if a count is no whole number
 * @see McNemar 1947; R's binom.test(onlyFirst, onlyFirst + onlySecond)
 */
export function mcnemarTest(onlyFirst: number, onlySecond: number): number {
  const differing = onlyFirst + onlySecond;
  checkCounts(onlyFirst, onlySecond, Math.max(1, differing));
  return differing === 0 ? 1 : Math.min(1, 2 * binomialTest(Math.max(onlyFirst, onlySecond), differing, 0.5));
}

/** The score statistic of a supposed difference: standard normal where it is the true one, and falling as it grows. */
function scoreOf(difference: number, up: number, down: number, rows: number): number {
  // The likeliest share of rows with only `down` right, given the difference: the larger root of a quadratic.
  const linear = -up - down + (2 * rows - up + down) * difference;
  const constant = -down * difference * (1 - difference);
  const share = (Math.sqrt(Math.max(0, linear * linear - 8 * rows * constant)) - linear) / (4 * rows);
  const variance = rows * (2 * share + difference * (1 - difference));
  return (up - down - rows * difference) / Math.sqrt(Math.max(variance, Number.MIN_VALUE));
}

/** Where a falling function takes a value, between two places; at the nearer of them where it does so outside. */
function crossing(of: (at: number) => number, value: number, low: number, high: number): number {
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (of(middle) > value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function checkCounts(onlyFirst: number, onlySecond: number, rows: number): void {
  const counts = [onlyFirst, onlySecond, rows];
  if (counts.some((count) => !Number.isInteger(count) || count < 0) || rows < 1 || onlyFirst + onlySecond > rows) {
    throw new RangeError(
      `expected whole numbers of rows of which only one is right, together at most all rows; found ${onlyFirst} and ${onlySecond} of ${rows}`,
    );
  }
}

/** Of equal rows, how many both got right, only one of the two, or neither. */
export function pairedCounts(first: readonly boolean[], second: readonly boolean[]) {
  const count = (a: boolean, b: boolean) => first.filter((right, row) => right === a && second[row] === b).length;
  const [onlyFirst, onlySecond] = [count(true, false), count(false, true)];
  return { both: count(true, true), onlyFirst, onlySecond, neither: count(false, false) };
}

/**
 * Student's t-test of paired differences: how likely at least so large a mean is, if there were none.
 *
 * @param alternative "greater" asks for a mean above zero, "two-sided" for one off zero either way
 * @returns the p-value; where all differences are one number, 0 if that is what is asked for and 1 if not
 * @see R's t.test(differences, alternative = alternative)
 */
export function pairedTTest(differences: readonly number[], alternative: "greater" | "two-sided"): number {
  const count = differences.length;
  const mean = differences.reduce((sum, value) => sum + value, 0) / count;
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, count - 1);
  const twoSided = alternative === "two-sided";
  if (variance === 0) return mean > 0 || (twoSided && mean < 0) ? 0 : 1;
  const t = mean / Math.sqrt(variance / count);
  return twoSided
    ? Math.min(1, 2 * (1 - jStat.studentt.cdf(Math.abs(t), count - 1)))
    : 1 - jStat.studentt.cdf(t, count - 1);
}
