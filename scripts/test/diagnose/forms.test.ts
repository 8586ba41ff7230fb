import assert from "node:assert/strict";
import { test } from "node:test";
import { InputError } from "../../../lib/data";
import { Random } from "../../../lib/data/random";
import { diagnose, subjectOf } from "../../../lib/diagnose";
import { disposeModel } from "../../../lib/diagnose/model-copy";
import { tf } from "../../../lib/engine";
import type { Subject, SubjectData } from "../../../lib/train";
import { says } from "./one-check";

const { dense } = tf.layers;
const fit = { batchSize: 20, epochs: 3 };

/** Three clouds of points in four dimensions, and the number of the cloud. */
function clouds(rows: number, seed = 1) {
  const random = new Random(seed);
  const labels = Array.from({ length: rows }, () => random.integer(3));
  const x = tf.tensor2d(labels.map((label) => [0, 1, 2, 3].map((axis) => random.normal() + (axis === label ? 3 : 0))));
  return { x: x as tf.Tensor, labels };
}

function oneHot(rows: number, seed = 1): SubjectData {
  const { x, labels } = clouds(rows, seed);
  return { x, y: tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), 3), "float32")) };
}

function network(
  layers: tf.layers.Layer[],
  loss = "categoricalCrossentropy",
  optimizer: tf.Optimizer = tf.train.adam(0.02),
) {
  const model = tf.sequential({ layers });
  model.compile({ optimizer, loss });
  return model;
}

const small = (loss?: string, optimizer?: tf.Optimizer) =>
  network(
    [dense({ inputShape: [4], units: 6, activation: "relu" }), dense({ units: 3, activation: "softmax" })],
    loss,
    optimizer,
  );

function functional(layers: (input: tf.SymbolicTensor) => tf.SymbolicTensor): tf.LayersModel {
  const input = tf.input({ shape: [4] });
  const model = tf.model({ inputs: input, outputs: layers(input) });
  model.compile({ optimizer: tf.train.momentum(0.05, 0.9), loss: "categoricalCrossentropy" });
  return model;
}

const on = (layer: tf.layers.Layer, input: tf.SymbolicTensor) => layer.apply(input) as tf.SymbolicTensor;

test("a layer that is used twice, and momentum, leave nothing in memory", async () => {
  const model = functional((input) => {
    const twice = dense({ units: 4, activation: "relu" });
    return on(dense({ units: 3, activation: "softmax" }), on(twice, on(twice, input)));
  });
  const given = subjectOf(model, oneHot(60), fit);
  const before = tf.memory().numTensors;
  await diagnose(given, { seconds: 30, treat: false });
  assert.equal(tf.memory().numTensors, before);
});

test("equal seeds give equal weights to a nested model's and a wrapped layer, other seeds others", () => {
  const inner = tf.sequential({ layers: [dense({ inputShape: [4], units: 6, activation: "relu" })] });
  const wrapped = tf.layers.timeDistributed({ layer: dense({ units: 2 }) });
  const model = network([
    inner,
    tf.layers.reshape({ targetShape: [3, 2] }),
    wrapped,
    tf.layers.flatten(),
    dense({ units: 3 }),
  ]);
  const { build } = subjectOf(model, oneHot(20), fit);
  const weights = (seed: number) => {
    const built = build(seed);
    const all = built.getWeights().map((weight) => Array.from(weight.dataSync()));
    disposeModel(built);
    return JSON.stringify(all);
  };
  assert.equal(weights(1), weights(1));
  assert.notEqual(weights(1), weights(2));
});

class OwnKernel extends tf.layers.Layer {
  static className = "OwnKernel";
  private kernel?: tf.LayerVariable;
  override build([, width]: number[]) {
    this.kernel = this.addWeight("mix", [width, 3], "float32", tf.initializers.glorotUniform({}));
    this.built = true;
  }
  override call(x: tf.Tensor | tf.Tensor[]) {
    return tf.matMul([x].flat()[0] as tf.Tensor2D, this.kernel!.read() as tf.Tensor2D);
  }
  override computeOutputShape([rows]: tf.Shape) {
    return [rows, 3];
  }
}

