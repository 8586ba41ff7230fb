import type { Dataset } from "../dataset";
import { commonest, countClasses } from "./class-counts";

/** How often the classes of one label meet those of another; classes that no row has are left out. */
export interface CrossTable {
  /** Class names, the commonest first. */
  rows: string[];
  /** Class names, each near the row it most belongs to. */
  columns: string[];
  /** [rows][columns], in pictures */
  counts: number[][];
}

/**
 * Counts which classes of two labels go together on the training rows.
 *
 * @param rowHead the label whose classes are the rows, `columnHead` the one whose classes are the columns
 */
export function crossTable(dataset: Dataset, rowHead: string, columnHead: string): CrossTable {
  const { labels } = dataset.train;
  const counts = meetings(labels[rowHead], labels[columnHead], dataset.classes[rowHead], dataset.classes[columnHead]);
  const rowSums = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const rows = [...counts.keys()].filter((row) => rowSums[row] > 0).sort((a, b) => rowSums[b] - rowSums[a]);
  const column = (of: number) => rows.map((row) => counts[row][of]);
  const columns = [...Array(dataset.classes[columnHead]).keys()]
    .filter((of) => column(of).some(Boolean))
    .sort((a, b) => commonest(column(a)) - commonest(column(b)) || Math.max(...column(b)) - Math.max(...column(a)));
  return {
    rows: rows.map((row) => dataset.classNames[rowHead][row]),
    columns: columns.map((of) => dataset.classNames[columnHead][of]),
    counts: rows.map((row) => columns.map((of) => counts[row][of])),
  };
}

/** What one label tells of another. */
export interface LabelLink {
  /** The label that is known, and the one that is guessed from it. */
  known: string;
  guessed: string;
  /** Share of the scored rows guessed right. */
  accuracy: number;
  /** The same without knowing anything: the commonest class. */
  majority: number;
  rows: number;
}

/**
 * How well each label can be guessed from each other one: for every class of the known label the commonest class of the
 * other among the training rows, scored on the validation rows (on training where there are none). Where that is far above
 * the majority, the labels say much the same, and one trunk can serve both.
 */
export function labelLinks(dataset: Dataset): LabelLink[] {
  const { heads, classes, train } = dataset;
  const scored = dataset.valid ?? train;
  const pairs = heads.flatMap((known) => heads.filter((head) => head !== known).map((guessed) => ({ known, guessed })));
  return pairs.map(({ known, guessed }) => {
    const counts = meetings(train.labels[known], train.labels[guessed], classes[known], classes[guessed]);
    const usual = commonest(countClasses(train.labels[guessed], classes[guessed]));
    const guesses = counts.map((row) => (row.some(Boolean) ? commonest(row) : usual));
    const right = (guess: (row: number) => number) => {
      const correct = scored.labels[guessed].filter((label, row) => label === guess(row)).length;
      return correct / scored.rows;
    };
    return {
      known,
      guessed,
      accuracy: right((row) => guesses[scored.labels[known][row]]),
      majority: right(() => usual),
      rows: scored.rows,
    };
  });
}

function meetings(a: Int32Array, b: Int32Array, rows: number, columns: number): number[][] {
  const counts = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  a.forEach((label, row) => counts[label][b[row]]++);
  return counts;
}
