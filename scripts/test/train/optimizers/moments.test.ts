import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { InputError } from "../../../../lib/data";
import { Adam, isPlateauOptimizer, type MomentOptimizer, optimizerOf, Sgd } from "../../../../lib/train/optimizers";

const variablesOf = (...values: number[][]) => values.map((value) => tf.variable<tf.Rank.R1>(tf.tensor1d(value)));

function step(optimizer: tf.Optimizer, variables: tf.Variable[], gradients: number[][]): void {
  const named = variables.map(({ name }, i) => ({ name, tensor: tf.tensor1d(gradients[i]) }));
  optimizer.applyGradients(named);
  tf.dispose(named.map(({ tensor }) => tensor));
}
const read = (tensors: tf.Tensor[]) => tensors.map((tensor) => [...tensor.dataSync()]);

const makes: [string, () => MomentOptimizer][] = [
  ["adam", () => new Adam({ learningRate: 0.1, amsgrad: true, weightDecay: 0.01 })],
  ["sgd with momentum", () => new Sgd({ learningRate: 0.1, momentum: 0.9 })],
  ["plain sgd", () => new Sgd({ learningRate: 0.1 })],
];

for (const backend of ["tensorflow", "cpu"]) {
  for (const [name, make] of makes) {
    test(`${name} goes on from its weights as if never stopped, on ${backend}`, async () => {
      await tf.setBackend(backend);
      const [there, here] = [variablesOf([1, 2], [3]), variablesOf([1, 2], [3])];
      const before = make();
      for (let i = 0; i < 3; i++) step(before, there, [[1, -2], [0.5]]);
      here.forEach((variable, i) => variable.assign(there[i]));
      const after = make();
      const saved = await before.getWeights();
      await after.setWeights(saved);
      // Saved again before its first step, nothing is lost.
      assert.deepEqual(read((await after.getWeights()).map(({ tensor }) => tensor)), read(saved.map((w) => w.tensor)));
      for (const gradients of [
        [[3, 1], [-1]],
        [[0, 1], [2]],
      ]) {
        step(before, there, gradients);
        step(after, here, gradients);
      }
      assert.deepEqual(read(here), read(there));
      tf.dispose([there, here]);
      before.dispose();
      after.dispose();
      await tf.setBackend("tensorflow");
    });
  }
}

test("what getWeights answered stays as it was while training goes on", async () => {
  const variables = variablesOf([1, 2]);
  const optimizer = new Sgd({ learningRate: 0.1, momentum: 0.5 });
  step(optimizer, variables, [[1, 2]]);
  const [, momentum] = await optimizer.getWeights();
  step(optimizer, variables, [[1, 2]]);
  assert.deepEqual([...momentum.tensor.dataSync()], [1, 2]);
  assert.deepEqual(read(optimizer.momentsOf(variables[0])), [[1.5, 3]]);
});

test("moments come and go by variable, and steps are counted from where one says", () => {
  const [variable] = variablesOf([1, 2]);
  const optimizer = new Adam({ learningRate: 0.1 });
  assert.deepEqual(optimizer.momentNames, ["m", "v"]);
  const zeros = optimizer.momentsOf(variable);
  assert.deepEqual(read(zeros), [
    [0, 0],
    [0, 0],
  ]);
  const moments = [tf.tensor1d([1, 2]), tf.tensor1d([4, 9])];
  optimizer.setMomentsOf(variable, moments);
  tf.dispose(moments);
  optimizer.setIterations(1e6); // no bias is left
  step(optimizer, [variable], [[1, 2]]);
  const [x, y] = variable.dataSync();
  assert.ok(Math.abs(x - (1 - 0.1 / Math.sqrt(4 - 0.003))) < 1e-6, `${x}`);
  assert.ok(Math.abs(y - (2 - 0.2 / Math.sqrt(9 - 0.005))) < 1e-6, `${y}`);
  assert.equal(optimizer.iterations, 1e6 + 1);
});

test("momentum that comes in later, by setting it or with weights that have it, starts at zero", async () => {
  const [here, there] = variablesOf([1], [1]);
  const plain = new Sgd({ learningRate: 0.1 });
  step(plain, [here], [[1]]);
  assert.deepEqual(plain.momentNames, []);
  plain.momentum = 0.9;
  assert.deepEqual(read((await plain.getWeights()).map(({ tensor }) => tensor)), [[1], [0]]);
  step(plain, [here], [[1]]);
  step(plain, [here], [[1]]);
  assert.ok(Math.abs(here.dataSync()[0] - (1 - 0.1 - 0.1 - 0.19)) < 1e-6);
  const resumed = new Sgd({ learningRate: 0.1 });
  await resumed.setWeights(await plain.getWeights());
  there.assign(here);
  resumed.momentum = 0.9;
  step(plain, [here], [[1]]);
  step(resumed, [there], [[1]]);
  assert.deepEqual(there.dataSync(), here.dataSync());
});

test("a factor of 0 leaves a variable where it is, and others go on as before", () => {
  const variables = variablesOf([1], [1], [1]);
  const optimizer = new Adam({ learningRate: 0.1, weightDecay: 0.1 });
  optimizer.setRateScales(
    new Map([
      [variables[0].name, 0],
      [variables[1].name, 0.5],
    ]),
  );
  step(optimizer, variables, [[1], [1], [1]]);
  const moved = variables.map((variable) => 1 - variable.dataSync()[0]);
  assert.equal(moved[0], 0);
  assert.ok(Math.abs(moved[2] - 0.11) < 1e-6 && Math.abs(moved[1] - 0.055) < 1e-6, `${moved.join()}`);
  assert.throws(() => optimizer.setRateScales(new Map([["dense/kernel", -1]])), /dense\/kernel's rate.*found -1/);
});

test("settings say what an optimizer was built with; tfjs's own has none", () => {
  const optimizer = optimizerOf({ name: "adam", learningRate: 0.1, amsgrad: true, globalClipNorm: 2 });
  const { settings } = optimizer;
  assert.deepEqual(JSON.parse(JSON.stringify(settings)), {
    kind: "adam",
    learningRate: 0.1,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
    weightDecay: 0,
    amsgrad: true,
    globalClipNorm: 2,
  });
  optimizer.momentum = 0.8;
  assert.equal(Adam.fromConfig<Adam>(Adam as never, optimizer.getConfig()).momentum, 0.8);
  assert.ok(isPlateauOptimizer(optimizer) && !isPlateauOptimizer(tf.train.adam()));
});

test("one kind of clipping at most, as in Keras, and options in range", () => {
  assert.throws(() => new Sgd({ learningRate: 1, clipNorm: 1, clipValue: 1 }), InputError);
  assert.throws(
    () => new Sgd({ learningRate: 1, clipNorm: 1, clipValue: 1 }),
    /at most one of .* for sgd, found clipNorm, clipValue/,
  );
  assert.throws(() => new Sgd({ learningRate: 1, momentum: 1 }), /sgd's momentum in \[0, 1\), found 1/);
  assert.throws(() => new Adam({ learningRate: 1, clipValue: -1 }), /adam's clipValue above 0, found -1/);
  assert.throws(() => (new Adam({ learningRate: 1 }).momentum = 1), /adam's beta1 in \[0, 1\), found 1/);
});

test("wrong weights are refused, and say what was expected", async () => {
  const adam = new Adam({ learningRate: 1 });
  const weights = [{ name: "iter", tensor: tf.scalar(1, "int32") }];
  await assert.rejects(adam.setWeights([]), /step count and 2 of each variable, found 0/);
  await assert.rejects(adam.setWeights([...weights, ...weights]), /step count and 2 of each variable, found 2/);
});
