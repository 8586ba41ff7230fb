import { Random, type RandomState } from "./random";

/** Where a BatchOrder stands, as JSON. */
export interface OrderState {
  /** The generator before the present pass was shuffled. */
  random: RandomState;
  /** Rows of the pass that are handed out. */
  position: number;
}

/**
 * The order in which rows go into batches: pass after pass over all rows, each shuffled anew, each row once a pass. The
 * last batch of a pass holds what is left.
 */
export class BatchOrder {
  private random: Random;
  private passStart: RandomState;
  private position = 0;
  private order: Int32Array;

  constructor(
    private readonly rows: number,
    private readonly batchSize: number,
    private readonly shuffle: boolean,
    seed: number,
  ) {
    this.random = new Random(seed);
    this.passStart = this.random.state();
    this.order = this.newPass();
  }

  /** Row numbers of the next batch. */
  next(): Int32Array {
    if (this.position === this.rows) this.order = this.newPass();
    const batch = this.order.slice(this.position, this.position + this.batchSize);
    this.position += batch.length;
    return batch;
  }

  state(): OrderState {
    return { random: this.passStart, position: this.position };
  }

  restore({ random, position }: OrderState): void {
    this.random = new Random(random);
    this.order = this.newPass();
    this.position = position;
  }

  private newPass(): Int32Array {
    this.position = 0;
    this.passStart = this.random.state();
    const order = Int32Array.from({ length: this.rows }, (_, i) => i);
    return this.shuffle ? this.random.shuffle(order) : order;
  }
}
