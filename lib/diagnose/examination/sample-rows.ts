import type { tf } from "../../engine";

/** Standardised rows, as `fit` sees them. */
export interface SampleRows {
  x: tf.Tensor;
  y: Record<string, tf.Tensor>;
  /** What each row counts in a head's loss, by head, as a training step weighs it. */
  sampleWeight: Record<string, tf.Tensor>;
  rows: number;
}
