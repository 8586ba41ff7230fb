import type { AccuracyEvidence, SeenAccuracies } from "../train";
import { whole } from "./words";

/** Rows that a page has room for. */
const MOST = 12;

/**
 * Epoch by epoch, a head's accuracy on the few rows that the question looks at, on all scored rows, and how many classes it
 * answers at all. For `show`; of many epochs some, evenly spread, the first and the last among them.
 */
export function epochRows(heads: SeenAccuracies[]): Record<string, number>[] {
  const epochs = heads[0]?.all.scored.length ?? 0;
  const shown = Array.from({ length: Math.min(MOST, epochs) }, (_, i) =>
    epochs <= MOST ? i : Math.round((i * (epochs - 1)) / (MOST - 1)),
  );
  return shown.map((at) => ({
    epoch: at + 1,
    ...Object.fromEntries(
      heads.flatMap(({ head, all, seen, given }) => [
        ...(seen ? [[`${head}, ${whole(seen.rows)}`, share(seen.scored[at])]] : []),
        [`${head}, ${whole(all.rows)}`, share(all.scored[at])],
        [`${head}, classes`, given[at]],
      ]),
    ),
  }));
}

/** What an accuracy says of each head. For `show`. */
export function evidenceRows(evidence: { head: string; majority: number; found: AccuracyEvidence }[]): object[] {
  return evidence.map(({ head, majority, found: { rows, interval, byMajority, byChance, needed } }) => ({
    head,
    rows,
    "95 % interval": interval,
    majority,
    "by majority": byMajority,
    "by chance": byChance,
    needed,
  }));
}

const share = ({ right, rows }: { right: number; rows: number }): number => right / rows;
