import { jStat } from "jstat";

/**
 * The exact binomial (Clopper-Pearson) interval of an accuracy.
 *
 * @param correct rows that were right, 0 to `rows`
 * @param rows rows that were scored, at least 1
 * @param confidence share of such intervals that hold the true accuracy; 0.95 unless told
 * @returns lower and upper end, shares of 1
 * @throws RangeError if `correct` is not a whole number in 0..rows
 * @see Clopper & Pearson 1934, "The use of confidence or fiducial limits"; R's binom.test
 */
export function accuracyInterval(correct: number, rows: number, confidence = 0.95): [number, number] {
  checkCounts(correct, rows);
  const tail = (1 - confidence) / 2;
  const low = correct === 0 ? 0 : jStat.beta.inv(tail, correct, rows - correct + 1);
  const high = correct === rows ? 1 : jStat.beta.inv(1 - tail, correct + 1, rows - correct);
  return [low, high];
}

/**
 * One-sided exact binomial test: how likely at least `correct` right answers are, if each were right with
 * probability `chance`. A small value says that the answers are better than that.
 *
 * @param correct rows that were right, 0 to `rows`
 * @param rows rows that were scored, at least 1
 * @param chance accuracy to beat, a share of 1, such as the majority baseline's
 * @returns the p-value, P(X >= correct)
 * @throws RangeError if `correct` is not a whole number in 0..rows, or `chance` not in 0..1
 * @see R's binom.test(correct, rows, chance, alternative = "greater")
 */
export function binomialTest(correct: number, rows: number, chance: number): number {
  checkCounts(correct, rows);
  if (!(chance >= 0 && chance <= 1)) throw new RangeError(`expected a chance in 0..1, found ${chance}`);
  if (correct === 0) return 1;
  if (chance === 0 || chance === 1) return chance;
  // The binomial's upper tail is the incomplete beta function; jStat's binomial.cdf keeps ten digits only.
  return Math.min(1, Math.max(0, jStat.ibeta(chance, correct, rows - correct + 1) as number));
}

function checkCounts(correct: number, rows: number): void {
  if (!Number.isInteger(rows) || rows < 1) throw new RangeError(`expected at least one scored row, found ${rows}`);
  if (!Number.isInteger(correct) || correct < 0 || correct > rows) {
    throw new RangeError(`expected a whole number of right rows in 0..${rows}, found ${correct}`);
  }
}
