import { tf } from "../engine";
import { buildModel } from "./build-model";
import type { ModelSpec } from "./spec";

/** The question's network: 14,956,049 parameters. */
export const questionSpec = {
  imageSize: 64,
  heads: { style: 19, genre: 32, painter: 10 },
  towerSeeds: "shared",
} as const satisfies ModelSpec;

/**
 * The question's network, layer for layer, compiled as the question compiles it: Adam at 1e-4 with betas .9 and
 * .999 and epsilon 1e-8, categorical cross-entropy in every head, accuracy.
 *
 * Its towers start equal, since the question gives all their layers one seed. tfjs adds Adam's epsilon after the
 * bias correction and Keras before it, so tfjs's is some thirty times smaller in the first steps.
 *
 * @param options what is to be otherwise
 * @returns compiled; dispose the model and its `optimizer` when done
 * @throws InputError if an option is out of range
 */
export function questionModel(options: Partial<ModelSpec> = {}): tf.LayersModel {
  const model = buildModel({ ...questionSpec, ...options });
  const optimizer = tf.train.adam(1e-4, 0.9, 0.999, 1e-8);
  model.compile({ optimizer, loss: "categoricalCrossentropy", metrics: ["accuracy"] });
  return model;
}
