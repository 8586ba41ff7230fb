import { tf } from "../../engine";
import { compiledModel, type CompiledModel, outputsOf } from "../../train/compiled-model";
import { isHeadLoss } from "../../train/losses";
import { Objective } from "../../train/objective";
import type { HeadFacts } from "./head-facts";
import { type LayerSignal, layerSignals } from "./layer-signals";
import type { LayerFacts } from "./layer-facts";
import { tidied } from "./tidied";

/** Below this tfjs and Keras take every probability for this, and give it no gradient. */
export const LOSS_CLIP = 1e-7;

/** Standardised rows, as `fit` sees them. */
export interface SampleRows {
  x: tf.Tensor;
  y: Record<string, tf.Tensor>;
  /** What each row counts in a head's loss, by head, as a training step weighs it. */
  sampleWeight: Record<string, tf.Tensor>;
  rows: number;
}

/** What a head answers to the sample. */
export interface HeadAtStart {
  /** Its loss, a mean of the sample's rows, as it is compiled; NaN or infinite where it is that. */
  loss: number;
  /** [rows, units], row after row. */
  outputs: Float32Array;
  /** Deviation over the rows of each unit, and of all of them together the root mean square. */
  spread: Float64Array;
  spreadOverall: number;
  mean: number;
  min: number;
  max: number;
  /** Share of rows whose target class has a probability under the loss's clip; 0 where the loss has none. */
  clipped: number;
}

/** A weighted layer's gradients of the whole loss. */
export interface LayerGradient {
  /** Norm of the kernel's gradient, and of the kernel. */
  gradient: number;
  kernel: number;
  /** Share of the kernel's gradient that is exactly zero. */
  zeros: number;
  /** Whether it is NaN or infinite. */
  finite: boolean;
}

/** The model on a sample, no step taken. */
export interface ModelMeasures {
  rows: number;
  heads: Record<string, HeadAtStart>;
  /** The regularizers' penalty. */
  penalty: number;
  /** By layer name, in the model's order. */
  signals: Record<string, LayerSignal>;
  /** By layer name; trainable layers with a kernel only. */
  gradients: Record<string, LayerGradient>;
}

/** Measures a model as it stands, on a sample, as it answers outside training. Nothing is left behind. */
export function measureModel(
  model: tf.LayersModel,
  layers: readonly LayerFacts[],
  heads: readonly HeadFacts[],
  sample: SampleRows,
): ModelMeasures {
  const compiled = compiledModel(model);
  const objective = new Objective(model, Object.fromEntries(heads.map(({ name, kind }) => [name, kind])));
  return tidied(() => {
    const { measures } = objective.of(sample.x, sample.y, false);
    const read = measures.dataSync();
    const outputs = outputsOf(compiled, sample.x, false);
    const lossOf = (head: string) => read[objective.columns.indexOf(`${head}:loss`)];
    return {
      rows: sample.rows,
      heads: Object.fromEntries(
        heads.map((head, i) => [head.name, headAtStart(head, outputs[i], sample.y[head.name], lossOf(head.name))]),
      ),
      penalty: read[1],
      signals: layerSignals(model, layers, sample.x),
      gradients: gradientsOf(compiled, objective, sample),
    };
  });
}

function headAtStart(head: HeadFacts, output: tf.Tensor, target: tf.Tensor, loss: number): HeadAtStart {
  const outputs = output.dataSync<"float32">().slice();
  const flat = tf.reshape(output, [output.shape[0], -1]);
  const spread = Float64Array.from(tf.moments(flat, 0).variance.dataSync(), (variance) => Math.sqrt(variance));
  let [sum, min, max] = [0, Infinity, -Infinity];
  for (const value of outputs) {
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return {
    loss,
    outputs,
    spread,
    spreadOverall: Math.sqrt(spread.reduce((squares, value) => squares + value * value, 0) / spread.length),
    mean: sum / outputs.length,
    min,
    max,
    clipped: clippedShare(head, flat, target),
  };
}

function clippedShare({ kind, loss, units, lossFunction }: HeadFacts, output: tf.Tensor, target: tf.Tensor): number {
  if (isHeadLoss(lossFunction) && lossFunction.takes === "logits") return 0;
  if (!/crossentropy|kullback/i.test(loss) || kind.kind === "number") return 0;
  if (kind.kind === "binary" && units === 1) {
    const wrong = tf.where(tf.greater(target, 0.5), output, tf.sub(1, output));
    return tf.mean(tf.cast(tf.lessEqual(wrong, LOSS_CLIP), "float32")).dataSync()[0];
  }
  if (target.shape[0] !== output.shape[0]) return 0;
  const hot =
    kind.kind === "sparse"
      ? tf.oneHot(tf.cast(tf.reshape(target, [-1]), "int32"), units)
      : tf.reshape(target, [target.shape[0], -1]);
  const sums = tf.sum(output, -1, true);
  const right = tf.sum(tf.mul(hot, tf.div(output, sums)), -1);
  return tf.mean(tf.cast(tf.lessEqual(right, LOSS_CLIP), "float32")).dataSync()[0];
}

function gradientsOf(
  model: CompiledModel,
  objective: Objective,
  { x, y, sampleWeight }: SampleRows,
): Record<string, LayerGradient> {
  const variables = model.collectedTrainableWeights.map((weight) => weight.read());
  if (variables.length === 0) return {};
  const { grads } = tf.variableGrads(() => objective.of(x, y, false, sampleWeight).total, variables);
  const gradients: Record<string, LayerGradient> = {};
  for (const layer of model.layers) {
    const [kernel] = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const gradient = kernel && grads[kernel.name];
    if (!gradient) continue;
    const [norm, size, zeros] = tf
      .stack([tf.norm(gradient), tf.norm(kernel), tf.mean(tf.cast(tf.equal(gradient, 0), "float32"))])
      .dataSync();
    gradients[layer.name] = { gradient: norm, kernel: size, zeros, finite: Number.isFinite(norm) };
  }
  return gradients;
}
