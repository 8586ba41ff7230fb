import type { tf } from "../../engine";
import { InputError } from "../../data";
import { isPlateauOptimizer } from "./optimizer-of";

interface Rated {
  learningRate: number;
  setLearningRate?(rate: number): void;
}

/** @returns NaN if the optimizer has no such thing */
export function learningRateOf(optimizer: tf.Optimizer): number {
  return (optimizer as unknown as Rated).learningRate ?? Number.NaN;
}

/** Changes the rate of any of tfjs's optimizers, or Plateau's, from the next step on. */
export function setLearningRate(optimizer: tf.Optimizer, rate: number): void {
  const rated = optimizer as unknown as Rated;
  // SGD keeps its rate in a tensor too, and changes it by its own method only.
  if (rated.setLearningRate) rated.setLearningRate(rate);
  else rated.learningRate = rate;
}

/**
 * Changes SGD's momentum, or Adam's beta1, from the next step on.
 *
 * @throws InputError for tfjs's own optimizers, whose momentum is fixed
 */
export function setMomentum(optimizer: tf.Optimizer, momentum: number): void {
  if (!isPlateauOptimizer(optimizer)) {
    throw new InputError(
      `expected an optimizer whose momentum can change, such as adam(...), found ${optimizer.getClassName()}`,
    );
  }
  optimizer.momentum = momentum;
}
