import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../lib/engine";
import { compiledModel } from "../../../lib/train/compiled-model";
import { useEngineBatchNorm } from "../../../lib/train/engine-batch-norm";
import { useEngineGradients } from "../../../lib/train/engine-gradients";

const x = tf.randomNormal([6, 4, 4, 3], 0, 1, "float32", 7);

/** Gradient of a sum of squares through an activation, before and after the engine's own gradients are in use. */
const gradientOf = (activation: (x: tf.Tensor) => tf.Tensor) =>
  tf
    .grad((input) => activation(input).square().sum())(x)
    .dataSync();

const activations = { relu: tf.relu, leakyRelu: (input: tf.Tensor) => tf.leakyRelu(input, 0.3) };
const before = Object.fromEntries(Object.entries(activations).map(([name, of]) => [name, gradientOf(of)]));

test("the engine's gradients of relu and leaky relu are tfjs's", () => {
  useEngineGradients();
  for (const [name, of] of Object.entries(activations)) assert.deepEqual(gradientOf(of), before[name], name);
});

function network(): tf.Sequential {
  const { layers, initializers } = tf;
  const model = tf.sequential({
    layers: [
      layers.conv2d({
        filters: 4,
        kernelSize: 3,
        inputShape: [4, 4, 3],
        kernelInitializer: initializers.heNormal({ seed: 1 }),
      }),
      layers.batchNormalization(),
      layers.flatten(),
      layers.batchNormalization(),
      layers.dense({ units: 2, activation: "softmax", kernelInitializer: initializers.heNormal({ seed: 2 }) }),
    ],
  });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: "categoricalCrossentropy" });
  return model;
}

test("batch normalisation trains as tfjs's: weights, moving mean and variance", async () => {
  const labels = tf.oneHot([0, 1, 1, 0, 1, 0], 2);
  const [plain, fast] = [network(), network()];
  const restore = useEngineBatchNorm(compiledModel(fast));
  for (let step = 0; step < 5; step++) {
    await plain.trainOnBatch(x, labels);
    await fast.trainOnBatch(x, labels);
  }
  plain.weights.forEach((weight, i) => {
    const [expected, found] = [weight.read().dataSync(), fast.weights[i].read().dataSync()];
    expected.forEach((value, j) =>
      assert.ok(Math.abs(value - found[j]) < 1e-6, `${weight.name}: ${found[j]}, ${value}`),
    );
  });

  const answers = (model: tf.Sequential) => (model.predict(x) as tf.Tensor).dataSync();
  const answered = answers(fast);
  restore();
  assert.deepEqual(answers(fast), answered, "evaluation is not touched");
  const { numTensors } = tf.memory();
  const again = useEngineBatchNorm(compiledModel(fast));
  await fast.trainOnBatch(x, labels);
  again();
  assert.ok(tf.memory().numTensors <= numTensors + 1, "nothing but the loss is left");
});
