import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { buildModel, type ModelSpec } from "../../../../lib/model";
import { GraphStep } from "../../../../lib/train/graph";
import { hasBfloat16 } from "../../../../lib/train/graph/bfloat16";
import { headLoss } from "../../../../lib/train/losses";
import { Objective } from "../../../../lib/train/objective";
import { type Adam, type OptimizerSpec, optimizerOf, type Sgd } from "../../../../lib/train/optimizers";
import type { Program } from "../../../../lib/train/program";
import { type Step, tapeStep } from "../../../../lib/train/step";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";

const temporary = temporaryFolder();

const heads = { style: 4, painter: 3 };
const kinds = { style: { kind: "classes", classes: 4 }, painter: { kind: "classes", classes: 3 } } as const;

function compiled(spec: Partial<ModelSpec>, optimizer: OptimizerSpec): tf.LayersModel {
  const model = buildModel({ heads, imageSize: 32, width: 1 / 16, seed: 5, ...spec });
  model.compile({ optimizer: optimizerOf(optimizer), loss: { style: headLoss(), painter: headLoss({ weight: 0.5 }) } });
  return model;
}

function batch(rows: number, seed: number) {
  const labels = (classes: number) =>
    tf.tidy(() => tf.oneHot(tf.randomUniform([rows], 0, classes, "int32", seed + classes), classes).cast("float32"));
  return {
    x: tf.randomNormal([rows, 32, 32, 3], 0, 1, "float32", seed) as tf.Tensor,
    y: { style: labels(4), painter: labels(3) } as Record<string, tf.Tensor>,
    rows: Array.from({ length: rows }, (_, i) => i),
    dispose() {
      tf.dispose([this.x, this.y]);
    },
  };
}

/**
 * But for biases before a batch normalisation, and the means that it takes away again: the gradients of such biases are
 * rounding, of which Adam makes whole steps.
 */
const weightsOf = (model: tf.LayersModel, { name }: OptimizerSpec) =>
  model.weights
    .filter(({ name: weight }) => !(name === "adam" && isNormalised(model) && /conv\d\/bias|moving_mean/.test(weight)))
    .map((weight) => [...weight.read().dataSync()]);
const isNormalised = (model: tf.LayersModel) => model.layers.some((layer) => layer.name.endsWith("_bn"));

/** Trains a few batches, the last of another size. @returns weights, measures and the optimizer's own weights */
async function trained(spec: Partial<ModelSpec>, optimizer: OptimizerSpec, kind: "graph" | "tape") {
  const model = compiled(spec, optimizer);
  const objective = new Objective(model, kinds);
  const own = model.optimizer as Adam | Sgd;
  const step: Step = kind === "graph" ? new GraphStep(model, objective, own) : tapeStep(model, objective);
  const measures = [6, 6, 6, 4, 6].map((rows, i) => {
    const some = batch(rows, i + 1);
    own.learningRate *= 0.9;
    const measured = step.run(some);
    some.dispose();
    const values = [...measured.dataSync()];
    measured.dispose();
    return values;
  });
  await step.sync?.();
  const moments = (await own.getWeights()).map(({ tensor }) => [...tensor.dataSync()]);
  const weights = weightsOf(model, optimizer);
  step.dispose();
  own.dispose();
  model.dispose();
  return { weights, measures, moments };
}

/** The largest difference, as a share of the largest number. */
function difference(found: number[][], expected: number[][]): number {
  assert.deepEqual(
    found.map(({ length }) => length),
    expected.map(({ length }) => length),
  );
  return Math.max(
    ...found.map((values, i) => {
      const largest = Math.max(...expected[i].map(Math.abs));
      return Math.max(...values.map((value, j) => Math.abs(value - expected[i][j]))) / Math.max(largest, 1e-2); // numbers under that are rounding
    }),
  );
}

const adam = { name: "adam", learningRate: 1e-3 } as const;
const cases: [what: string, spec: Partial<ModelSpec>, optimizer: OptimizerSpec][] = [
  ["the question's network, Adam", { kernelInitializer: "heNormal" }, adam],
  [
    "batch normalisation, leaky relu, dropout, AdamW",
    { kernelInitializer: "heNormal", activation: "leakyReLU", batchNormalization: true, dropout: 0.3 },
    { ...adam, weightDecay: 0.1 },
  ],
  [
    "prelu, clipped AMSGrad",
    { kernelInitializer: "heNormal", activation: "prelu", bottleneckActivation: "tanh" },
    { ...adam, amsgrad: true, clipNorm: 0.5 },
  ],
  [
    "batch normalisation, SGD",
    { kernelInitializer: "heNormal", batchNormalization: true },
    { name: "sgd", learningRate: 0.01 },
  ],
  [
    "SGD with Nesterov's momentum, decay and a common norm",
    { kernelInitializer: "heNormal" },
    { name: "sgd", learningRate: 0.01, momentum: 0.9, nesterov: true, weightDecay: 0.01, globalClipNorm: 0.5 },
  ],
];

