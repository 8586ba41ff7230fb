import type { Dataset } from "../data";
import { classWeightsOf } from "./losses";
import type { HeadSpec } from "./program";

/**
 * What each training row counts in each head's loss: its sample weight times its class's. Heads in which every row counts
 * once are left out.
 *
 * @throws InputError if class weights do not fit the classes
 */
export function trainingWeights(
  heads: Record<string, HeadSpec>,
  { train, classNames }: Dataset,
): Record<string, Float32Array> {
  const weights = { ...train.sampleWeight };
  for (const [head, factors] of Object.entries(classWeightsByHead(heads, { train, classNames }))) {
    const own = train.sampleWeight?.[head];
    weights[head] = Float32Array.from(train.labels[head], (label, row) => factors[label] * (own?.[row] ?? 1));
  }
  return weights;
}

/**
 * The class weights of the heads that have some, a number a class.
 *
 * @throws InputError if they do not fit the classes
 */
export function classWeightsByHead(
  heads: Record<string, HeadSpec>,
  { train, classNames }: Pick<Dataset, "train" | "classNames">,
): Record<string, number[]> {
  const weighed = Object.entries(heads).filter(([, { classWeights }]) => classWeights !== undefined);
  return Object.fromEntries(
    weighed.map(([head, { classWeights }]) => [
      head,
      classWeightsOf(head, classWeights!, classNames[head], train.labels[head]),
    ]),
  );
}
