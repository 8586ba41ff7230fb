import type { tf } from "../../engine";

/** Measures by tfjs's names: loss, acc, val_loss, painter_acc ... */
export type Logs = Record<string, number>;

/** What a callback can see and do of the training it watches. */
export interface Training {
  readonly model: tf.LayersModel;
  readonly epochs: number;
  readonly batchesPerEpoch: number;
  /** Names of the measures that every epoch's end will tell. */
  readonly logNames: readonly string[];
  /** The run's folder, if it is kept; it need not be there yet. */
  readonly folder?: string;
  /** Of the optimizer; setting it holds from the next step on. Setting it throws an InputError if it is scheduled. */
  learningRate: number;
  /** Whether a schedule sets the learning rate of every step. */
  readonly scheduled?: boolean;
  /** Ends the training after the batch. @param reason kept as the run's `stopped` */
  stop(reason: string): void;
}

/** An array that a callback has to remember, such as a weight. */
export interface KeptArray {
  shape: number[];
  data: Float32Array | Int32Array;
}

/** Arrays by names without a blank. */
export type KeptArrays = Record<string, KeptArray>;

/**
 * One's own part in a training, under tfjs's names: epochs and batches count from 0, logs are numbers. tfjs's own callbacks
 * (tf.callbacks.earlyStopping, tf.Callback, tf.CustomCallback, tf.node.tensorBoard) are taken too. Each is awaited.
 */
export interface Callback {
  /** What errors and checkpoints call it; the name of its class unless told. */
  readonly name?: string;
  /** Called before anything is trained or written; throws an InputError if it cannot work on this training. */
  setTraining?(training: Training): void;
  onTrainBegin?(logs?: Logs): void | Promise<void>;
  onTrainEnd?(logs?: Logs): void | Promise<void>;
  onEpochBegin?(epoch: number, logs?: Logs): void | Promise<void>;
  onEpochEnd?(epoch: number, logs?: Logs): void | Promise<void>;
  onBatchBegin?(batch: number, logs?: Logs): void | Promise<void>;
  /** Measures are read back from the device for it after every batch. */
  onBatchEnd?(batch: number, logs?: Logs): void | Promise<void>;
  /** What it must remember for a resumed training to go on as if never stopped; JSON. */
  state?(): unknown;
  /** What it must remember besides. */
  arrays?(): KeptArrays;
  /** Takes up what `state` and `arrays` answered: after `onTrainBegin` of the resumed training. */
  restore?(state: unknown, arrays: KeptArrays): void;
}
