/** The tape's gradients of every loss against finite differences. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { compiledModel } from "../../../../lib/train/compiled-model";
import { headLoss, type LossSpec } from "../../../../lib/train/losses";
import { Objective } from "../../../../lib/train/objective";
import { gradientErrors } from "./finite-differences";

const TOLERANCE = 1e-4;

function assertAgree(output: () => tf.Tensor, variables: tf.Variable[], tolerance = TOLERANCE): void {
  for (const [name, error] of Object.entries(gradientErrors(output, variables))) {
    assert.ok(error < tolerance, `${name}: off by ${error} of the largest derivative`);
  }
}

const labels = tf.oneHot([0, 2, 1], 3).cast("float32");
const logits = tf.variable(
  tf.tensor2d([
    [1.2, -0.7, 0.4],
    [0.3, 0.1, -1.1],
    [-0.5, 2.1, 0.9],
  ]),
  true,
  "logits",
);

const specs: LossSpec[] = [
  { loss: "categoricalCrossentropy" },
  { loss: "categoricalCrossentropy", labelSmoothing: 0.2 },
  { loss: "clippedCategoricalCrossentropy" },
  { loss: "clippedCategoricalCrossentropy", labelSmoothing: 0.1 },
  { loss: "categoricalFocalCrossentropy" },
  { loss: "categoricalFocalCrossentropy", gamma: 0.5, alpha: [0.2, 1, 3], labelSmoothing: 0.1 },
  { loss: "categoricalFocalCrossentropy", gamma: 0, alpha: 1 },
];

for (const spec of specs) {
  test(`gradients of ${JSON.stringify(spec)} agree with finite differences`, () => {
    const loss = headLoss(spec);
    assertAgree(() => loss.rows(labels, loss.takes === "logits" ? logits : tf.softmax(logits)), [logits]);
    assertAgree(() => headLoss({ ...spec, weight: 0.7 })(labels, tf.softmax(logits)), [logits]);
  });
}

/** Losses that tfjs has for a Subject, at outputs and targets away from their kinks. */
const positive = { output: [0.3, 0.6, 0.45, 0.7, 0.25, 0.55], target: [0.8, 0.2, 0.95, 0.1, 0.7, 0.05] };
const signed = { output: [0.3, -0.6, 0.45, -0.7, 0.25, 0.55], target: [1, 1, -1, -1, 1, -1] };
const tfjsLosses: Record<string, { output: number[]; target: number[] }> = {
  meanSquaredError: positive,
  meanAbsoluteError: positive,
  meanAbsolutePercentageError: positive,
  meanSquaredLogarithmicError: positive,
  logcosh: positive,
  poisson: positive,
  kullbackLeiblerDivergence: positive,
  cosineProximity: positive,
  binaryCrossentropy: positive,
  hinge: signed,
  squaredHinge: signed,
  categoricalCrossentropy: { ...positive, target: [0, 0, 1, 1, 0, 0] },
  categoricalHinge: { ...positive, target: [0, 0, 1, 1, 0, 0] },
  sparseCategoricalCrossentropy: { ...positive, target: [2, 0] },
};

for (const [name, { output, target }] of Object.entries(tfjsLosses)) {
  test(`gradients of tfjs's ${name} agree with finite differences`, () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [3] })] });
    model.compile({ optimizer: "sgd", loss: name });
    const [loss] = compiledModel(model).lossFunctions;
    const targets = tf.tensor2d(target, [2, target.length / 2]);
    const outputs = tf.variable(tf.tensor2d(output, [2, 3]), true, `outputs for ${name}`);
    assertAgree(() => loss(targets, outputs), [outputs]);
    tf.dispose([targets, outputs]);
    model.dispose();
  });
}

test("gradients of the whole objective agree: head weights, row weights, smoothing, focal and l2 together", () => {
  const inputs = tf.input({ shape: [4] });
  const dense = (name: string, units: number, activation: "tanh" | "softmax" | "linear", seed: number) =>
    tf.layers.dense({
      name,
      units,
      activation,
      kernelInitializer: tf.initializers.glorotNormal({ seed }),
      kernelRegularizer: tf.regularizers.l2({ l2: 0.05 }),
    });
  const hidden = dense("hidden", 5, "tanh", 1).apply(inputs);
  const head = (name: string, units: number, activation: "softmax" | "linear", seed: number) =>
    dense(name, units, activation, seed).apply(hidden) as tf.SymbolicTensor;
  const outputs = [head("kind", 3, "softmax", 2), head("mood", 2, "softmax", 3), head("size", 1, "linear", 4)];
  const model = tf.model({ inputs, outputs });
  const loss = [
    headLoss({ weight: 0.5, labelSmoothing: 0.1 }),
    headLoss({ loss: "categoricalFocalCrossentropy", weight: 2 }),
    "meanSquaredError",
  ];
  model.compile({ optimizer: "sgd", loss: loss as string[] });
  const objective = new Objective(model, {
    kind: { kind: "classes", classes: 3 },
    mood: { kind: "classes", classes: 2 },
    size: { kind: "number", classes: 0 },
  });
  const x = tf.randomNormal([3, 4], 0, 1, "float32", 5);
  const y = {
    kind: labels,
    mood: tf.oneHot([1, 0, 1], 2).cast("float32"),
    size: tf.tensor2d([0.3, -1, 2], [3, 1]),
  };
  const sampleWeight = { kind: tf.tensor1d([1, 0, 3]), size: tf.tensor1d([0.5, 2, 1]) };
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  // One number of order three, whose own rounding is a few 1e-5 of these slopes.
  assertAgree(() => objective.of(x, y, true, sampleWeight).total, variables, 5e-4);
  model.dispose();
});
