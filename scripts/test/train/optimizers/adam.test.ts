import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { Adam, type AdamOptions, adam } from "../../../../lib/train/optimizers/adam";

interface Case {
  name: string;
  options: { lr: number; betas?: [number, number]; amsgrad?: boolean; weight_decay?: number };
  start: number[][];
  gradients: number[][][];
  weights: number[][][];
}
const fixture = resolve(__dirname, "../../fixtures/optimizers.json");
const { cases } = JSON.parse(readFileSync(fixture, "utf8")) as { cases: Case[] };

function optionsOf({ options }: Case): AdamOptions {
  const { lr, betas: [beta1, beta2] = [0.9, 0.999], amsgrad, weight_decay } = options;
  return { learningRate: lr, beta1, beta2, epsilon: 1e-8, amsgrad, weightDecay: weight_decay };
}

const variablesOf = (values: number[][]) => values.map((value) => tf.variable<tf.Rank.R1>(tf.tensor1d(value)));

function step(optimizer: tf.Optimizer, variables: tf.Variable[], gradients: number[][]): void {
  const named = variables.map(({ name }, i) => ({ name, tensor: tf.tensor1d(gradients[i]) }));
  optimizer.applyGradients(named);
  tf.dispose(named.map(({ tensor }) => tensor));
}

/** Largest difference over all weights, relative to the weight. */
const distance = (variables: tf.Variable[], expected: number[][]) =>
  Math.max(
    ...variables.flatMap((v, i) =>
      [...v.dataSync()].map((x, j) => Math.abs(x - expected[i][j]) / Math.abs(expected[i][j])),
    ),
  );

for (const one of cases) {
  test(`${one.name} goes where PyTorch's goes, fed the same gradients`, () => {
    const variables = variablesOf(one.start);
    const optimizer = adam(optionsOf(one));
    one.gradients.forEach((gradients, i) => {
      step(optimizer, variables, gradients);
      assert.ok(distance(variables, one.weights[i]) < 5e-5, `step ${i + 1}: ${distance(variables, one.weights[i])}`);
    });
    optimizer.dispose();
    tf.dispose(variables);
  });
}

test("AMSGrad goes on dividing by the largest second moment when it falls", () => {
  const run = (amsgrad: boolean) => {
    const [variable] = variablesOf([[0]]);
    const optimizer = adam({ learningRate: 0.1, beta1: 0, beta2: 0.5, epsilon: 0, amsgrad });
    for (const gradient of [10, 0.1, 0.1]) step(optimizer, [variable], [[gradient]]);
    return variable.dataSync()[0];
  };
  // By hand: v is 50, 25.005, 12.5075; its largest stays 50.
  const by = (v: number[]) =>
    -[10, 0.1, 0.1].reduce((sum, g, i) => sum + (0.1 * Math.sqrt(1 - 0.5 ** (i + 1)) * g) / Math.sqrt(v[i]), 0);
  assert.ok(Math.abs(run(true) - by([50, 50, 50])) < 1e-6);
  assert.ok(Math.abs(run(false) - by([50, 25.005, 12.5075])) < 1e-6);
});

test("epsilon is added before the bias correction, as Keras does", () => {
  const [variable] = variablesOf([[0]]);
  step(adam({ learningRate: 1, epsilon: 1 }), [variable], [[1]]);
  // m = 0.1, v = 0.001; Keras: sqrt(0.001) / 0.1 * 0.1 / (sqrt(0.001) + 1)
  assert.ok(Math.abs(variable.dataSync()[0] + Math.sqrt(0.001) / (Math.sqrt(0.001) + 1)) < 1e-6);
});

test("clipNorm bounds each variable's gradient by itself", () => {
  const variables = variablesOf([[0, 0], [0]]);
  const optimizer = adam({ learningRate: 1, beta1: 0, beta2: 0, epsilon: 1e-3, clipNorm: 1e-3 });
  step(optimizer, variables, [[3, 4], [5e-4]]);
  const [x, y, z] = variables.flatMap((variable) => [...variable.dataSync()]);
  const moved = (gradient: number) => -gradient / (gradient + 1e-3);
  assert.ok(Math.abs(x - moved(6e-4)) < 1e-5 && Math.abs(y - moved(8e-4)) < 1e-5, `${x} ${y}`);
  assert.ok(Math.abs(z - moved(5e-4)) < 1e-5, `${z}`);
});

test("a gradient of nothing is not divided by its norm", () => {
  const [variable] = variablesOf([[1]]);
  step(adam({ learningRate: 1, clipNorm: 1 }), [variable], [[0]]);
  assert.equal(variable.dataSync()[0], 1);
});

test("moments, step count and rate come back through getWeights, setWeights and config", async () => {
  const one = cases.find(({ name }) => name === "amsgrad")!;
  const [first, second] = [variablesOf(one.start), variablesOf(one.start)];
  const before = adam(optionsOf(one));
  for (const gradients of one.gradients.slice(0, 30)) step(before, first, gradients);

  const after = Adam.fromConfig<Adam>(Adam as never, before.getConfig());
  second.forEach((variable, i) => variable.assign(first[i]));
  await after.setWeights(await before.getWeights());
  for (const gradients of one.gradients.slice(30)) {
    step(before, first, gradients);
    step(after, second, gradients);
  }
  first.forEach((variable, i) => assert.deepEqual(variable.dataSync(), second[i].dataSync()));
  await assert.rejects(after.setWeights((await before.getWeights()).slice(1)), /step count and 3 of each variable/);
});

test("nothing is left behind after dispose", () => {
  const variables = variablesOf([[1, 2], [3]]);
  const before = tf.memory().numTensors;
  const optimizer = adam({ learningRate: 0.1, amsgrad: true, weightDecay: 0.1, clipNorm: 1 });
  step(optimizer, variables, [[1, 2], [3]]);
  const kept = tf.memory().numTensors;
  for (let i = 0; i < 3; i++) step(optimizer, variables, [[1, 2], [3]]);
  assert.equal(tf.memory().numTensors, kept);
  optimizer.dispose();
  assert.equal(tf.memory().numTensors, before);
});

test("options out of range are refused by name", () => {
  assert.throws(() => adam({ learningRate: 1, beta1: 1 }), /beta1 in \[0, 1\), found 1/);
  assert.throws(() => adam({ learningRate: 1, clipNorm: 0 }), /clipNorm above 0/);
});
