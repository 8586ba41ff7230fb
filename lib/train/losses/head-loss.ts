import { tf } from "../../engine";
import { InputError } from "../../data";
import { clippedCrossentropy, crossentropy, focal } from "./class-losses";

/**
 * Losses of a Program's heads, by name:
 * - `categoricalCrossentropy` from the logits: stable, never clipped, its gradient exact however wrong an answer is;
 * - `categoricalFocalCrossentropy`, Keras's, from the logits too: rows that are already right count for little;
 * - `clippedCategoricalCrossentropy` from probabilities clipped at 1e-7, as tfjs and Keras compute it by the string
 *   "categoricalCrossentropy". Beyond the clip its gradient is zero: a head that is surely wrong stays so.
 */
export const lossNames = [
  "categoricalCrossentropy",
  "categoricalFocalCrossentropy",
  "clippedCategoricalCrossentropy",
] as const;
export type LossName = (typeof lossNames)[number];

/** A head's loss as JSON, by Keras's names; see `headLoss`. */
export interface LossSpec {
  /** Default "categoricalCrossentropy". */
  loss?: LossName;
  /** What the head's loss counts in the sum over heads. Default 1. */
  weight?: number;
  /** Share of each label that is spread evenly over all classes, its own too. At least 0 and under 1; default 0. */
  labelSmoothing?: number;
  /** Focal only: power of (1 - probability), at least 0. Default 2. */
  gamma?: number;
  /** Focal only: factor of the loss, one number, or one a class. Default 0.25. */
  alpha?: number | number[];
}

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

/**
 * The loss that a head's spec says; what it leaves out has Keras's defaults.
 *
 * @param of whose loss it is, to be checked against
 * @throws InputError if `alpha` has not a number for each class
 */
export function headLoss(spec: LossSpec = {}, of?: { head: string; classes: number }): HeadLoss {
  if (of && Array.isArray(spec.alpha) && spec.alpha.length !== of.classes) {
    throw new InputError(
      `heads.${of.head}.alpha: expected ${of.classes} numbers, one a class, found ${spec.alpha.length}.`,
    );
  }
  const { loss = "categoricalCrossentropy", weight = 1, labelSmoothing = 0 } = spec;
  const clipped = loss === "clippedCategoricalCrossentropy";
  const classLoss = clipped
    ? clippedCrossentropy
    : loss === "categoricalFocalCrossentropy"
      ? focal(spec)
      : crossentropy;
  const rows = (output: (given: tf.Tensor) => tf.Tensor) => (labels: tf.Tensor, given: tf.Tensor) =>
    tf.tidy(() => classLoss(smoothed(labels, labelSmoothing), output(given)));
  const ofProbabilities = rows(clipped ? same : logOfProbabilities);
  const weighted = (labels: tf.Tensor, probabilities: tf.Tensor) =>
    tf.tidy(() => ofProbabilities(labels, probabilities).mul(weight));
  return clipped
    ? Object.assign(weighted, { weight, rows: ofProbabilities, takes: "probabilities" as const })
    : Object.assign(weighted, { weight, rows: rows(logOfLogits), takes: "logits" as const });
}

export function isHeadLoss(loss: unknown): loss is HeadLoss {
  return typeof loss === "function" && "rows" in loss && "takes" in loss;
}

/** As Keras smooths: a label of one becomes 1 - share + share / classes, one of zero share / classes. */
function smoothed(labels: tf.Tensor, share: number): tf.Tensor {
  return share === 0 ? labels : labels.mul(1 - share).add(share / labels.shape[labels.rank - 1]!);
}

const same = (output: tf.Tensor): tf.Tensor => output;
const logOfLogits = (logits: tf.Tensor): tf.Tensor => tf.logSoftmax(logits);

/** For tfjs's own `evaluate` and `fit`, which have no logits: right as far as float32 holds a probability. */
function logOfProbabilities(probabilities: tf.Tensor): tf.Tensor {
  const smallest = 1.2e-38;
  return tf.log(tf.maximum(probabilities, smallest));
}
