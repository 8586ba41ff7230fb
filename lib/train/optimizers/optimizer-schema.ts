import { z } from "zod";
import { clippings } from "./clipping";

const share = z.number().min(0).lt(1);
const notNegative = z.number().min(0);
const bound = z.number().positive().optional();

const clipping = { clipNorm: bound, clipValue: bound, globalClipNorm: bound };

const adam = z.strictObject({
  name: z.literal("adam"),
  learningRate: z.number().positive().default(1e-4),
  beta1: share.default(0.9),
  beta2: share.default(0.999),
  epsilon: notNegative.default(1e-7),
  amsgrad: z.boolean().default(false),
  weightDecay: notNegative.default(0),
  ...clipping,
});

const sgd = z.strictObject({
  name: z.literal("sgd"),
  learningRate: z.number().positive().default(0.01),
  momentum: share.default(0),
  nesterov: z.boolean().default(false),
  weightDecay: notNegative.default(0),
  ...clipping,
});

/** Checks an `OptimizerSpec` and fills in its defaults. */
export const optimizerSchema = z
  .discriminatedUnion("name", [adam, sgd])
  .refine((spec) => clippings.filter((name) => spec[name] !== undefined).length <= 1, {
    error: `expected at most one of ${clippings.join(", ")}`,
  });

/** What an optimizer may have, to tell a person who has written another key. */
export const optimizerKeys = Object.keys({ ...adam.shape, ...sgd.shape });
