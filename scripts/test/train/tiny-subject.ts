import { tf } from "../../../lib/engine";
import type { Subject } from "../../../lib/train/subject";

export interface TinyOptions {
  rows?: number;
  fit?: Partial<Subject["fit"]>;
  validation?: boolean;
  optimizer?: () => tf.Optimizer;
}

type TinySubject = Subject & { data: { y: tf.Tensor[] }; validation?: { y: tf.Tensor[] } };

/** Rows of five numbers; head `which` says which of the first three is largest, head `first` whether the first one is positive. */
export function tinySubject({ rows = 60, fit = {}, validation = true, optimizer }: TinyOptions = {}): TinySubject {
  return {
    name: "tiny",
    build: (seed) => tinyModel(seed, optimizer?.() ?? tf.train.adam(0.02)),
    data: tinyData(rows, 1),
    validation: validation ? tinyData(30, 2) : undefined,
    fit: { batchSize: 16, epochs: 3, ...fit },
  };
}

export function tinyData(rows: number, seed: number): { x: tf.Tensor2D; y: tf.Tensor[] } {
  return tf.tidy(() => {
    const x = tf.randomNormal<tf.Rank.R2>([rows, 5], 0, 1, "float32", seed);
    const which = tf.oneHot(tf.argMax(x.slice([0, 0], [rows, 3]), 1) as tf.Tensor1D, 3).cast("float32");
    return { x, y: [which, tf.cast(tf.greater(x.slice([0, 0], [rows, 1]), 0), "float32")] };
  });
}

export function tinyModel(seed: number, optimizer: tf.Optimizer): tf.LayersModel {
  const init = (part: number) => tf.initializers.glorotNormal({ seed: 10 * seed + part });
  const inputs = tf.input({ shape: [5] });
  const hidden = tf.layers
    .dense({
      units: 8,
      activation: "relu",
      name: "hidden",
      kernelInitializer: init(1),
      kernelRegularizer: tf.regularizers.l2({ l2: 0.01 }),
    })
    .apply(inputs);
  const head = (name: string, units: number, activation: "softmax" | "sigmoid", part: number) =>
    tf.layers.dense({ units, activation, name, kernelInitializer: init(part) }).apply(hidden) as tf.SymbolicTensor;
  const model = tf.model({ inputs, outputs: [head("which", 3, "softmax", 2), head("first", 1, "sigmoid", 3)] });
  model.compile({ optimizer, loss: ["categoricalCrossentropy", "binaryCrossentropy"], metrics: ["accuracy"] });
  return model;
}
