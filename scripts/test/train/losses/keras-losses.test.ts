/** Losses, weights of rows and frozen layers against Keras 3.15; fixtures/keras/make-losses.py made its side. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { BatchNormalization } from "../../../../lib/model";
import { headLoss } from "../../../../lib/train/losses";
import type { Subject } from "../../../../lib/train/subject";
import { train } from "../../../../lib/train/train";
import { freezeLayers } from "../../../../lib/train/transfer";

const keras = JSON.parse(readFileSync(join(__dirname, "../../fixtures/keras/losses.json"), "utf8"));

function assertClose(found: ArrayLike<number>, expected: number[], what: string, tolerance: number): void {
  assert.equal(found.length, expected.length, what);
  const scale = Math.max(1, ...expected.map(Math.abs));
  expected.forEach((value, i) =>
    assert.ok(Math.abs(found[i] - value) <= tolerance * scale, `${what}[${i}]: ${found[i]} for ${value}`),
  );
}

for (const { options, rows, slopes } of keras.losses) {
  test(`${JSON.stringify(options)}: values and slopes are Keras's`, () => {
    const loss = headLoss(options);
    const labels = tf.oneHot(keras.labels, 3).cast("float32");
    const of = (logits: tf.Tensor) => loss.rows(labels, loss.takes === "logits" ? logits : tf.softmax(logits));
    const logits = tf.tensor2d(keras.logits as number[][]);
    assertClose(of(logits).dataSync(), rows, "loss", 1e-5);
    const slope = tf.grad((x) => of(x).sum())(logits);
    assertClose(slope.dataSync(), slopes.flat(), "slope", 1e-5);
  });
}

const { x, kind, mood, size, sampleWeight, before, losses, after } = keras.training;

function network(): tf.LayersModel {
  const inputs = tf.input({ shape: [6] });
  let features = tf.layers.dense({ name: "hidden", units: 8, activation: "tanh" }).apply(inputs);
  features = new BatchNormalization({ name: "moving", momentum: 0.9 }).apply(features);
  features = new BatchNormalization({ name: "frozen" }).apply(features);
  const head = (name: string, units: number, activation: "softmax" | "linear") =>
    tf.layers.dense({ name, units, activation }).apply(features) as tf.SymbolicTensor;
  const outputs = [head("kind", 3, "softmax"), head("mood", 2, "softmax"), head("size", 1, "linear")];
  const model = tf.model({ inputs, outputs });
  tf.tidy(() => {
    for (const layer of model.layers) {
      if (before[layer.name]) layer.setWeights(before[layer.name].map((values: number[]) => tf.tensor(values)));
    }
  });
  freezeLayers(model, ["frozen"]);
  const loss = [
    headLoss({ weight: 0.5, labelSmoothing: 0.1 }),
    headLoss({ loss: "categoricalFocalCrossentropy", weight: 2 }),
    "meanSquaredError",
  ];
  model.compile({ optimizer: tf.train.sgd(0.1), loss: loss as string[] });
  return model;
}

test("three steps with weighed rows, weighed heads and a frozen layer end at Keras's weights", async () => {
  const subject: Subject = {
    name: "weighed",
    build: network,
    data: {
      x: tf.tensor2d(x),
      y: [tf.oneHot(kind, 3), tf.oneHot(mood, 2), tf.tensor2d(size)],
      sampleWeight: { kind: tf.tensor1d(sampleWeight.kind), mood: tf.tensor1d(sampleWeight.mood) },
    },
    fit: { batchSize: 8, epochs: 3 },
  };
  const run = await train(subject);
  assertClose(
    run.history.map(({ training }) => training.loss),
    losses,
    "loss",
    1e-5,
  );
  for (const layer of run.model.layers.filter(({ weights }) => weights.length > 0)) {
    layer.getWeights().forEach((weight, i) => {
      const expected = after[layer.name][i].flat();
      assertClose(weight.dataSync(), expected, `${layer.name}, weight ${i}`, 1e-5);
      if (layer.name === "frozen") assertClose(weight.dataSync(), before.frozen[i].flat(), "frozen", 0);
    });
  }
  run.model.dispose();
});
