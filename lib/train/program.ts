import type { Scaling } from "../data";
import type { ModelSpec } from "../model";
import type { CallbackSpec } from "./callbacks";
import type { ClassWeights, LossSpec } from "./losses";
import type { OptimizerSpec } from "./optimizers";
import type { TransferSpec } from "./transfer";
import type { ScheduleSpec } from "./schedules";

/**
 * The whole description of one training run, as JSON. Only `data` must be given; a run keeps the Program with
 * everything else filled in, so that its folder says all about itself.
 */
export interface Program {
  /** Names the run. Default "program". */
  name?: string;
  /** Folder of the arrays that `openDataset` reads; a relative one is seen from the working directory. */
  data: string;
  /** The heads to train, by the names of their labels. Default: all that the folder has. */
  heads?: Record<string, HeadSpec>;
  preprocessing?: ProgramPreprocessing;
  augment?: AugmentSpec;
  /** The network, but for what the data and the heads decide. Its defaults are the question's. */
  model?: Omit<ModelSpec, "heads" | "seed" | "imageSize" | "channels"> & TransferSpec;
  /** Default: Adam at 1e-4. */
  optimizer?: OptimizerSpec;
  /** How its rate goes over the training. Default: constant. A callback cannot change the rate as well. */
  schedule?: ScheduleSpec;
  /** Called in their order, before those that `train` is given. Default: none. */
  callbacks?: CallbackSpec[];
  /** Rows a step. Default 32. */
  batchSize?: number;
  /** Default 10. */
  epochs?: number;
  /** Batches an epoch; the next goes on where its shuffle stopped. Default: every row once, the last part batch too. */
  stepsPerEpoch?: number;
  /** Whether each pass over the training rows has an order of its own; without, all have the files'. Default: true. */
  shuffle?: boolean;
  /** Validate on this many batches after an epoch, from the first row on. Default: on all rows. */
  validationSteps?: number;
  /**
   * "bfloat16" lets convolutions multiply numbers of 8 bits in place of 24, as Keras's policy "mixed_bfloat16" does, on a
   * processor that has them: faster, and a little less exact. Weights stay float32. Default "float32".
   */
  precision?: "float32" | "bfloat16";
  /** Of weights, shuffles, dropout and augmentation. Default 0. */
  seed?: number;
}

/** A head's loss, with Keras's names and meaning. */
export interface HeadSpec extends LossSpec {
  /** What a row counts in the training loss, by its class; not in validation, nor in any head's own loss and accuracy. */
  classWeights?: ClassWeights;
}

/** How stored pixels become the network's input; fitted to the training split. */
export interface ProgramPreprocessing {
  /**
   * As stored; 0..1; per channel by mean and deviation of the training split; or as Keras's VGG weights want them. Default
   * "standard".
   */
  scaling?: Scaling;
  /** Side of the network's input, or [height, width], in pixels. Default: as stored. */
  size?: number | [height: number, width: number];
  /** How a picture of another size is brought to it. Default "resize". */
  fit?: "resize" | "crop";
}

/** Changes at random to training pictures only. */
export interface AugmentSpec {
  /** Half of the pictures are mirrored left to right. Default false. */
  flip?: boolean;
  /** Pictures are moved by up to this share of their side either way. Default 0. */
  shift?: number;
}

/** A Program with all defaults filled in but those that only its data can tell. */
export type FilledProgram = Required<
  Omit<Program, "heads" | "stepsPerEpoch" | "shuffle" | "validationSteps" | "preprocessing">
> &
  Pick<Program, "heads" | "stepsPerEpoch" | "shuffle" | "validationSteps"> & {
    preprocessing: Required<Omit<ProgramPreprocessing, "size">> & Pick<ProgramPreprocessing, "size">;
  };
