import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../../lib/data/random";
import { Examination, remedyNamed, subjectOf } from "../../../lib/diagnose";
import { disposeTreated } from "../../../lib/diagnose/changed-subject";
import type { Suspicion } from "../../../lib/diagnose/check";
import { tf } from "../../../lib/engine";
import type { Subject, SubjectData } from "../../../lib/train";
import { says } from "./one-check";

type Layers = tf.layers.Layer[];

const { dense } = tf.layers;
const fit = { batchSize: 20, epochs: 2 };

/** Three clouds of points in four dimensions, told apart with ease; the class one-hot, or as a number from `first` on. */
function clouds(rows: number, seed: number, first?: number): SubjectData {
  const random = new Random(seed);
  const labels = Array.from({ length: rows }, () => random.integer(3));
  const x = tf.tensor2d(labels.map((label) => [0, 1, 2, 3].map((axis) => random.normal() + (axis === label ? 3 : 0))));
  return { x, y: first === undefined ? oneHot(labels) : tf.tensor2d(labels.map((label) => [label + first])) };
}

const oneHot = (labels: number[]): tf.Tensor =>
  tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), 3), "float32"));

function subject(
  layers: Layers,
  { optimizer = tf.train.adam(0.01) as tf.Optimizer, loss = "categoricalCrossentropy" } = {},
) {
  return (data: SubjectData, validation?: SubjectData): Subject => {
    const model = tf.sequential({ layers });
    model.compile({ optimizer, loss });
    return subjectOf(model, data, fit, validation);
  };
}

const codes = (suspicions: Suspicion[]): string[] => suspicions.map(({ code }) => code);
const softmax = (options = {}) => dense({ units: 3, activation: "softmax", ...options });

test("one linear layer among others may be meant, a network of linear layers is none", async () => {
  const first = (activation?: "relu") => dense({ units: 8, inputShape: [4], ...(activation && { activation }) });
  const bottleneck = subject([first("relu"), dense({ units: 8, activation: "relu" }), dense({ units: 4 }), softmax()]);
  const linear = subject([first(), dense({ units: 8 }), softmax()]);
  const [one] = await says("structure", bottleneck(clouds(60, 1)));
  const [all] = await says("structure", linear(clouds(60, 1)));
  assert.equal(one.code, "linear-stack");
  assert.equal(all.code, "linear-stack");
  assert.ok(one.likelihood < 0.4 && all.likelihood > 0.6);
});

test("softmax on a hidden layer is seen, and sigmoid upon sigmoid", async () => {
  const layers = (activation: "softmax" | "sigmoid") =>
    [4, 8, 8].map((_, i) => dense({ units: 8, activation, ...(i === 0 && { inputShape: [4] }) }));
  for (const activation of ["softmax", "sigmoid"] as const) {
    const found = await says("structure", subject([...layers(activation), softmax()])(clouds(60, 1)));
    assert.ok(codes(found).includes("gradient-vanishing"), activation);
  }
});

test("Adadelta at 0.001 stands still, and at 1 it is as its authors have it", async () => {
  const at = (rate?: number) =>
    subject([softmax({ inputShape: [4] })], { optimizer: tf.train.adadelta(rate) })(clouds(60, 1));
  assert.deepEqual(codes(await says("settings", at())), ["rate-too-low"]);
  assert.deepEqual(codes(await says("settings", at(1))), []);
});

test("classes counted from one are the labels' fault before they are the head's", async () => {
  const given = subject([softmax({ inputShape: [4] })], { loss: "sparseCategoricalCrossentropy" });
  const [labels] = await says("labels", given(clouds(60, 1, 1)));
  const [head] = await says("output-head", given(clouds(60, 1, 1)));
  assert.equal(labels.code, "labels-corrupt");
  assert.ok(labels.likelihood > (head?.likelihood ?? 0));
  assert.deepEqual(codes(await says("labels", given(clouds(60, 1, 0)))), []);
});

test("a last part batch that is left out is a note, half of the rows left out is not", async () => {
  const given = subject([softmax({ inputShape: [4] })])(clouds(65, 1), clouds(65, 2));
  const standing = async (stepsPerEpoch: number) =>
    (await says("coverage", { ...given, fit: { ...fit, stepsPerEpoch } })).map((found) => found.standing);
  assert.deepEqual(await standing(3), ["note"]);
  assert.deepEqual(await standing(1), ["suspect"]);
});

