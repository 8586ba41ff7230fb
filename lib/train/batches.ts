import type { tf } from "../engine";

/** One batch for the loop: what the data folder's batches are, and any Subject's too. */
export interface TrainingBatch {
  /** Network input, [rows, ...]. */
  x: tf.Tensor;
  /** Target of each head, by output name, [rows, ...]. */
  y: Record<string, tf.Tensor>;
  /** What each row counts in a head's loss, [rows], by output name; in a head that is left out, each counts once. */
  sampleWeight?: Record<string, tf.Tensor>;
  /** Where in the split each row comes from. */
  rows: ArrayLike<number>;
  /** Frees the tensors. */
  dispose(): void;
}

/** A stream of batches without end, whose place can be saved and restored. `state` is JSON. */
export interface TrainingBatches {
  /** Rows of the split. */
  readonly rows: number;
  readonly batchSize: number;
  readonly batchesPerEpoch: number;
  /** The next batch, which the caller disposes of. */
  next(): Promise<TrainingBatch>;
  state(): unknown;
  restore(state: unknown): void;
  close(): Promise<void>;
}
