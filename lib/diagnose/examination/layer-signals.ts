import { tf } from "../../engine";
import { outputWithin } from "../layer-calls";
import type { LayerFacts } from "./layer-facts";
import { tidied } from "./tidied";

/** What a layer answers to a sample, activation included, and what its weights are. */
export interface LayerSignal {
  rms: number;
  std: number;
  min: number;
  max: number;
  /** Root mean square of the deviation over the rows of each number that it answers: zero where the input does not matter. */
  spread: number;
  /** Share of exact zeros. */
  zeros: number;
  /** Share of its units (channels) that are zero for every row and everywhere. */
  deadUnits: number;
  /** Share of its answers within 1 % of the range of a sigmoid's or a tanh's ends; 0 for other activations. */
  saturated: number;
  finite: boolean;
  /** Of its kernel, where it has one. */
  kernel?: KernelFacts;
}

export interface KernelFacts {
  rms: number;
  std: number;
  mean: number;
  /** Numbers that one unit sums over. */
  fanIn: number;
  /** Share of its units, but the first, whose weights equal the first one's. */
  equalUnits: number;
  /** All weights are one number. */
  constant: boolean;
}

/** Measures every layer's answer; call within a tidy. */
export function layerSignals(
  model: tf.LayersModel,
  layers: readonly LayerFacts[],
  x: tf.Tensor,
): Record<string, LayerSignal> {
  const probed = model.layers.map((layer) => outputWithin(model, layer));
  const probe = tf.model({ inputs: model.inputs, outputs: probed });
  const answers = probe.apply(x, { training: false }) as tf.Tensor | tf.Tensor[];
  const each = Array.isArray(answers) ? answers : [answers];
  return Object.fromEntries(
    // What is made for a layer goes with it: together that would be many times the layers' own answers.
    model.layers.map((layer, i) => [
      layer.name,
      tidied(() => layerSignal(layer, layers[i], tf.cast(each[i], "float32"))),
    ]),
  );
}

function layerSignal(layer: tf.layers.Layer, { activation, weighted }: LayerFacts, answer: tf.Tensor): LayerSignal {
  const units = answer.shape.length > 1 ? answer.shape[answer.shape.length - 1] : 1;
  const flat = tf.reshape(answer, [-1, units]);
  const zero = tf.cast(tf.equal(answer, 0), "float32");
  const dead = tf.equal(tf.max(tf.abs(flat), 0), 0);
  const { mean, variance } = tf.moments(answer);
  const overRows = tf.moments(answer, 0).variance;
  const numbers = tf
    .stack([
      mean,
      variance,
      tf.min(answer),
      tf.max(answer),
      tf.mean(overRows),
      tf.mean(zero),
      tf.mean(tf.cast(dead, "float32")),
      saturatedShare(activation, answer),
    ])
    .dataSync();
  const [average, squares, min, max, spread, zeros, deadUnits, saturated] = numbers;
  return {
    rms: Math.sqrt(squares + average * average),
    std: Math.sqrt(squares),
    min,
    max,
    spread: Math.sqrt(spread),
    zeros,
    deadUnits,
    saturated,
    finite: Number.isFinite(average) && Number.isFinite(squares),
    ...(weighted && { kernel: kernelFacts(layer.weights[0].read()) }),
  };
}

function saturatedShare(activation: string, answer: tf.Tensor): tf.Tensor {
  if (activation === "tanh") return tf.mean(tf.cast(tf.greater(tf.abs(answer), 0.98), "float32"));
  if (activation !== "sigmoid" && activation !== "hardSigmoid") return tf.scalar(0);
  return tf.mean(tf.cast(tf.greater(tf.abs(tf.sub(answer, 0.5)), 0.49), "float32"));
}

function kernelFacts(kernel: tf.Tensor): KernelFacts {
  const units = kernel.shape[kernel.shape.length - 1] ?? 1;
  const columns = tf.reshape(kernel, [-1, units]);
  const { mean, variance } = tf.moments(columns);
  const first = tf.slice(columns, [0, 0], [-1, 1]);
  const equal = tf.all(tf.equal(columns, first), 0);
  const [average, squares, range, alike] = tf
    .stack([mean, variance, tf.sub(tf.max(columns), tf.min(columns)), tf.sum(tf.cast(equal, "float32"))])
    .dataSync();
  return {
    rms: Math.sqrt(squares + average * average),
    std: Math.sqrt(squares),
    mean: average,
    fanIn: columns.shape[0],
    equalUnits: units > 1 ? (alike - 1) / (units - 1) : 0,
    constant: range === 0,
  };
}
