import type { Dataset } from "../dataset";

/** How often a class occurs. */
export interface ClassCount {
  class: string;
  training: number;
  /** Left out where there is no validation split. */
  validation?: number;
}

/**
 * How often each class of a head occurs, the commonest in training first. Classes that no row has are among them: a head
 * has an output for each.
 */
export function countLabels(dataset: Dataset, head: string): ClassCount[] {
  const training = countClasses(dataset.train.labels[head], dataset.classes[head]);
  const validation = dataset.valid && countClasses(dataset.valid.labels[head], dataset.classes[head]);
  const order = [...training.keys()].sort((a, b) => training[b] - training[a] || a - b);
  return order.map((label) => ({
    class: dataset.classNames[head][label],
    training: training[label],
    ...(validation && { validation: validation[label] }),
  }));
}

/** Rows a class, in the order of their numbers. */
export function countClasses(labels: Int32Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}

/** The commonest class; of equals the first. */
export function commonest(counts: readonly number[]): number {
  return counts.indexOf(Math.max(...counts));
}
