/** The tape's gradients of every layer that a Program can have, as a training takes them, against finite differences. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { BatchNormalization, restoreDropoutCalls, SeededDropout } from "../../../../lib/model";
import { compiledModel } from "../../../../lib/train/compiled-model";
import { useEngineBatchNorm } from "../../../../lib/train/engine-batch-norm";
import { useEngineGradients } from "../../../../lib/train/engine-gradients";
import { apart, gradientErrors } from "./finite-differences";

useEngineGradients();

const TOLERANCE = 1e-4;
const kernel = (seed: number) => tf.initializers.glorotNormal({ seed });

interface Case {
  layer: () => tf.layers.Layer;
  /** Rows first. */
  input: number[];
  /** Between any two inputs, and from zero. */
  gap?: number;
}

const pictures = [2, 4, 4, 3];
const features = [3, 5];
const { layers } = tf;

const cases: Record<string, Case> = {
  "conv2d, same": {
    layer: () => layers.conv2d({ filters: 2, kernelSize: 3, padding: "same", kernelInitializer: kernel(1) }),
    input: pictures,
  },
  "conv2d, valid, strides 2": {
    layer: () => layers.conv2d({ filters: 2, kernelSize: 2, strides: 2, kernelInitializer: kernel(2) }),
    input: pictures,
  },
  "max pooling": { layer: () => layers.maxPooling2d({ poolSize: 2, strides: 2 }), input: pictures },
  "average pooling": { layer: () => layers.averagePooling2d({ poolSize: 2 }), input: pictures },
  "global average pooling": { layer: () => layers.globalAveragePooling2d({}), input: pictures },
  flatten: { layer: () => layers.flatten(), input: pictures },
  dense: { layer: () => layers.dense({ units: 4, kernelInitializer: kernel(3) }), input: features },
  "dense, softmax": {
    layer: () => layers.dense({ units: 4, activation: "softmax", kernelInitializer: kernel(4) }),
    input: features,
  },
  "dense, tanh": {
    layer: () => layers.dense({ units: 4, activation: "tanh", kernelInitializer: kernel(5) }),
    input: features,
  },
  relu: { layer: () => layers.activation({ activation: "relu" }), input: pictures },
  elu: { layer: () => layers.activation({ activation: "elu" }), input: features },
  "leaky relu": { layer: () => layers.leakyReLU({ alpha: 0.3 }), input: pictures },
  "prelu, a slope a channel": {
    layer: () => layers.prelu({ sharedAxes: [1, 2], alphaInitializer: tf.initializers.constant({ value: 0.25 }) }),
    input: pictures,
  },
  "prelu, a slope a feature": {
    layer: () => layers.prelu({ alphaInitializer: tf.initializers.constant({ value: 0.25 }) }),
    input: features,
  },
  "batch normalisation of pictures, training": { layer: () => new BatchNormalization(), input: pictures },
  "batch normalisation of features, training": { layer: () => new BatchNormalization(), input: [6, 3], gap: 0.3 },
  "batch normalisation, frozen": { layer: frozenNorm, input: pictures },
  "dropout, one mask": { layer: () => new SeededDropout({ rate: 0.5, seed: 3 }), input: features },
};

function frozenNorm(): tf.layers.Layer {
  const layer = new BatchNormalization({ movingVarianceInitializer: tf.initializers.constant({ value: 4 }) });
  layer.trainable = false;
  return layer;
}

for (const [name, { layer, input, gap = 0.1 }] of Object.entries(cases)) {
  test(`gradients of ${name} agree with finite differences`, () => {
    const symbol = tf.input({ shape: input.slice(1) });
    const made = layer();
    // Something to train, so that the model compiles whatever the layer.
    const model = tf.model({ inputs: symbol, outputs: made.apply(symbol) as tf.SymbolicTensor });
    model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    const restore = useEngineBatchNorm(compiledModel(model));
    const x = tf.variable(apart(input, gap), true, `input of ${name}`);
    const output = () => {
      restoreDropoutCalls(model, {});
      return model.apply(x, { training: true }) as tf.Tensor;
    };
    const weights = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const errors = gradientErrors(output, [x, ...weights]);
    for (const [variable, error] of Object.entries(errors)) {
      assert.ok(error < TOLERANCE, `${variable}: off by ${error} of the largest derivative`);
    }
    restore();
    model.dispose();
    x.dispose();
  });
}