test("a file sorted by class and cut in two is seen by the classes that are never trained", async () => {
  const part = (labels: number[], seed: number) => ({
    x: tf.randomNormal([labels.length, 4], 0, 1, "float32", seed),
    y: oneHot(labels),
  });
  const given = subject([softmax({ inputShape: [4] })]);
  const cut = given(
    part(Array<number>(60).fill(0), 1),
    part([...Array<number>(30).fill(1), ...Array<number>(30).fill(2)], 2),
  );
  assert.ok(codes(await says("splits", cut)).includes("train-valid-shift"));
  assert.deepEqual(codes(await says("splits", given(clouds(60, 1), clouds(60, 2)))), []);
});

test("labels of other rows are told in training and in validation alone, good ones are not accused", async () => {
  const outOfStep = ({ x, y }: SubjectData): SubjectData => {
    const rows = x.shape[0];
    const order = new Random(5).shuffle(Array.from({ length: rows }, (_, row) => row));
    return { x, y: tf.tidy(() => tf.gather(y as tf.Tensor, order)) };
  };
  // From zero, and at this rate, nothing is learned, whatever the labels are.
  const zeros = softmax({ inputShape: [4], kernelInitializer: "zeros" });
  const given = subject([zeros], { optimizer: tf.train.sgd(1e-9) });
  const [train, valid] = [clouds(200, 1), clouds(150, 2)];
  assert.deepEqual(codes(await says("neighbours", given(train, valid))), []);
  assert.deepEqual(codes(await says("neighbours", given(outOfStep(train), valid))), ["labels-unaligned"]);
  const [found] = await says("neighbours", given(train, outOfStep(valid)));
  assert.equal(found.code, "labels-unaligned");
  assert.match(found.says, /validation labels/);
});

test("numbers for a loss of classes are named beside a softmax over one unit", async () => {
  const yesNo = tf.tensor2d(Array.from({ length: 60 }, (_, row) => [row % 2]));
  const given = (loss: string) =>
    subject([dense({ units: 1, activation: "softmax", inputShape: [4] })], { loss })({
      x: tf.randomNormal([60, 4], 0, 1, "float32", 3),
      y: yesNo,
    });
  assert.deepEqual(codes(await says("output-head", given("meanAbsoluteError"))), [
    "single-unit-softmax",
    "loss-unsuitable",
  ]);
  assert.deepEqual(codes(await says("output-head", given("binaryCrossentropy"))), ["single-unit-softmax"]);
});

test("rows are measured by what they count: weights change the gradients, and what is learned by heart", async () => {
  const data = clouds(60, 1);
  const model = tf.sequential({ layers: [dense({ units: 3, activation: "softmax", inputShape: [4] })] });
  model.compile({ optimizer: tf.train.adam(0.05), loss: "categoricalCrossentropy" });
  const measured = async (classWeight?: Record<number, number>) => {
    const examination = new Examination(subjectOf(model, data, { ...fit, classWeight }));
    const { gradients } = examination.start;
    const { heads } = await examination.oneBatch();
    examination.dispose();
    return { gradient: Object.values(gradients)[0].gradient, quality: Object.values(heads)[0].quality };
  };
  const plain = await measured();
  const none = await measured({ 0: 0, 1: 0, 2: 0 });
  const double = await measured({ 0: 2, 1: 2, 2: 2 });
  assert.ok(Math.abs(double.gradient / plain.gradient - 2) < 1e-4);
  assert.equal(none.gradient, 0);
  assert.ok(plain.quality > none.quality);
  tf.dispose([data.x, data.y as tf.Tensor]);
});

