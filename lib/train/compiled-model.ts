import type { tf } from "../engine";
import { InputError } from "../data";

export type TfjsLoss = (target: tf.Tensor, output: tf.Tensor) => tf.Tensor;

/** What tfjs keeps in a compiled model and trains by; its types hide most of it. */
export interface CompiledModel {
  name: string;
  optimizer: tf.Optimizer;
  layers: tf.layers.Layer[];
  /** All of them, trained or not. */
  weights: { read(): tf.Variable }[];
  outputNames: string[];
  outputs: tf.SymbolicTensor[];
  /** The layer behind each output. */
  outputLayers: tf.layers.Layer[];
  apply(x: tf.Tensor, options: { training: boolean }): tf.Tensor | tf.Tensor[];
  /** One an output. */
  lossFunctions: TfjsLoss[];
  /** With more than one output, first their losses, then the metrics: [function, which output]. */
  metricsTensors: [TfjsLoss, number][];
  /** "loss", then one for each of `metricsTensors`. */
  metricsNames: string[];
  /** Trainable when it was compiled, or by `freezeLayers` and `unfreezeLayers` since: what a step trains. */
  collectedTrainableWeights: { read(): tf.Variable }[];
  /** Penalties of the layers' regularizers. */
  calculateLosses(): tf.Scalar[];
  standardizeUserDataXY(
    x: tf.Tensor | tf.Tensor[],
    y: tf.Tensor | tf.Tensor[],
    checkBatchAxis: boolean,
    batchSize: number,
  ): [tf.Tensor[], tf.Tensor[]];
}

/**
 * The model that `fit` would train: a Sequential wraps another.
 *
 * @throws InputError if it has not been compiled
 */
export function compiledModel(model: tf.LayersModel): CompiledModel {
  const wrapped = model as unknown as CompiledModel & { model?: CompiledModel };
  const inner = wrapped.model ?? wrapped;
  if (!inner.optimizer) {
    throw new InputError(
      `expected a compiled model, found ${model.name} without optimizer and loss: call compile() first`,
    );
  }
  return inner;
}

/** What the model answers to x, one tensor an output, in the outputs' order. */
export function outputsOf(model: CompiledModel, x: tf.Tensor, training: boolean): tf.Tensor[] {
  const outputs = model.apply(x, { training });
  return Array.isArray(outputs) ? outputs : [outputs];
}

/** A loss function's name; the bundle that tfjs ships appends "$2" and the like. */
export function lossName(loss: TfjsLoss): string {
  return loss.name.replace(/\$\d+$/, "");
}
