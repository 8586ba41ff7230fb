import { tf } from "../engine";
import { numbers } from "./channel-statistics";
import type { Dataset, Split } from "./dataset";
import { type TypedArray, sizeOf } from "./dtype";
import { InputError } from "./input-error";
import { toSize } from "./network-input";
import { fitPreprocessing } from "./preprocessing";
import { questionOrder } from "./question-order";

export interface QuestionGeneratorOptions {
  /** Height, width and channels; the question gives 224, 224 and 3, whatever its pictures are. */
  dimX: number;
  dimY: number;
  dimZ: number;
  batchSize?: number;
  shuffle?: boolean;
  seed?: number;
  /** Mended only until it runs: pictures are resized to dimX x dimY, labels stay one-hot rows. Pixels stay as they are. */
  mended?: boolean;
}

/** What the question's generator yields as `X, [y_style, y_genre, y_painter]`. */
export interface QuestionBatch {
  /** float32, [batchSize, dimX, dimY, dimZ]; numpy has float64 there. */
  x: tf.Tensor4D;
  /** By head: int32, [batchSize]; mended, float32, [batchSize, classes]. */
  y: Record<string, tf.Tensor>;
  rows: Int32Array;
}

/**
 * The question's own DataGenerator, faults and all, to be examined; `createBatches` is it done right. For ever: an order
 * over all rows, shuffled anew; as many whole batches as fit, the rows left over dropped; each batch an empty array of the
 * given dimensions, and integer labels, filled row by row. So an epoch of 58 batches takes 580 rows, and the next one goes
 * on from there.
 *
 * @returns batches, whose tensors the caller disposes
 * @throws InputError in numpy's words where numpy fails to fill a row: with a picture that is not of the given dimensions,
 *   or with a one-hot row in the place of an integer
 */
export async function* questionGenerator(
  dataset: Dataset,
  split: "train" | "valid",
  options: QuestionGeneratorOptions,
): AsyncGenerator<QuestionBatch, never, void> {
  const { dimX, dimY, dimZ, batchSize = 10, shuffle = true, seed = 0, mended = false } = options;
  const from = dataset[split];
  if (!from) throw new InputError(`${dataset.folder} has no validation rows: data_valid.npy is not there.`);
  const order = questionOrder(from.rows, { batchSize, shuffle, seed });
  const fill = mended ? await resizing(from, [dimX, dimY]) : filling(from, [dimX, dimY, dimZ]);

  while (true) {
    const rows = order.next().value;
    const pixels = fill(await from.pictures(rows), batchSize);
    const labels = dataset.heads.map((head) => [head, labelsOf(dataset, from, head, rows, mended)] as const);
    const x = tf.tensor4d(Float32Array.from(pixels), [batchSize, dimX, dimY, dimZ]);
    const y = Object.fromEntries(labels.map(([head, make]) => [head, make()]));
    yield { x, y, rows };
  }
}

type Fill = (pictures: TypedArray, count: number) => ArrayLike<number>;

async function resizing(split: Split, size: [number, number]): Promise<Fill> {
  const fitted = await fitPreprocessing({ scaling: "none", size }, split);
  return (pictures, count) => numbers(toSize(pictures, [count, ...split.imageShape], fitted));
}

/** `X[i,:,:,:] = self.data[ID]`: numpy repeats an axis of one, and refuses any other that is not the slot's. */
function filling(split: Split, slot: readonly number[]): Fill {
  const shape = split.files.pictures.shape.slice(1);
  const aligned = [...slot.map(() => 1), ...shape].slice(-slot.length);
  if (aligned.some((side, axis) => side !== 1 && side !== slot[axis])) {
    const text = (sides: readonly number[]) => `(${sides.join(",")})`;
    const refuse = () => {
      throw new InputError(
        `ValueError: could not broadcast input array from shape ${text(shape)} into shape ${text(slot)}`,
      );
    };
    return refuse;
  }
  const [, width, channels] = aligned;
  const strides = [width * channels, channels, 1].map((stride, axis) => (aligned[axis] === 1 ? 0 : stride));
  return (pictures, count) => {
    const from = numbers(pictures);
    const out = new Float32Array(count * sizeOf(slot));
    for (let n = 0, to = 0; n < count; n++) {
      for (let x = 0; x < slot[0]; x++) {
        for (let y = 0; y < slot[1]; y++) {
          for (let z = 0; z < slot[2]; z++) {
            out[to++] = from[n * sizeOf(shape) + x * strides[0] + y * strides[1] + z * strides[2]];
          }
        }
      }
    }
    return out;
  };
}

/** `y[i] = self.y[ID]` into an array of integers: fine for an integer, refused for a row. */
function labelsOf(dataset: Dataset, split: Split, head: string, rows: Int32Array, mended: boolean): () => tf.Tensor {
  const labels = Int32Array.from(rows, (row) => split.labels[head][row]);
  if (mended) return () => tf.tidy(() => tf.oneHot(tf.tensor1d(labels, "int32"), dataset.classes[head]).toFloat());
  if (split.files.labels[head].oneHot) throw new InputError("ValueError: setting an array element with a sequence.");
  return () => tf.tensor1d(labels, "int32");
}
