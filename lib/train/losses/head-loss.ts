import { tf } from "../../engine";

/**
 * Losses of a Program's heads, by name:
 * - `categoricalCrossentropy` from the logits: stable, never clipped, its gradient exact however wrong an answer is;
 * - `clippedCategoricalCrossentropy` from probabilities clipped at 1e-7, as tfjs and Keras compute it by that string.
 *   Beyond the clip its gradient is zero: a head that is surely wrong stays so.
 */
export const lossNames = ["categoricalCrossentropy", "clippedCategoricalCrossentropy"] as const;
export type LossName = (typeof lossNames)[number];

/**
 * A loss that tfjs can compile a model with, weight included, and that tells Plateau's loop more: its weight apart, and
 * that it is better computed from the logits.
 */
export interface HeadLoss {
  /** @returns weighted loss of each row, [rows], from labels [rows, classes] and probabilities of the same shape */
  (labels: tf.Tensor, probabilities: tf.Tensor): tf.Tensor;
  readonly weight: number;
  /** Unweighted loss of each row, [rows], from labels and what `takes` says, both [rows, classes]. */
  readonly rows: (labels: tf.Tensor, output: tf.Tensor) => tf.Tensor;
  readonly takes: "logits" | "probabilities";
}

/** @param weight what the head's loss counts in the sum over heads */
export function headLoss(name: LossName, weight = 1): HeadLoss {
  const ofProbabilities = name === "categoricalCrossentropy" ? crossentropy : clippedCrossentropy;
  const weighted = (labels: tf.Tensor, probabilities: tf.Tensor) =>
    tf.tidy(() => ofProbabilities(labels, probabilities).mul(weight));
  return name === "categoricalCrossentropy"
    ? Object.assign(weighted, { weight, rows: crossentropyFromLogits, takes: "logits" as const })
    : Object.assign(weighted, { weight, rows: clippedCrossentropy, takes: "probabilities" as const });
}

export function isHeadLoss(loss: unknown): loss is HeadLoss {
  return typeof loss === "function" && "rows" in loss && "takes" in loss;
}

function crossentropyFromLogits(labels: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  return tf.tidy(() => tf.neg(tf.sum(tf.mul(labels, tf.logSoftmax(logits)), -1)));
}

/** For tfjs's own `evaluate` and `fit`, which have no logits: right as far as float32 holds a probability. */
function crossentropy(labels: tf.Tensor, probabilities: tf.Tensor): tf.Tensor {
  const smallest = 1.2e-38;
  return tf.neg(tf.sum(tf.mul(labels, tf.log(tf.maximum(probabilities, smallest))), -1));
}

function clippedCrossentropy(labels: tf.Tensor, probabilities: tf.Tensor): tf.Tensor {
  return tf.metrics.categoricalCrossentropy(labels, probabilities);
}
