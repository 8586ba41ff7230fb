import { accuracyInterval, binomialTest } from "./statistics";

/** A head learns when the one-sided exact binomial test against the majority baseline gives less than this. */
export const LEARNS_AT = 0.01;

/** Rows that were right, of all that were scored. */
export interface Scored {
  right: number;
  rows: number;
}

/** Whether so many right answers are more than the majority baseline's, by the test that decides whether a head learns. */
export function beatsMajority({ right, rows }: Scored, majority: number): boolean {
  return binomialTest(right, rows, majority) < LEARNS_AT;
}

/**
 * The epoch at which a head leaves the majority baseline: the first of two running that both beat it. One alone would be
 * luck once in a hundred looks, and a long training is many looks.
 *
 * @param epochs what was scored after each
 * @returns from 1; undefined if it never does, and also when only the last epoch does
 */
export function leavesMajority(epochs: readonly Scored[], majority: number): number | undefined {
  const beats = epochs.map((scored) => beatsMajority(scored, majority));
  const at = beats.findIndex((each, i) => each && beats[i + 1]);
  return at < 0 ? undefined : at + 1;
}

/** What an accuracy can mean when it is seen on so many rows. */
export interface AccuracyEvidence {
  rows: number;
  /** The accuracy's exact 95 % interval. */
  interval: [low: number, high: number];
  /** How likely a head that knows only the commonest class shows as much, or more. */
  byMajority: number;
  /** How likely a head that guesses blindly does. */
  byChance: number;
  /** The least accuracy on so many rows that beats the majority baseline; undefined where not even all right would. */
  needed?: number;
}

/**
 * What an accuracy says when it is seen on so many rows.
 *
 * @param accuracy a share of 1; of the whole numbers of right rows, the nearest to it is taken
 * @param against the accuracy of always answering the commonest class, and of guessing blindly
 */
export function accuracyEvidence(
  accuracy: number,
  rows: number,
  against: { majority: number; chance: number },
): AccuracyEvidence {
  const right = Math.round(accuracy * rows);
  // Nobody beats the baseline with less than its own share.
  const fewest = Math.floor(against.majority * rows);
  const counts = Array.from({ length: rows + 1 - fewest }, (_, more) => fewest + more);
  const needed = counts.find((count) => beatsMajority({ right: count, rows }, against.majority));
  return {
    rows,
    interval: accuracyInterval(right, rows),
    byMajority: binomialTest(right, rows, against.majority),
    byChance: binomialTest(right, rows, against.chance),
    ...(needed !== undefined && { needed: needed / rows }),
  };
}
