import { tf } from "../engine";
import { BatchOrder, type OrderState } from "../data/batch-order";
import type { TrainingBatch, TrainingBatches } from "./batches";

export interface TensorBatchesOptions {
  batchSize: number;
  /** Without, the rows come in their order. */
  seed?: number;
  /** Batches an epoch; the next epoch goes on where the last one's shuffle stopped. Without, every row once. */
  stepsPerEpoch?: number;
  /** What each row counts in a head's loss, [rows], by output name; not disposed. */
  sampleWeight?: Record<string, tf.Tensor>;
}

/**
 * Batches of tensors in memory, drawn as tfjs's `fit` draws them: all rows in an order, shuffled anew whenever it has been
 * gone through, cut into batches, the last of them as large as what is left. `fit` shuffles by Math.random; this by a seed.
 */
export class TensorBatches implements TrainingBatches {
  readonly rows: number;
  readonly batchSize: number;
  readonly batchesPerEpoch: number;
  private readonly sampleWeight: Record<string, tf.Tensor>;
  private readonly order: BatchOrder;

  /**
   * @param x [rows, ...]; not disposed
   * @param y by output name, [rows, ...] each; not disposed
   */
  constructor(
    private readonly x: tf.Tensor,
    private readonly y: Record<string, tf.Tensor>,
    { batchSize, seed, stepsPerEpoch, sampleWeight = {} }: TensorBatchesOptions,
  ) {
    this.sampleWeight = sampleWeight;
    this.rows = x.shape[0];
    this.batchSize = batchSize;
    this.batchesPerEpoch = stepsPerEpoch ?? Math.ceil(this.rows / batchSize);
    this.order = new BatchOrder(this.rows, batchSize, seed !== undefined, seed ?? 0);
  }

  async next(): Promise<TrainingBatch> {
    const rows = this.order.next();
    const indices = tf.tensor1d(rows, "int32");
    const batch = {
      x: tf.gather(this.x, indices),
      y: gathered(this.y, indices),
      sampleWeight: gathered(this.sampleWeight, indices),
    };
    indices.dispose();
    return { ...batch, rows, dispose: () => tf.dispose(batch) };
  }

  state(): OrderState {
    return this.order.state();
  }

  restore(state: unknown): void {
    this.order.restore(state as OrderState);
  }

  async close(): Promise<void> {}
}

function gathered(all: Record<string, tf.Tensor>, indices: tf.Tensor1D): Record<string, tf.Tensor> {
  return Object.fromEntries(Object.entries(all).map(([head, tensor]) => [head, tf.gather(tensor, indices)]));
}
