import { InputError } from "../../data";
import { countClasses } from "../../data/inspect/class-counts";
import { nearName } from "../near-name";

/**
 * What rows count in a head's training loss, by their class, as Keras's `class_weight`: "balanced", a number for every
 * class in their order, or numbers by the classes' names or numbers, where a class that is left out counts once.
 */
export type ClassWeights = "balanced" | number[] | Record<string, number>;

/**
 * One number a class.
 *
 * @param head named in errors
 * @param classNames in the order of the classes' numbers
 * @param labels classes of the training rows, for "balanced"
 * @throws InputError if there are more or fewer numbers than classes, or a class is unknown
 */
export function classWeightsOf(
  head: string,
  weights: ClassWeights,
  classNames: readonly string[],
  labels: Int32Array,
): number[] {
  if (weights === "balanced") return balancedWeights(labels, classNames.length);
  if (Array.isArray(weights)) {
    if (weights.length === classNames.length) return weights;
    throw new InputError(
      `heads.${head}.classWeights: expected ${classNames.length} numbers, one a class, found ${weights.length}.`,
    );
  }
  const all = new Array<number>(classNames.length).fill(1);
  for (const [key, weight] of Object.entries(weights)) all[classNumber(head, key, classNames)] = weight;
  return all;
}

/**
 * Weights that make every class's rows count the same together, and all rows as much as before: rows / (classes with rows *
 * rows of the class). A class without rows has 1.
 *
 * @see scikit-learn's compute_class_weight("balanced"); King & Zeng, "Logistic Regression in Rare Events Data"
 */
export function balancedWeights(labels: Int32Array, classes: number): number[] {
  const counts = countClasses(labels, classes);
  const present = counts.filter(Boolean).length;
  return counts.map((count) => (count === 0 ? 1 : labels.length / (present * count)));
}

function classNumber(head: string, key: string, classNames: readonly string[]): number {
  const named = classNames.indexOf(key);
  if (named >= 0) return named;
  if (/^\d+$/.test(key) && Number(key) < classNames.length) return Number(key);
  const near = nearName(key, [...classNames]);
  throw new InputError(
    `heads.${head}.classWeights: there is no class "${key}": ` +
      (near ? `did you mean "${near}"?` : `expected a class's name, or its number from 0 to ${classNames.length - 1}.`),
  );
}