for (const [what, spec, optimizer] of cases) {
  test(`a graph learns what the tape does: ${what}`, async () => {
    const before = tf.memory().numTensors;
    const graph = await trained(spec, optimizer, "graph");
    const tape = await trained(spec, optimizer, "tape");
    assert.ok(
      difference(graph.measures, tape.measures) < 1e-4,
      `measures ${difference(graph.measures, tape.measures)}`,
    );
    assert.ok(difference(graph.weights, tape.weights) < 1e-4, `weights ${difference(graph.weights, tape.weights)}`);
    const apart = difference(graph.moments, tape.moments);
    assert.ok(apart < 2e-3, `moments ${apart}`);
    const again = await trained(spec, optimizer, "graph");
    assert.deepEqual(again, graph);
    assert.equal(tf.memory().numTensors, before);
  });
}

test("an optimizer set back goes on from there, whoever read it in between", async () => {
  const model = compiled({ kernelInitializer: "heNormal" }, adam);
  const own = model.optimizer as Adam;
  const step = new GraphStep(model, new Objective(model, kinds), own);
  const some = batch(6, 1);
  const learn = () => step.run(some).dispose();
  const moments = async () => (await own.getWeights()).map(({ tensor }) => [...tensor.dataSync()]);
  learn();
  step.sync();
  const weights = model.getWeights().map((weight) => weight.clone());
  const kept = (await own.getWeights()).map(({ name, tensor }) => ({ name, tensor: tensor.clone() }));
  learn();
  const before = await moments();
  learn();
  step.sync();
  model.setWeights(weights);
  await own.setWeights(kept);
  step.reload();
  learn();
  assert.deepEqual(await moments(), before);
  step.dispose();
  assert.deepEqual(await moments(), before);
  tf.dispose([some.x, some.y, weights, kept.map(({ tensor }) => tensor)]);
  own.dispose();
  model.dispose();
});

test("weights that somebody sets are taken over, the others stay as learned; nothing is left in the engine", () => {
  const binding = tf.backend() as unknown as { binding: { getNumOfSavedModels(): number } };
  const model = compiled({ kernelInitializer: "heNormal" }, adam);
  const step = new GraphStep(model, new Objective(model, kinds), model.optimizer as Adam);
  const some = batch(6, 1);
  step.run(some).dispose();
  const bias = model.getLayer("style").getWeights()[1];
  tf.tidy(() => model.getLayer("style").setWeights([model.getLayer("style").getWeights()[0], tf.fill(bias.shape, 7)]));
  const before = [...model.getLayer("bottleneck").getWeights()[0].dataSync()];
  step.run(some).dispose();
  step.sync();
  assert.ok(
    model
      .getLayer("style")
      .getWeights()[1]
      .dataSync()
      .every((value) => Math.abs(value - 7) < 0.01),
  );
  assert.notDeepEqual([...model.getLayer("bottleneck").getWeights()[0].dataSync()], before);
  assert.equal(binding.binding.getNumOfSavedModels(), 1);
  step.dispose();
  assert.equal(binding.binding.getNumOfSavedModels(), 0);
  some.dispose();
  model.optimizer.dispose();
  model.dispose();
});

test("bfloat16 learns nearly the same, and is refused where the processor has none", async () => {
  const plain = join(temporary, "cpuinfo");
  writeFileSync(plain, "flags : fma avx2 avx512f\n");
  assert.equal(hasBfloat16(plain), false);
  writeFileSync(plain, "flags : avx512f avx512_bf16 amx_tile\n");
  assert.equal(hasBfloat16(plain), true);
  const data = await tinyDataset(temporary);
  const run = (precision: Program["precision"]) =>
    train({ ...tinyProgram(data, { epochs: 2, batchSize: 48 }), precision });
  if (!hasBfloat16()) return assert.rejects(run("bfloat16"), /expected "float32", found "bfloat16"/);
  const [exact, rounded] = [await run("float32"), await run("bfloat16")];
  const losses = [exact, rounded].map(({ history }) => history.map(({ training }) => training.loss));
  assert.notDeepEqual(losses[1], losses[0]);
  // Of its one batch, before anything is learned; after that they go ways of their own.
  const apart = Math.abs(losses[1][0] / losses[0][0] - 1);
  assert.ok(apart < 0.01, `losses of the first batch ${apart}`);
  exact.model.dispose();
  rounded.model.dispose();
});
