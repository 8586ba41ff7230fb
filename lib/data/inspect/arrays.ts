import type { Dataset, Split } from "../dataset";
import { shapeText } from "../dtype";

/** One array of a data set. */
export interface ArrayRow {
  file: string;
  shape: string;
  dtype: string;
  holds: string;
}

/** The arrays that a data set was read from, pictures first. */
export function listArrays(dataset: Dataset): ArrayRow[] {
  const splits = [
    { split: dataset.train, name: "training" },
    ...(dataset.valid ? [{ split: dataset.valid, name: "validation" }] : []),
  ];
  return splits.flatMap(({ split, name }) => arraysOf(split, name, dataset));
}

function arraysOf({ files }: Split, name: string, { heads, classes }: Dataset): ArrayRow[] {
  const { file, shape, dtype } = files.pictures;
  const labels = heads.map((head) => {
    const { file, shape, dtype, oneHot } = files.labels[head];
    const holds = `${name} labels of ${head}: ${oneHot ? "one-hot" : "class numbers"}, ${classes[head]} classes`;
    return { file, shape: shapeText(shape), dtype, holds };
  });
  return [{ file, shape: shapeText(shape), dtype, holds: `${name} pictures` }, ...labels];
}

/**
 * The labels of a split as rows of a table, class names in the place of numbers.
 *
 * @returns a row a picture: its number, and its class in each head
 */
export function labelRows(dataset: Dataset, split: Split): Record<string, string | number>[] {
  return Array.from({ length: split.rows }, (_, row) => ({
    row,
    ...Object.fromEntries(dataset.heads.map((head) => [head, dataset.classNames[head][split.labels[head][row]]])),
  }));
}