test("a trained head's loss hangs on its input, a constant head's does not; noise is told from signal", async () => {
  const data = clouds(240, 1);
  const noise: SubjectData = { x: data.x, y: oneHot(Array.from({ length: 240 }, (_, i) => i % 3)) };
  const measured = async (given: SubjectData, layer: tf.layers.Layer, rate = 0.05) => {
    const model = tf.sequential({ layers: [layer] });
    model.compile({ optimizer: tf.train.sgd(rate), loss: "categoricalCrossentropy" });
    const examination = new Examination(subjectOf(model, given, { batchSize: 20, epochs: 20 }));
    await examination.run();
    const [start, end] = [examination.start, (await examination.end())!];
    examination.dispose();
    return { start, end: Object.values(end.heads)[0] };
  };
  const learned = await measured(data, softmax({ inputShape: [4] }));
  assert.ok(learned.end.shuffledLoss > 2 * learned.end.loss && learned.end.zeroedLoss > 2 * learned.end.loss);
  const blind = await measured(data, softmax({ inputShape: [4], kernelInitializer: "zeros" }), 1e-9);
  assert.ok(Math.abs(blind.end.shuffledLoss - blind.end.loss) < 1e-6 && Math.abs(blind.end.loss - Math.log(3)) < 1e-6);
  const random = await measured(noise, softmax({ inputShape: [4] }));
  assert.ok(
    learned.start.noiseScale < random.start.noiseScale,
    `${learned.start.noiseScale}, ${random.start.noiseScale}`,
  );
  tf.dispose([data.x, data.y as tf.Tensor, noise.y as tf.Tensor]);
});

test("labels that go with their own split's rows, but not with the other's, tell of a shift and not of wrong labels", async () => {
  const [train, valid] = [clouds(200, 1), clouds(200, 2)];
  const turned: SubjectData = { ...valid, x: tf.reverse(valid.x, 1) };
  const shuffled: SubjectData = { ...valid, y: tf.reverse(valid.y as tf.Tensor, 0) };
  // The class that is not on an axis of its own any more.
  const without = subject([softmax({ inputShape: [4], kernelInitializer: "zeros", trainable: true })], {
    optimizer: tf.train.sgd(1e-9),
  });
  const [[shift], [unaligned]] = [
    await says("neighbours", without(train, turned)),
    await says("neighbours", without(train, shuffled)),
  ];
  assert.equal(shift?.code, "train-valid-shift");
  assert.equal(unaligned?.code, "labels-unaligned");
});

test("rows of continuous numbers are copies where they repeat; rows of yes and no may repeat by themselves", async () => {
  const continuous = clouds(100, 1);
  const twice = (x: tf.Tensor) => tf.concat([x, x]);
  const copies: SubjectData = { x: twice(continuous.x), y: twice(continuous.y as tf.Tensor) };
  const model = subject([softmax({ inputShape: [4] })]);
  const [copied] = await says("splits", model(copies, continuous));
  assert.equal(copied.standing, "suspect");
  const binary = (seed: number): SubjectData => {
    const data = clouds(100, seed);
    return { ...data, x: tf.cast(tf.greater(data.x, 1), "float32") };
  };
  const [natural] = await says("splits", model(binary(1), binary(2)));
  assert.equal(natural.code, "train-valid-overlap");
  assert.equal(natural.standing, "note");
});

test("momentum of 1 stands whatever comes of it; hinge over 0 and 1, and a cosine of single numbers, are told", async () => {
  const rmsprop = subject([softmax({ inputShape: [4] })], { optimizer: tf.train.rmsprop(0.003, 0.9, 1) });
  const [setting] = await says("settings", rmsprop(clouds(60, 1)));
  assert.equal(setting.code, "optimizer-setting");
  assert.ok(setting.likelihood > 0.9);
  const { x, y } = clouds(60, 1);
  const first = tf.slice(y as tf.Tensor, [0, 0], [60, 1]);
  const one = (activation: "sigmoid" | "linear", loss: string) =>
    subject([dense({ units: 1, inputShape: [4], activation })], { loss });
  assert.deepEqual(codes(await says("output-head", one("sigmoid", "hinge")({ x, y: first }))), ["loss-unsuitable"]);
  const numbers = tf.slice(x as tf.Tensor2D, [0, 0], [60, 1]);
  assert.deepEqual(codes(await says("output-head", one("linear", "cosineProximity")({ x, y: numbers }))), [
    "loss-unsuitable",
  ]);
});

