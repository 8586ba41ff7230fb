import { tf } from "../../engine";
import { adam, type AdamOptions } from "./adam";

/** An optimizer as JSON: its name, and options by Keras's names. */
export type OptimizerSpec = ({ name: "adam" } & AdamOptions) | ({ name: "sgd" } & SgdOptions);

export interface SgdOptions {
  learningRate: number;
  /** Default 0: none. */
  momentum?: number;
  /** Looks ahead along the momentum. Default false. */
  nesterov?: boolean;
}

/** A new optimizer, which the caller disposes of. */
export function optimizerOf(spec: OptimizerSpec): tf.Optimizer {
  switch (spec.name) {
    case "adam":
      return adam(spec);
    case "sgd":
      return spec.momentum
        ? tf.train.momentum(spec.learningRate, spec.momentum, spec.nesterov)
        : tf.train.sgd(spec.learningRate);
  }
}

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
