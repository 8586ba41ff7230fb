import { type Random, tf } from "plateau";

/** Rows as a person reads them from a table: features, and a label or target each. */
export interface Rows<Y = number> {
  x: number[][];
  y: Y[];
}

export interface Parts<Y = number> {
  train: Rows<Y>;
  valid: Rows<Y>;
}

/** Makes rows one by one; `make` is given the row's number, so that classes can take turns. */
export function rowsOf<Y>(count: number, make: (row: number) => { x: number[]; y: Y }): Rows<Y> {
  const made = Array.from({ length: count }, (_, row) => make(row));
  return { x: made.map(({ x }) => x), y: made.map(({ y }) => y) };
}

/** The same rows in another order. */
export function shuffled<Y>({ x, y }: Rows<Y>, random: Random): Rows<Y> {
  const order = random.shuffle(x.map((_, row) => row));
  return { x: order.map((row) => x[row]), y: order.map((row) => y[row]) };
}

/** The first `training` rows, and the rest. */
export function split<Y>({ x, y }: Rows<Y>, training: number): Parts<Y> {
  return {
    train: { x: x.slice(0, training), y: y.slice(0, training) },
    valid: { x: x.slice(training), y: y.slice(training) },
  };
}

/** Each column less the mean, over the deviation, that it has in `by`: what StandardScaler does, fitted to the training rows. */
export function standardised(rows: number[][], by = rows): number[][] {
  const columns = by[0].map((_, column) => meanAndDeviation(by.map((row) => row[column])));
  return rows.map((row) => row.map((value, column) => (value - columns[column].mean) / columns[column].deviation));
}

/** Values less the mean, over the deviation, that `by` has. */
export function standardScores(values: number[], by = values): number[] {
  const { mean, deviation } = meanAndDeviation(by);
  return values.map((value) => (value - mean) / deviation);
}

export function scaled(rows: number[][], factor: number): number[][] {
  return rows.map((row) => row.map((value) => value * factor));
}

function meanAndDeviation(values: number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

/** @returns float32 [rows, classes] */
export function oneHot(labels: number[], classes: number): tf.Tensor2D {
  return tf.tidy(() => tf.oneHot(tf.tensor1d(labels, "int32"), classes).cast("float32") as tf.Tensor2D);
}

/** @returns float32 [rows, 1] */
export function column(values: number[]): tf.Tensor2D {
  return tf.tensor2d(values, [values.length, 1]);
}

/** @returns float32 [rows, ...shape] */
export function shaped(rows: number[][], shape: number[]): tf.Tensor {
  return tf.tensor(rows.flat(), [rows.length, ...shape], "float32");
}
