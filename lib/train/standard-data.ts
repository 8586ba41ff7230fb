import type { tf } from "../engine";
import type { CompiledModel } from "./compiled-model";
import type { SubjectData } from "./subject";

/** A Subject's data as tfjs's `fit` sees them. */
export interface StandardData {
  x: tf.Tensor;
  /** By output name. */
  y: Record<string, tf.Tensor>;
}

/**
 * @param made where tensors go that tfjs makes of the given ones, such as [rows, 1] of [rows]
 * @throws tfjs's own error if `fit` would refuse these data for this model
 */
export function standardData(
  model: CompiledModel,
  { x, y }: SubjectData,
  batchSize: number,
  made: tf.Tensor[],
): StandardData {
  const [inputs, targets] = model.standardizeUserDataXY(x, y, false, batchSize);
  const given: tf.Tensor[] = [x, ...(Array.isArray(y) ? y : [y])];
  made.push(...[...inputs, ...targets].filter((tensor) => !given.includes(tensor)));
  return { x: inputs[0], y: Object.fromEntries(model.outputNames.map((head, i) => [head, targets[i]])) };
}
