import { z } from "zod";
import type { UnfreezeStep } from "./unfreezing";

/** How a Program's network starts from another's weights, and which of its layers train. */
export interface TransferSpec {
  /** Keras's HDF5 file of starting weights, such as "vgg16_notop.h5"; a relative one is seen from the working directory. */
  weights?: string;
  /** Layers that keep their weights, by name or pattern: ["block1_*", "block2_*"]. */
  freeze?: string[];
  /** Frozen layers that train from an epoch on. */
  unfreeze?: UnfreezeStep[];
  /** Factors of the learning rate by layers' names or patterns: { "block*": 0.1 }. Of several that fit, the last counts. */
  rates?: Record<string, number>;
}

const layers = z.array(z.string().min(1)).min(1);
const unfreezeStep = z.strictObject({ epoch: z.int().min(1), layers });

/** The keys of an entry of `unfreeze`. */
export const unfreezeKeys = Object.keys(unfreezeStep.shape);

/** The keys of a Program's `model` that `TransferSpec` has. */
export const transferKeys = {
  weights: z.string().min(1).optional(),
  freeze: layers.optional(),
  unfreeze: z.array(unfreezeStep).optional(),
  rates: z.record(z.string(), z.number().min(0)).optional(),
};
