import { tf } from "../engine";
import { type Augmentation, type Move, applyMoves, checkAugmentation, drawMoves } from "./augmentation";
import { BatchOrder, type OrderState } from "./batch-order";
import type { Dataset, Split } from "./dataset";
import { type TypedArray, countText, shapeText } from "./dtype";
import { InputError } from "./input-error";
import { type PicturesShape, toInput } from "./network-input";
import type { FittedPreprocessing } from "./preprocessing";
import { Random, type RandomState } from "./random";
import { sizedPictures } from "./sized-pictures";

/** What the network is trained or scored on at once. */
export interface Batch {
  /** float32, [rows, height, width, channels]. */
  x: tf.Tensor4D;
  /** By head: one-hot rows, float32, [rows, classes]. */
  y: Record<string, tf.Tensor2D>;
  /** By head, where its rows are weighed: what each counts in its loss, float32, [rows]. */
  sampleWeight: Record<string, tf.Tensor1D>;
  /** Which rows of the split these are. */
  rows: Int32Array;
  /** Disposes all of them. */
  dispose(): void;
}

/** Where a BatchSource stands, to the batch, as JSON. */
export interface BatchState {
  /** Of the split. */
  rows: number;
  order: OrderState;
  augment: RandomState;
}

/** An endless stream of batches. */
export interface BatchSource {
  /** Of the split. */
  readonly rows: number;
  readonly batchSize: number;
  readonly batchesPerEpoch: number;
  /** @returns the next batch, which the caller disposes; the one after is read meanwhile */
  next(): Promise<Batch>;
  /** After the last batch that `next` handed out, whatever is read ahead. */
  state(): BatchState;
  /** Goes on after that batch. @throws InputError if the state is of other data */
  restore(state: BatchState): void;
  /** Waits for what is being read, and lets go of it; the data set stays open. */
  close(): Promise<void>;
}

export interface BatchOptions {
  batchSize: number;
  preprocessing: FittedPreprocessing;
  seed?: number;
  /** Whether each pass has an order of its own; by default, for training rows. */
  shuffle?: boolean;
  augment?: Augmentation;
  /** Only these labels. */
  heads?: string[];
  /** By head: what each row of the split counts in its loss; by default what the split says. */
  sampleWeight?: Record<string, Float32Array>;
  /**
   * Batches in an epoch; by default all of a pass, the last part batch included. With fewer or more, an epoch goes on
   * where the last one's shuffle stopped, and still every row comes once a pass.
   */
  stepsPerEpoch?: number;
}

interface Planned {
  rows: Int32Array;
  moves?: Move[];
  /** The source's state once this batch is handed out. */
  after: BatchState;
  pictures: Promise<TypedArray>;
}

/**
 * Batches of a data set's split, from a seed: every row once a pass, shuffled anew each pass, pictures as bytes until they
 * are in a batch, the next batch read while the present one trains.
 *
 * @throws InputError if an option is out of range or names a head that is not there
 */
