import type { Reporter } from "../data";
import type { Callback, CallbacksState } from "./callbacks";
import type { Epoch } from "./history";
import type { Interrupt } from "./interrupt";
import type { OpenEpochState } from "./open-epoch";

/**
 * Where a training stands between two batches, but for the model, its optimizer and the batches; JSON, but for the arrays
 * that callbacks keep.
 */
export interface LoopState {
  steps: number;
  history: Epoch[];
  rowsTrained: number;
  secondsTrained: number;
  stopped?: string;
  /** The epoch that is not in the history yet, if one has begun. */
  epoch?: OpenEpochState;
  callbacks: CallbacksState;
}

/** What keeps a training's state, as the loop sees it. */
export interface LoopCheckpoints {
  /** Where to go on from, instead of the beginning. */
  readonly from?: LoopState;
  /** Puts back all that belongs to `from` and is not in it: weights, optimizer, random states. */
  restore(): Promise<void>;
  /** Whether a checkpoint is to be written now: after a batch, after an epoch, at the training's end. */
  due(moment: "batch" | "epoch" | "end", steps: number): boolean;
  write(state: LoopState): Promise<void>;
}

export interface LoopOptions {
  callbacks: readonly Callback[];
  reporter: Reporter;
  interrupt: Interrupt;
  checkpoints?: LoopCheckpoints;
  /** The run's folder, for callbacks that write. */
  folder?: string;
  /** Called after each whole epoch with all so far. */
  onEpoch(history: readonly Epoch[]): Promise<void>;
}
