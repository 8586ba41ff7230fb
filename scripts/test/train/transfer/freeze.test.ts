import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { buildModel } from "../../../../lib/model";
import { compiledModel } from "../../../../lib/train/compiled-model";
import { freezeLayers, scaleRates, unfreezeLayers } from "../../../../lib/train/transfer";
import { optimizerOf } from "../../../../lib/train/optimizers";
import { Objective } from "../../../../lib/train/objective";
import { tapeStep } from "../../../../lib/train/step";

const small = () => buildModel({ width: 1 / 32, imageSize: 32, heads: { kind: 2 }, batchNormalization: true, seed: 4 });

const compiled = (optimizer: tf.Optimizer) => {
  const model = small();
  model.compile({ optimizer, loss: "categoricalCrossentropy" });
  return model;
};

const valuesOf = (model: tf.LayersModel) =>
  new Map(model.layers.map((layer) => [layer.name, layer.getWeights().map((weight) => weight.dataSync().slice())]));

/** Layers whose weights are not, to the bit, what they were. */
function changed(before: ReturnType<typeof valuesOf>, model: tf.LayersModel): string[] {
  const after = valuesOf(model);
  return [...before].filter(([name, values]) => !same(values, after.get(name)!)).map(([name]) => name);
}
const same = (a: ArrayLike<number>[], b: ArrayLike<number>[]) =>
  a.every((values, i) => Array.from(values).every((value, j) => Object.is(value, b[i][j])));

const batch = () => ({
  x: tf.randomNormal([4, 32, 32, 3], 0, 1, "float32", 6),
  y: { kind: tf.oneHot([0, 1, 1, 0], 2).cast("float32") as tf.Tensor },
  rows: [0, 1, 2, 3],
  dispose: () => undefined,
});

test("frozen layers keep their weights and moving figures, thawed ones train again", async () => {
  const model = compiled(tf.train.sgd(0.1));
  const step = tapeStep(model, new Objective(model, { kind: { kind: "classes", classes: 2 } }));
  assert.equal(freezeLayers(model, ["block?_*"]).length, 26);
  await step.reload!();
  const before = valuesOf(model);
  step.run(batch()).dispose();
  assert.deepEqual(changed(before, model), ["bottleneck", "kind_tower", "kind"]);

  assert.deepEqual(unfreezeLayers(model, ["block5_conv3*"]), ["block5_conv3", "block5_conv3_bn"]);
  assert.deepEqual(unfreezeLayers(model, ["block5_conv3"]), [], "they train already");
  await step.reload!();
  const { collectedTrainableWeights } = compiledModel(model);
  assert.equal(collectedTrainableWeights.length, 6 + 4);
  step.run(batch()).dispose();
  const thawed = ["block5_conv3", "block5_conv3_bn", "bottleneck", "kind_tower", "kind"];
  assert.deepEqual(changed(before, model), thawed);
  step.dispose();
  model.optimizer.dispose();
  model.dispose();
});

test("a frozen batch normalisation answers in training as in evaluation", () => {
  const model = compiled(tf.train.sgd(0.1));
  const step = tapeStep(model, new Objective(model, { kind: { kind: "classes", classes: 2 } }));
  const { x } = batch();
  const answers = (training: boolean) => (model.apply(x, { training }) as tf.Tensor).dataSync();
  const evaluated = answers(false);
  assert.notDeepEqual(answers(true), evaluated);
  freezeLayers(model, ["block*"]);
  // The moving figures have moved by the answer in training above.
  assert.deepEqual(answers(true), answers(false));
  step.dispose();
  assert.deepEqual(answers(true), answers(false), "by tfjs's own call too");
  model.optimizer.dispose();
  model.dispose();
});

test("rates by layers multiply the step, the last pattern that fits counting", () => {
  const [plain, scaled] = [0, 1].map(() => compiled(optimizerOf({ name: "sgd", learningRate: 0.1 })));
  scaleRates(scaled, { "*": 0.5, "block*": 0.1, block5_conv3: 0 });
  const moved = [plain, scaled].map((model) => {
    const step = tapeStep(model, new Objective(model, { kind: { kind: "classes", classes: 2 } }));
    const before = valuesOf(model);
    step.run(batch()).dispose();
    step.dispose();
    const after = valuesOf(model);
    const distance = (name: string) =>
      Math.hypot(...after.get(name)![0].map((value, i) => value - before.get(name)![0][i]));
    return ["block5_conv3", "block5_conv1", "kind_tower"].map(distance);
  });
  const ratios = moved[1].map((distance, i) => distance / moved[0][i]);
  [0, 0.1, 0.5].forEach((expected, i) =>
    assert.ok(Math.abs(ratios[i] - expected) < 1e-3, `${ratios[i]} for ${expected}`),
  );
  for (const model of [plain, scaled]) {
    model.optimizer.dispose();
    model.dispose();
  }
});

test("patterns that fit nothing are named, and something must be left to train", () => {
  const model = small();
  assert.throws(() => freezeLayers(model, ["blok1_conv1"]), /"blok1_conv1": did you mean "block1_conv1"\?/);
  assert.throws(() => freezeLayers(model, ["trunk_*"]), /no layer with weights is called "trunk_\*"/);
  assert.throws(() => freezeLayers(model, ["*"]), /some layers to be left to train/);
  assert.throws(() => freezeLayers(model, ["block1_pool"]), /no layer with weights/);
  model.dispose();
});