export function createBatches(dataset: Dataset, split: "train" | "valid", options: BatchOptions): BatchSource {
  const from = dataset[split];
  if (!from) throw new InputError(`${dataset.folder} has no validation rows: data_valid.npy is not there.`);
  const { batchSize, preprocessing, seed = 0, shuffle = split === "train", augment, heads = dataset.heads } = options;
  checkOptions(options, dataset, from);
  const shape = [...preprocessing.size, from.imageShape[2]] as const;
  const read = sizedPictures(from, preprocessing);
  const order = new BatchOrder(from.rows, batchSize, shuffle, seed);
  let chance = new Random(seed).fork();
  let ahead: Planned | undefined;
  let handedOut = stateNow();
  let closed = false;

  function stateNow(): BatchState {
    return { rows: from!.rows, order: order.state(), augment: chance.state() };
  }

  function plan(): Planned {
    const rows = order.next();
    const moves = augment && drawMoves(chance, rows.length, [...shape], augment);
    const pictures = read(rows);
    pictures.catch(() => undefined); // told by next, if it comes to this batch
    return { rows, moves, after: stateNow(), pictures };
  }

  function goTo(state: BatchState): void {
    order.restore(state.order);
    chance = new Random(state.augment);
    ahead = undefined;
    handedOut = state;
  }

  return {
    rows: from.rows,
    batchSize,
    batchesPerEpoch: options.stepsPerEpoch ?? Math.ceil(from.rows / batchSize),
    async next() {
      if (closed) throw new InputError("These batches were closed; make them anew.");
      const planned = ahead ?? plan();
      ahead = plan();
      try {
        const pictures = await planned.pictures;
        handedOut = planned.after;
        return toBatch(
          pictures,
          planned,
          [planned.rows.length, ...shape],
          preprocessing,
          labelsOf(dataset, from, heads),
          options.sampleWeight ?? from.sampleWeight ?? {},
        );
      } catch (error) {
        goTo(handedOut); // so that whoever tries again gets this batch and not the one after
        throw error;
      }
    },
    state: () => handedOut,
    restore(state) {
      if (state.rows !== from.rows) {
        throw new InputError(
          `The batches' saved place is in ${countText(state.rows)} rows, the data have ${countText(from.rows)}: ` +
            "it belongs to other data.",
        );
      }
      goTo(state);
    },
    async close() {
      closed = true;
      await ahead?.pictures.catch(() => undefined);
      ahead = undefined;
    },
  };
}

function toBatch(
  pictures: TypedArray,
  { rows, moves }: Planned,
  shape: PicturesShape,
  preprocessing: FittedPreprocessing,
  labels: [head: string, indices: Int32Array, classes: number][],
  weights: Record<string, Float32Array>,
): Batch {
  const x = toInput(moves ? applyMoves(pictures, shape, moves) : pictures, shape, preprocessing);
  const y = Object.fromEntries(labels.map(([head, indices, classes]) => [head, oneHot(indices, rows, classes)]));
  const weighed = labels.flatMap(([head]) => (weights[head] ? [[head, weightsOf(weights[head], rows)] as const] : []));
  const sampleWeight = Object.fromEntries(weighed);
  return { x, y, sampleWeight, rows, dispose: () => tf.dispose([x, y, sampleWeight]) };
}

const weightsOf = (weights: Float32Array, rows: Int32Array): tf.Tensor1D =>
  tf.tensor1d(Float32Array.from(rows, (row) => weights[row]));

function labelsOf(dataset: Dataset, split: Split, heads: string[]): [string, Int32Array, number][] {
  return heads.map((head) => [head, split.labels[head], dataset.classes[head]]);
}

/** @returns float32, [rows, classes] */
function oneHot(indices: Int32Array, rows: Int32Array, classes: number): tf.Tensor2D {
  const values = new Float32Array(rows.length * classes);
  for (let i = 0; i < rows.length; i++) values[i * classes + indices[rows[i]]] = 1;
  return tf.tensor2d(values, [rows.length, classes]);
}

function checkOptions(options: BatchOptions, dataset: Dataset, split: Split): void {
  for (const name of ["batchSize", "stepsPerEpoch"] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isInteger(value) && value > 0)) {
      throw new InputError(`${name}: expected a whole number from 1 up, found ${JSON.stringify(value)}.`);
    }
  }
  if (options.augment) checkAugmentation(options.augment);
  const unknown = options.heads?.find((head) => !dataset.heads.includes(head));
  if (unknown !== undefined) {
    throw new InputError(`${dataset.folder} has no head "${unknown}": found ${dataset.heads.join(", ")}.`);
  }
  const { stored, dtype } = options.preprocessing;
  if (stored[2] !== split.imageShape[2] || dtype !== split.dtype) {
    throw new InputError(
      `${split.files.pictures.file} holds pictures of ${shapeText(split.imageShape)}, ${split.dtype}; the preprocessing was ` +
        `fitted to ${shapeText(stored)}, ${dtype}: fit it to these data.`,
    );
  }
}
