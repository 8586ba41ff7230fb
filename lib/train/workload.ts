import type { tf } from "../engine";
import type { FittedPreprocessing } from "../data";
import type { TrainingBatches } from "./batches";
import type { Callback } from "./callbacks";
import type { HeadKind } from "./head-kind";
import type { FilledProgram } from "./program";
import type { Schedule } from "./schedules";

/** Everything the loop needs of a Program or a Subject: it knows neither. */
export interface Workload {
  name: string;
  /** Fresh and compiled. Its owner is the run that comes of it. */
  model: tf.LayersModel;
  epochs: number;
  /** Sets the rate of every step, if anything does but the optimizer and callbacks. */
  schedule?: Schedule;
  /** The Program's own; they come before those that `train` is given. */
  callbacks?: Callback[];
  /** Of each head, by output name. */
  kinds: Record<string, HeadKind>;
  /** Shuffled, changed at random where that is wanted. */
  training: TrainingBatches;
  /** Rows in their order: the validation split's, if there is one. */
  validation?: TrainingBatches;
  /** Validation batches after an epoch; all of them if not given. */
  validationSteps?: number;
  /** What the end's scores are of, rows in their order: the validation split, or else the training split. */
  scored: TrainingBatches;
  /** Classes of all rows, by head. */
  labels: { train: Record<string, Int32Array>; scored: Record<string, Int32Array> };
  /** With all defaults, and what the data decided. */
  program?: FilledProgram;
  preprocessing?: FittedPreprocessing;
  /** Class names, by head. */
  classes?: Record<string, string[]>;
  /** Lets go of files and of tensors that were made here; not of the model. */
  close(): Promise<void>;
}