class OwnInitializer extends (Object.getPrototypeOf(tf.initializers.zeros().constructor) as new () => object) {
  static className = "OwnInitializer";
  apply(shape: tf.Shape) {
    return tf.randomNormal(shape as number[], 0, 0.3);
  }
  getConfig() {
    return {};
  }
}

test("layers and initializers of one's own need no registration; what they weigh counts as a hidden layer", async () => {
  const own = network([
    dense({ inputShape: [4], units: 6, activation: "relu", kernelInitializer: new OwnInitializer() as never }),
    new OwnKernel({}),
    tf.layers.softmax({}),
  ]);
  assert.deepEqual(await says("structure", subjectOf(own, oneHot(30), fit)), []);
});

class Forgetful extends tf.layers.Layer {
  static className = "Forgetful";
  constructor(private readonly factor: number) {
    super({});
  }
  override call(x: tf.Tensor | tf.Tensor[]) {
    return tf.mul([x].flat()[0], this.factor);
  }
}

test("a model that is nothing but another model is not taken apart, and says so", async () => {
  const within = network([dense({ inputShape: [4], units: 3, activation: "softmax" })]);
  const outer = network([within as unknown as tf.layers.Layer]);
  await assert.rejects(
    diagnose(subjectOf(outer, oneHot(30), fit), { seconds: 5 }),
    /in a model within it: compile that one/,
  );
});

test("what cannot be diagnosed is told before time is spent, and leaves nothing in memory", async () => {
  const data = oneHot(20);
  const twoHeads = (loss: Record<string, string>) => {
    const input = tf.input({ shape: [4] });
    const outputs = ["a", "b"].map((name) => on(dense({ units: 3, activation: "softmax", name }), input));
    const model = tf.model({ inputs: input, outputs });
    model.compile({ optimizer: "adam", loss });
    return model;
  };
  const raw = (changed: object) => ({ name: "raw", build: () => small(), data, fit, ...changed }) as Subject;
  const loss = "categoricalCrossentropy";
  const refused: [RegExp, () => Subject][] = [
    [/fit\.batchSize to be a whole number of at least 1, found 0/, () => raw({ fit: { batchSize: 0, epochs: 1 } })],
    [/fit\.stepsPerEpoch/, () => raw({ fit: { ...fit, stepsPerEpoch: 2.5 } })],
    [/fit\.batchSize/, () => raw({ fit: undefined })],
    [/data to be \{ x, y \}/, () => subjectOf(small(), undefined as never, fit)],
    [/data\.x to be one tensor.*found a list of 1/, () => subjectOf(small(), { x: [data.x] as never, y: data.y }, fit)],
    [/data\.y.*found an object of kind/, () => subjectOf(small(), { x: data.x, y: { kind: data.y } as never }, fit)],
    [/one tensor for each output \(a, b\), found 1/, () => subjectOf(twoHeads({ a: loss, b: loss }), data, fit)],
    [/none for b/, () => subjectOf(twoHeads({ a: loss }), { x: data.x, y: [data.y, data.y] as tf.Tensor[] }, fit)],
    [
      /its getConfig\(\)/,
      () => subjectOf(network([dense({ inputShape: [4], units: 3 }), new Forgetful(2)]), data, fit),
    ],
  ];
  for (const [words, given] of refused) {
    await assert.rejects(
      async () => diagnose(given(), { seconds: 5 }),
      (error: Error) => error instanceof InputError && words.test(error.message),
      String(words),
    );
  }
});

