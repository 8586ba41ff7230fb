import { tf } from "../engine";
import { keepsStatistics } from "../model";
import type { CompiledModel } from "./compiled-model";
import { engineOp, hasEngineOps } from "../engine/ops";

interface LayerVariable {
  read(): tf.Variable;
  write(value: tf.Tensor): void;
}

interface BatchNormalization extends tf.layers.Layer {
  axis: number;
  momentum: number;
  epsilon: number;
  gamma?: LayerVariable;
  beta?: LayerVariable;
  movingMean: LayerVariable;
  movingVariance: LayerVariable;
}

/**
 * Has a model's batch normalisations over pictures train by the engine's own op.
 *
 * tfjs composes the forward pass and its gradient of some forty general ops: for [32, 64, 64, 16] 60 ms on two cores,
 * where `FusedBatchNormV3` and its gradient take two. What they answer is the same to rounding, moving mean and
 * (biased) variance too. Evaluation is left as it is.
 *
 * @returns puts tfjs's own back
 */
export function useEngineBatchNorm(model: CompiledModel): () => void {
  const layers = hasEngineOps() ? model.layers.filter(isOverPictures) : [];
  for (const layer of layers) {
    const own = layer.call.bind(layer);
    layer.call = (inputs, kwargs) =>
      kwargs.training && !keepsStatistics(layer) ? normalize(layer, toTensor(inputs)) : own(inputs, kwargs);
  }
  return () => {
    // The method stands on the class; what is deleted is only what was put before it here.
    for (const layer of layers) delete (layer as Partial<BatchNormalization>).call;
  };
}

function isOverPictures(layer: tf.layers.Layer): layer is BatchNormalization {
  if (layer.getClassName() !== "BatchNormalization") return false;
  const { axis, gamma, beta, input } = layer as BatchNormalization;
  const rank = Array.isArray(input) ? 0 : input.shape.length;
  return rank === 4 && (axis === -1 || axis === 3) && gamma !== undefined && beta !== undefined;
}

const types = ["T", "U"];
const toTensor = (inputs: tf.Tensor | tf.Tensor[]) => (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor4D;

function normalize(layer: BatchNormalization, x: tf.Tensor4D): tf.Tensor {
  const attributes = { epsilon: layer.epsilon, data_format: "NHWC", is_training: true };
  const normalized = tf.customGrad((...given) => {
    const [input, gamma, beta, save] = given as unknown as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const none = tf.tensor1d([]);
    const forward = { ...attributes, exponential_avg_factor: 1 };
    const [y, mean, variance, ...reserved] = engineOp(
      "FusedBatchNormV3",
      types,
      forward,
      [input, gamma, beta, none, none],
      6,
    );
    const rows = x.size / x.shape[3];
    // The op answers the unbiased variance; tfjs and Keras keep the biased.
    const biased = variance.mul(Math.max(rows - 1, 1)).div(rows);
    movingAverage(layer.movingMean, mean, layer.momentum);
    movingAverage(layer.movingVariance, biased, layer.momentum);
    save([input, gamma, ...reserved]);
    return {
      value: y,
      gradFunc: (dy, saved) => {
        const inputs = [dy, ...(saved as tf.Tensor[])];
        return engineOp("FusedBatchNormGradV3", types, attributes, inputs, 5).slice(0, 3);
      },
    };
  });
  return normalized(x, layer.gamma!.read(), layer.beta!.read());
}

function movingAverage(variable: LayerVariable, value: tf.Tensor, momentum: number): void {
  const before = variable.read();
  variable.write(before.sub(before.sub(value).mul(1 - momentum)));
}
