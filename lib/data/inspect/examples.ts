import type { Dataset, Split } from "../dataset";
import { Random } from "../random";

/**
 * Rows to look at: some of each class that occurs, drawn by chance, in the order of the classes.
 *
 * @param perClass rows a class, where it has so many
 * @param most rows in all; the rarest classes go first when there is no room for all
 */
export function exampleRows(
  split: Split,
  head: string,
  options: { perClass?: number; most?: number; seed?: number } = {},
): number[] {
  const { perClass = 1, most = Infinity, seed = 0 } = options;
  const byClass = new Map<number, number[]>();
  const order = new Random(seed).shuffle(Array.from({ length: split.rows }, (_, row) => row));
  for (const row of order) {
    const label = split.labels[head][row];
    const rows = byClass.get(label);
    if (rows) rows.push(row);
    else byClass.set(label, [row]);
  }
  const largestFirst = [...byClass].sort(([, a], [, b]) => b.length - a.length);
  const chosen = largestFirst.slice(0, Math.max(1, Math.floor(most / perClass))).sort(([a], [b]) => a - b);
  return chosen.flatMap(([, rows]) => rows.slice(0, perClass)).slice(0, most);
}

/** What the rows are, a line a head, for captions. */
export function labelCaptions(dataset: Dataset, split: Split, rows: number[], heads = dataset.heads): string[] {
  return rows.map((row) => heads.map((head) => dataset.classNames[head][split.labels[head][row]]).join("\n"));
}
