/** A figure that was taken several times. */
export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** @throws RangeError of nothing */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError("there is no median of nothing");
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return {
    median: (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2,
    least: sorted[0],
    most: sorted[sorted.length - 1],
  };
}

/**
 * One engine's speed over another's, pair by pair: what slows the machine for a while slows both halves of a pair.
 *
 * @param mine speeds, round by round
 * @param theirs of the same rounds
 */
export function ratioOf(mine: readonly number[], theirs: readonly number[]): Spread {
  return spreadOf(mine.map((speed, round) => speed / theirs[round]));
}

/** Relative difference of two numbers, to the larger one. */
export function differenceOf(a: number, b: number): number {
  const larger = Math.max(Math.abs(a), Math.abs(b));
  return larger === 0 ? 0 : Math.abs(a - b) / larger;
}
