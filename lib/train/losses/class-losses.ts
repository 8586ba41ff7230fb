import { tf } from "../../engine";

/** Loss of each row, [rows], from labels [rows, classes] that sum to one a row, and what the loss takes, of that shape. */
export type ClassLoss = (labels: tf.Tensor, output: tf.Tensor) => tf.Tensor;

/** From the logarithms of probabilities. */
export const crossentropy: ClassLoss = (labels, logs) => tf.neg(tf.sum(tf.mul(labels, logs), -1));

/** From probabilities, which tfjs makes sum to one and clips at 1e-7. */
export const clippedCrossentropy: ClassLoss = (labels, probabilities) =>
  tf.metrics.categoricalCrossentropy(labels, probabilities);

/** The root of a probability of exactly one has no slope; Keras clips here too. */
const LEAST_REST = 1e-7;

/**
 * A cross-entropy in which each class's part is times alpha * (1 - its probability) ** gamma, from the logarithms of
 * probabilities.
 *
 * @see Lin et al., "Focal Loss for Dense Object Detection"; keras.losses.CategoricalFocalCrossentropy
 */
export function focal({ gamma = 2, alpha = 0.25 }: { gamma?: number; alpha?: number | number[] }): ClassLoss {
  return (labels, logs) => {
    const rest = tf.maximum(tf.sub(1, tf.exp(logs)), LEAST_REST);
    return tf.neg(tf.sum(tf.mul(tf.mul(tf.pow(rest, gamma), alpha), tf.mul(labels, logs)), -1));
  };
}
