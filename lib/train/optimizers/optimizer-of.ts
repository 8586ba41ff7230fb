import type { tf } from "../../engine";
import { Adam, type AdamOptions } from "./adam";
import { Sgd, type SgdOptions } from "./sgd";

/** An optimizer as JSON: its name, and options by Keras's names. */
export type OptimizerSpec = ({ name: "adam" } & AdamOptions) | ({ name: "sgd" } & SgdOptions);

/**
 * A new optimizer, which the caller disposes of.
 *
 * @throws InputError if a number is out of range, or more than one kind of clipping is asked for
 */
export function optimizerOf(spec: OptimizerSpec): Adam | Sgd {
  return spec.name === "adam" ? new Adam(spec) : new Sgd(spec);
}

/** Whether it is one of Plateau's own, with settings, moments by variable and factors of the rate. */
export function isPlateauOptimizer(optimizer: tf.Optimizer): optimizer is Adam | Sgd {
  return "settings" in optimizer && "momentsOf" in optimizer;
}