test("labels that are cut short, or of a kind that the loss refuses, are causes", async () => {
  const { x, labels } = clouds(60);
  const whole = tf.tensor1d(labels, "int32");
  const sparse = "sparseCategoricalCrossentropy";
  const refused = await diagnose(subjectOf(small(sparse), { x, y: whole }, fit), { seconds: 60 });
  assert.equal(refused.findings[0].code, "labels-format");
  assert.equal(refused.findings[0].standing, "cause");
  assert.deepEqual(refused.smallestSet, ["labels in the loss's form"]);
  const short = await diagnose(subjectOf(small(), { x, y: oneHot(50).y }, fit), { seconds: 5 });
  assert.match(short.findings[0].says, /60 rows and data\.y 50/);
  assert.equal(short.findings[0].standing, "cause");
  const narrow = { x: tf.slice(x, [0, 0], [-1, 3]), y: oneHot(60).y };
  const shape = await diagnose(subjectOf(small(), oneHot(60), fit, narrow), { seconds: 5 });
  assert.deepEqual([shape.findings[0].code, shape.findings[0].evidence.split], ["input-shape", "validation"]);
});

test("yes and no may be booleans", async () => {
  const { x, labels } = clouds(60);
  const y = tf.tensor1d(
    labels.map((label) => label > 0),
    "bool",
  );
  const model = network([dense({ inputShape: [4], units: 1, activation: "sigmoid" })], "binaryCrossentropy");
  const before = tf.memory().numTensors;
  const { heads } = await diagnose(subjectOf(model, { x, y }, fit), { seconds: 30, treat: false });
  assert.equal(Object.values(heads)[0].rows, 60);
  assert.equal(tf.memory().numTensors, before);
});

test("a class as a number is a class, were there a thousand; an answer a time step has a label a time step", async () => {
  const many = Array.from({ length: 1200 }, (_, row) => (row * 7) % 400);
  const head = dense({ inputShape: [4], units: 400, activation: "softmax" });
  const sparse = network([head], "sparseCategoricalCrossentropy");
  const data = { x: tf.randomNormal([1200, 4], 0, 1, "float32", 1), y: tf.tensor1d(many) };
  assert.deepEqual(await says("output-head", subjectOf(sparse, data, fit)), []);
  const steps = network([
    dense({ inputShape: [5, 4], units: 6, activation: "relu" }),
    dense({ units: 3, activation: "softmax" }),
  ]);
  const { x, y } = oneHot(100);
  const series = { x: tf.reshape(x, [20, 5, 4]), y: tf.reshape(y as tf.Tensor, [20, 5, 3]) };
  assert.deepEqual(await says("output-head", subjectOf(steps, series, fit)), []);
  assert.deepEqual(await says("labels", subjectOf(steps, series, fit)), []);
});

test("few rows a class differ from split to split by chance; too few rows tell nothing", async () => {
  const random = new Random(3);
  const split = (rows: number) => ({
    x: tf.randomNormal([rows, 4], 0, 1, "float32", rows) as tf.Tensor,
    y: tf.tensor1d(Array.from({ length: rows }, () => random.integer(300))) as tf.Tensor,
  });
  const model = network(
    [dense({ inputShape: [4], units: 300, activation: "softmax" })],
    "sparseCategoricalCrossentropy",
  );
  assert.deepEqual(await says("splits", subjectOf(model, split(600), fit, split(150))), []);
  const [few] = await says("coverage", subjectOf(small(), oneHot(60), fit, oneHot(1, 2)));
  assert.match(few.says, /1 validation row: too few/);
});

test("an embedding, a recurrent layer in a wrapper and a layer of one's own are no linear layers", async () => {
  const { embedding, lstm, bidirectional, flatten } = tf.layers;
  const words = { x: tf.zeros([20, 6]), y: oneHot(20).y };
  const recurrent = bidirectional({ layer: lstm({ units: 2 }) as never, mergeMode: "concat" });
  const model = network([
    embedding({ inputDim: 5, outputDim: 3, inputLength: 6 }),
    recurrent,
    dense({ units: 3, activation: "softmax" }),
  ]);
  const flat = network([
    embedding({ inputDim: 5, outputDim: 3, inputLength: 6 }),
    flatten(),
    dense({ units: 3, activation: "softmax" }),
  ]);
  for (const each of [model, flat]) {
    const found = await says("structure", subjectOf(each, words, fit));
    assert.deepEqual(
      found.filter(({ code }) => code === "linear-stack"),
      [],
    );
  }
});
