import { tf } from "../../engine";

/** Measures by tfjs's names: loss, acc, val_loss, painter_acc ... */
export type Logs = Record<string, number>;

/** What a callback can see and do of the training it watches. */
export interface Training {
  readonly model: tf.LayersModel;
  readonly epochs: number;
  readonly batchesPerEpoch: number;
  /** Of the optimizer; setting it holds from the next step on. */
  learningRate: number;
  /** Ends the training after the batch. @param reason kept as the run's `stopped` */
  stop(reason: string): void;
}

/**
 * One's own part in a training, under tfjs's names: epochs and batches count from 0, logs are numbers. tfjs's own callbacks
 * (tf.callbacks.earlyStopping, tf.node.tensorBoard) are taken too. Each is awaited.
 */
export interface Callback {
  setTraining?(training: Training): void;
  onTrainBegin?(logs?: Logs): void | Promise<void>;
  onTrainEnd?(logs?: Logs): void | Promise<void>;
  onEpochBegin?(epoch: number, logs?: Logs): void | Promise<void>;
  onEpochEnd?(epoch: number, logs?: Logs): void | Promise<void>;
  onBatchBegin?(batch: number, logs?: Logs): void | Promise<void>;
  /** Measures are read back from the device for it after every batch. */
  onBatchEnd?(batch: number, logs?: Logs): void | Promise<void>;
}

type Moment = Exclude<keyof Callback, "setTraining">;

interface TfjsCallback {
  setModel?(model: tf.LayersModel): void;
  setParams?(params: Record<string, unknown>): void;
}

/** Calls several callbacks one after the other, in their order. */
export class CallbackList {
  constructor(
    private readonly callbacks: readonly Callback[],
    private readonly training: Training,
    validates: boolean,
  ) {
    const { model, epochs, batchesPerEpoch } = training;
    // How tfjs's callbacks ask for an end; an earlier training may have left it set.
    model.stopTraining = false;
    for (const callback of callbacks as readonly (Callback & TfjsCallback)[]) {
      callback.setParams?.({ epochs, steps: batchesPerEpoch, verbose: 0, doValidation: validates });
      callback.setModel?.(model);
      callback.setTraining?.(training);
    }
  }

  /** Whether one looks at single batches: what tfjs's base class has there does nothing. */
  get watchBatches(): boolean {
    return this.callbacks.some(({ onBatchEnd }) => onBatchEnd && onBatchEnd !== tf.Callback.prototype.onBatchEnd);
  }

  async call(moment: Moment, ...args: [logs?: Logs] | [at: number, logs?: Logs]): Promise<void> {
    for (const callback of this.callbacks) {
      await (callback[moment] as ((...args: unknown[]) => void | Promise<void>) | undefined)?.apply(callback, args);
      if (!this.training.model.stopTraining) continue;
      this.training.model.stopTraining = false;
      this.training.stop(`stopped by ${callback.constructor.name}`);
    }
  }
}
