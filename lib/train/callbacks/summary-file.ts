import { mkdirSync } from "node:fs";
import { tf } from "../../engine";

/** The part of tfjs-node's backend that `tf.node.summaryFileWriter` calls. */
interface SummaryBackend {
  summaryWriter(name: string): tf.Tensor;
  createSummaryFileWriter(
    writer: tf.Tensor,
    folder: string,
    maxQueue: number,
    flushMillis: number,
    suffix: string,
  ): void;
  writeScalarSummary(writer: tf.Tensor, step: number, tag: string, value: number): void;
  writeHistogramSummary(writer: tf.Tensor, step: number, tag: string, data: tf.Tensor): void;
  buckets(data: tf.Tensor): tf.Tensor;
  executeMultipleOutputs(op: string, attributes: object[], inputs: tf.Tensor[], outputs: number): tf.Tensor[];
}

/** As TensorBoard's own. */
const BUCKETS = 30;

let opened = 0;

/**
 * One file of TensorBoard events, in a folder that may hold more of them.
 *
 * `tf.node.summaryFileWriter` does the same, but keeps one writer a folder for as long as the process lives, and its file
 * with it: a run that is resumed in the same process could not take events back. So this calls what that calls.
 */
export class SummaryFile {
  private readonly backend = tf.backend() as unknown as SummaryBackend;
  private readonly writer: tf.Tensor;

  /** @param folder made if it is not there */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.writer = tf.tidy(() => {
      const writer = this.backend.summaryWriter(`${folder}#${opened++}`);
      this.backend.createSummaryFileWriter(writer, folder, 10, 120_000, ".v2");
      return writer;
    });
  }

  scalar(tag: string, value: number, step: number): void {
    this.backend.writeScalarSummary(this.writer, step, tag, value);
  }

  /** @param values not disposed */
  histogram(tag: string, values: tf.Tensor, step: number): void {
    // tfjs counts by a one-hot row of thirty for every value: 350 MB for a layer of 2.4 million.
    const counting = Object.create(this.backend, { buckets: { value: bucketsOf } }) as SummaryBackend;
    counting.writeHistogramSummary(this.writer, step, tag, values);
  }

  flush(): void {
    this.backend.executeMultipleOutputs("FlushSummaryWriter", [], [this.writer], 0);
  }

  /** Flushes, and lets go of the file. */
  close(): void {
    this.backend.executeMultipleOutputs("CloseSummaryWriter", [], [this.writer], 0);
    this.writer.dispose();
  }
}

/**
 * Counts values in buckets of one width.
 *
 * @returns [buckets, 3]: left edge, right edge, count
 * @see tensorboard's histogram/summary_v2.py
 */
function bucketsOf(values: tf.Tensor): tf.Tensor2D {
  const data = values.dataSync();
  let [least, most] = [Infinity, -Infinity];
  for (const value of data) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (!(most > least)) return tf.tensor2d([[least, most, data.length]]);
  const counts = new Float64Array(BUCKETS);
  const width = (most - least) / BUCKETS;
  for (const value of data) counts[Math.min(BUCKETS - 1, Math.floor((value - least) / width))]++;
  const edge = (i: number) => (i === BUCKETS ? most : least + i * width);
  return tf.tensor2d(Array.from(counts, (count, i) => [edge(i), edge(i + 1), count]));
}