test("one answer to all rows is no learning, though its class be commoner among the scored rows than in training", async () => {
  const random = new Random(5);
  const binary = (share: number): SubjectData => {
    const labels = Array.from({ length: 300 }, () => (random.float() < share ? 1 : 0));
    return { x: tf.tensor2d(labels.map(() => [random.normal()])), y: tf.tensor2d(labels.map((label) => [label])) };
  };
  const zeros = { kernelInitializer: "zeros", biasInitializer: tf.initializers.constant({ value: 3 }) } as const;
  const always = subject([dense({ units: 1, inputShape: [1], activation: "sigmoid", ...zeros })], {
    optimizer: tf.train.sgd(1e-9),
    loss: "binaryCrossentropy",
  });
  const examination = new Examination(always(binary(0.3), binary(0.7)));
  const [head] = Object.values((await examination.run()).heads);
  assert.ok(head.score.accuracy > 0.6 && head.score.majority < 0.4);
  assert.equal(head.learns, false);
  examination.dispose();
});

test("inputs of 0 and -0 alone are constant", async () => {
  const { y } = clouds(60, 1);
  const x = tf.tensor2d(
    Array.from({ length: 240 }, (_, i) => (i % 3 === 0 ? -0 : 0)),
    [60, 4],
  );
  const [found] = await says("input-values", subject([softmax({ inputShape: [4] })])({ x, y }));
  assert.deepEqual([found.code, found.standing], ["input-constant", "cause"]);
});

test("a table of which one column dwarfs most others is not of order one", async () => {
  const given = clouds(60, 1);
  const of = async (scales: number[]) =>
    codes(await says("input-scale", subject([softmax({ inputShape: [4] })])({ ...given, x: given.x.mul(scales) })));
  assert.deepEqual(await of([1, 1e-4, 1e-4, 1e-5]), ["input-overscaled"]);
  assert.deepEqual(await of([1, 1, 1, 1e-5]), [], "one small column is left to the others");
});

test("two label values that are not 0 and 1 are a matter of form, and are mended", async () => {
  const { x } = clouds(60, 1);
  const y = tf.tensor2d(Array.from({ length: 60 }, (_, row) => [row % 2 === 0 ? 0 : 255]));
  const sigmoid = [dense({ units: 1, activation: "sigmoid", inputShape: [4] })];
  const given = subject(sigmoid, { loss: "binaryCrossentropy" })({ x, y });
  const [found] = await says("labels", given);
  assert.equal(found.code, "labels-format");
  assert.match(found.says, /the labels are 0 and 255/);
  assert.deepEqual(await says("output-head", given), []);
  const examination = new Examination(given);
  const treated = await remedyNamed("labels in the loss's form")!.apply(given, examination, found);
  assert.deepEqual(Array.from((treated.data.y as tf.Tensor).dataSync().slice(0, 4)), [0, 1, 0, 1]);
  disposeTreated(treated);
  examination.dispose();
});

test("a loss that holds every answer against every target is heard to mix rows, one of its own kind is not", async () => {
  const allPairs = (target: tf.Tensor, answer: tf.Tensor) => tf.mean(tf.square(tf.sub(tf.transpose(target), answer)));
  const rowByRow = (target: tf.Tensor, answer: tf.Tensor) => tf.mean(tf.square(tf.sub(target, answer)));
  const { x } = clouds(60, 1);
  const y = tf.tensor2d(Array.from({ length: 60 }, (_, row) => [row / 60]));
  const of = async (loss: typeof allPairs) => {
    const model = tf.sequential({ layers: [dense({ units: 1, inputShape: [4] })] });
    model.compile({ optimizer: "sgd", loss });
    return codes(await says("loss-function", subjectOf(model, { x, y }, fit)));
  };
  assert.deepEqual(await of(allPairs), ["loss-unsuitable"]);
  assert.deepEqual(await of(rowByRow), []);
});

test("heads that have their last weights in common are in conflict, whatever their gradients do at the start", async () => {
  const input = tf.input({ shape: [4] });
  const last = dense({ units: 1, name: "last" }).apply(dense({ units: 8, activation: "relu" }).apply(input));
  const named = (name: string) => tf.layers.activation({ activation: "linear", name }).apply(last) as tf.SymbolicTensor;
  const model = tf.model({ inputs: input, outputs: [named("up"), named("down")] });
  model.compile({ optimizer: tf.train.adam(0.01), loss: ["meanSquaredError", "meanSquaredError"] });
  const { x } = clouds(60, 1);
  const up = tf.tensor2d(Array.from({ length: 60 }, (_, row) => [row % 2]));
  const found = await says("tasks", subjectOf(model, { x, y: [up, tf.neg(up)] }, fit));
  assert.ok(found.some(({ code, layer }) => code === "task-conflict" && layer === "last"));
});
