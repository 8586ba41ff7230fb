import { tf } from "../../engine";
import type { CompiledModel } from "../../train/compiled-model";
import type { Objective } from "../../train/objective";
import type { SampleRows } from "./sample-rows";

/** Of a part of the sample, so that its gradient is not one row's. */
const LEAST_ROWS = 8;

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

export interface SampleGradients {
  /** By layer name; trainable layers with a kernel only. */
  gradients: Record<string, LayerGradient>;
  /**
   * Rows of a batch whose gradient is as much noise as signal: the trace of the covariance of one row's gradient over the
   * squared norm of the mean; NaN where too few rows were measured. McCandlish et al. 2018, "An empirical model of large-batch
   * training", their simple noise scale.
   */
  noiseScale: number;
}

/** In parts, whose gradients differ as batches of their size do. */
export function sampleGradients(model: CompiledModel, objective: Objective, sample: SampleRows): SampleGradients {
  const variables = model.collectedTrainableWeights.map((weight) => weight.read());
  if (variables.length === 0) return { gradients: {}, noiseScale: NaN };
  const parts = partsOf(sample);
  const ofParts = parts.map(
    ({ x, y, sampleWeight }) => tf.variableGrads(() => objective.of(x, y, false, sampleWeight).total, variables).grads,
  );
  const mean = (name: string) => tf.div(tf.addN(ofParts.map((grads) => grads[name])), parts.length);
  const gradients: Record<string, LayerGradient> = {};
  for (const layer of model.layers) {
    const [kernel] = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
    if (!kernel || !ofParts[0][kernel.name]) continue;
    const gradient = mean(kernel.name);
    const [norm, size, zeros] = tf
      .stack([tf.norm(gradient), tf.norm(kernel), tf.mean(tf.cast(tf.equal(gradient, 0), "float32"))])
      .dataSync();
    gradients[layer.name] = { gradient: norm, kernel: size, zeros, finite: Number.isFinite(norm) };
  }
  const squared = (gradients: tf.Tensor[]) =>
    tf.addN(gradients.map((gradient) => tf.sum(tf.square(gradient)))).dataSync()[0];
  const names = Object.keys(ofParts[0]);
  const ofPart = ofParts.map((grads) => squared(names.map((name) => grads[name])));
  return {
    gradients,
    noiseScale: noiseScale({
      rows: parts[0].rows,
      parts: parts.length,
      squaredOfPart: ofPart.reduce((sum, each) => sum + each, 0) / parts.length,
      squaredOfAll: squared(names.map(mean)),
    }),
  };
}

/** The unbiased estimates of appendix A.1 there: the mean gradient's squared norm, and the trace of the covariance. */
function noiseScale(of: { rows: number; parts: number; squaredOfPart: number; squaredOfAll: number }): number {
  const { rows, parts, squaredOfPart, squaredOfAll } = of;
  if (parts < 2) return NaN;
  const all = rows * parts;
  const signal = (all * squaredOfAll - rows * squaredOfPart) / (all - rows);
  const noise = (squaredOfPart - squaredOfAll) / (1 / rows - 1 / all);
  // Where the signal is lost in the noise of the whole sample, the estimate may be under zero.
  return signal > 0 ? noise / signal : Infinity;
}

/** Equal parts of at least eight rows, eight of them at most; a few rows at the end may be left over. */
function partsOf({ x, y, sampleWeight, rows }: SampleRows): SampleRows[] {
  const count = [8, 4, 2].find((parts) => rows >= LEAST_ROWS * parts) ?? 1;
  const size = Math.floor(rows / count);
  const cut = (tensor: tf.Tensor, i: number) => tf.slice(tensor, i * size, size);
  const cutEach = (tensors: Record<string, tf.Tensor>, i: number) =>
    Object.fromEntries(Object.entries(tensors).map(([head, tensor]) => [head, cut(tensor, i)]));
  return Array.from({ length: count }, (_, i) => ({
    x: cut(x, i),
    y: cutEach(y, i),
    sampleWeight: cutEach(sampleWeight, i),
    rows: size,
  }));
}
