import { tf } from "../../engine";
import { InputError } from "../../data";
import { engineOp, hasEngineOps } from "../../engine/ops";

/** Bounds on gradients, by Keras's names in camel case. At most one of them, as in Keras. */
export interface Clipping {
  /** Each variable's gradient is scaled down to at most this norm, each for itself (Keras's `clipnorm`). */
  clipNorm?: number;
  /** Each number of a gradient is bounded to [-clipValue, clipValue] (Keras's `clipvalue`). */
  clipValue?: number;
  /** All gradients are scaled down by one factor, so that their common norm is at most this (Keras's `global_clipnorm`). */
  globalClipNorm?: number;
}

export const clippings = ["clipNorm", "clipValue", "globalClipNorm"] as const;

/** @throws InputError if more than one bound is given, or one is not above 0 */
export function checkClipping(options: Clipping, optimizer: string): void {
  const given = clippings.filter((name) => options[name] !== undefined);
  if (given.length > 1) {
    throw new InputError(`expected at most one of ${clippings.join(", ")} for ${optimizer}, found ${given.join(", ")}`);
  }
  for (const name of given) {
    if (!(options[name]! > 0)) throw new InputError(`expected ${optimizer}'s ${name} above 0, found ${options[name]}`);
  }
}

/**
 * Bounds gradients. Where the norm is within the bound they come out as they are, bit for bit.
 *
 * PyTorch's `clip_grad_norm_` divides by the norm plus 1e-6, this by the norm, as Keras does.
 *
 * @param gradients not disposed
 * @returns new tensors, but for gradients that no bound was given for: those come back themselves
 */
export function clipGradients(gradients: readonly tf.Tensor[], clipping: Clipping): readonly tf.Tensor[] {
  const { clipNorm, clipValue, globalClipNorm } = clipping;
  if (clipValue !== undefined) return gradients.map((gradient) => tf.clipByValue(gradient, -clipValue, clipValue));
  if (clipNorm !== undefined) return gradients.map((gradient) => scaled(gradient, sumOfSquares([gradient]), clipNorm));
  if (globalClipNorm === undefined || gradients.length === 0) return gradients;
  const squares = sumOfSquares(gradients);
  return gradients.map((gradient) => scaled(gradient, squares, globalClipNorm));
}

const scaled = (gradient: tf.Tensor, squares: tf.Tensor, norm: number) =>
  tf.tidy(() => gradient.mul(tf.div(norm, tf.maximum(tf.sqrt(squares), norm))));

function sumOfSquares(gradients: readonly tf.Tensor[]): tf.Tensor {
  return tf.tidy(() => tf.addN(gradients.map((gradient) => squareSum(gradient))));
}

/** One pass over the gradient where the engine can: tfjs's `norm` writes out two more of its size. */
function squareSum(gradient: tf.Tensor): tf.Tensor {
  return hasEngineOps() ? engineOp("L2Loss", ["T"], {}, [gradient])[0].mul(2) : gradient.square().sum();
}
