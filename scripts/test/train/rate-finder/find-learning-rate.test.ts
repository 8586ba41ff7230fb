import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import type { Progress } from "../../../../lib/data";
import { findLearningRate, type FindLearningRateOptions } from "../../../../lib/train/rate-finder";
import type { Subject } from "../../../../lib/train/subject";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";
import { tinyModel, tinySubject } from "../tiny-subject";

const folder = temporaryFolder();
const values = (tensors: tf.Tensor[]) => tensors.map((tensor) => [...tensor.dataSync()]);
const suggestions = ({ valley, steepest, minimum }: Awaited<ReturnType<typeof findLearningRate>>) => [
  valley,
  steepest,
  minimum,
];

test("a hundred rates from 1e-7 to 10, stopped where the loss diverges; suggestions on the way down", async () => {
  const found = await findLearningRate(tinySubject({ optimizer: () => tf.train.sgd(0.01), fit: { batchSize: 60 } }));
  const { rates, losses, minimum, valley, steepest } = found;
  assert.equal(rates[0], 1e-7);
  const factor = (10 / 1e-7) ** (1 / 99);
  rates.slice(1).forEach((rate, i) => assert.ok(Math.abs(rate / rates[i] / factor - 1) < 1e-9));
  assert.equal(losses.length, rates.length);
  const least = losses.indexOf(Math.min(...losses));
  assert.equal(minimum, rates[least] / 10);
  for (const rate of [valley, steepest]) assert.ok(rate > 1e-4 && rate < rates[least], `${rate}`);
  assert.equal(found.doubt, undefined);
});

/** The loss of a line, by full batches: what SGD does to it is known to the last digit. */
function lineSubject(rows = 8): Subject & { model: tf.LayersModel; optimizer: tf.Optimizer } {
  const x = tf.linspace(-1, 1, rows).reshape([rows, 1]);
  const optimizer = tf.train.adam(0.3);
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], kernelInitializer: "zeros" })] });
  model.compile({ optimizer, loss: "meanSquaredError" });
  return {
    name: "line",
    build: () => model,
    data: { x, y: x.mul(3) },
    fit: { batchSize: rows, epochs: 5 },
    model,
    optimizer,
  };
}

test("losses are smoothed with their bias corrected; it stops at four times the least", async () => {
  const subject = { ...lineSubject(), build: () => sgdLine() };
  const sgdLine = () => {
    const model = tf.sequential({
      layers: [tf.layers.dense({ units: 1, inputShape: [1], useBias: false, kernelInitializer: "zeros" })],
    });
    model.compile({ optimizer: tf.train.sgd(1), loss: "meanSquaredError" });
    return model;
  };
  const { rates, losses, stopped } = await findLearningRate(subject, { startLr: 1e-2, endLr: 1e4, numIt: 60 });
  const xx = tf.tidy(() => subject.data.x.square().mean().dataSync()[0]);
  let [weight, average] = [0, 0];
  losses.forEach((loss, i) => {
    average = 0.98 * average + 0.02 * xx * (3 - weight) ** 2;
    assert.ok(Math.abs(average / (1 - 0.98 ** (i + 1)) / loss - 1) < 1e-3, `step ${i}`);
    weight += 2 * rates[i] * xx * (3 - weight);
  });
  assert.equal(stopped, "diverged");
  const least = Math.min(...losses);
  assert.ok(losses.at(-1)! > 4 * least && losses.slice(0, -1).every((loss) => loss <= 4 * least));
});

test("a Subject is left as it was: it trains as if nothing had been", async () => {
  const sha = async (look: boolean) => {
    const subject = tinySubject();
    const before = tf.memory().numTensors;
    if (look) await findLearningRate(subject, { numIt: 30 });
    assert.equal(tf.memory().numTensors, before);
    const run = await train(subject);
    return run.weightsSha256;
  };
  assert.equal(await sha(true), await sha(false));
});

test("a Subject that builds a model it has gets model and optimizer back, moments and all", async () => {
  const subject = lineSubject();
  const run = await train(subject);
  assert.equal(run.model, subject.model);
  const state = async () => {
    const [steps, ...moments] = await subject.optimizer.getWeights();
    const all = values([steps.tensor, ...moments.map(({ tensor }) => tensor), ...subject.model.getWeights()]);
    steps.tensor.dispose();
    return all;
  };
  const before = await state();
  const tensors = tf.memory().numTensors;
  const search = await findLearningRate(subject);
  assert.ok(search.losses.length > 20);
  assert.deepEqual(await state(), before);
  assert.equal(tf.memory().numTensors, tensors);
  assert.equal((subject.optimizer as unknown as { learningRate: number }).learningRate, 0.3);
  await subject.model.fit(subject.data.x, subject.data.y as tf.Tensor, { epochs: 1, verbose: 0 });
});

test("a Program's curve is the same each time, and leaves no tensor", async () => {
  const program = tinyProgram(await tinyDataset(folder), { epochs: 1 });
  const before = tf.memory().numTensors;
  const options = { numIt: 20, startLr: 1e-5 };
  const found = await findLearningRate(program, options);
  assert.equal(tf.memory().numTensors, before);
  assert.deepEqual(await findLearningRate(program, options), found);
  assert.notDeepEqual((await findLearningRate(program, { ...options, seed: 9 })).losses, found.losses);
});

test("where nothing can be suggested, it says why instead", async () => {
  const dead = tinySubject();
  const build = (seed: number) => {
    const model = tinyModel(seed, tf.train.sgd(0));
    // No unit ever answers: nothing goes back to the weights but the heads' biases, which the labels have no use for.
    for (const name of ["which", "first"]) model.getLayer(name).trainable = false;
    model.getLayer("hidden").setWeights([tf.zeros([5, 8]), tf.fill([8], -1)]);
    model.compile({ optimizer: tf.train.sgd(0), loss: ["categoricalCrossentropy", "binaryCrossentropy"] });
    return model;
  };
  const never = await findLearningRate({ ...dead, build });
  assert.deepEqual(suggestions(never), [NaN, NaN, NaN]);
  assert.match(never.doubt!, /never falls by more than it scatters/);

  const { x, y } = dead.data;
  const infinite = await findLearningRate({ ...dead, data: { x: x.mul(Number.NaN), y } });
  assert.deepEqual({ ...infinite, doubt: "" }, { ...nothing, stopped: "not a number", doubt: "" });
  assert.match(infinite.doubt!, /no number at the very first step/);
});

const nothing = { rates: [], losses: [], valley: NaN, steepest: NaN, minimum: NaN };

test("it tells how far it is, and answers what it has when it is stopped", async () => {
  const seen: Progress[] = [];
  const stop = new AbortController();
  const reporter = {
    say: () => {},
    progress(progress: Progress) {
      seen.push(progress);
      if (progress.done === 5) stop.abort();
    },
  };
  const { stopped, rates, doubt } = await findLearningRate(tinySubject(), { reporter, signal: stop.signal });
  assert.deepEqual([stopped, rates.length, seen.length], ["interrupted", 5, 5]);
  assert.match(doubt!, /it ended at rate .*: interrupted/);
  assert.match(`${seen[4].stage}: ${seen[4].note}`, /finding a learning rate for tiny: rate 2\.1e-7, loss \d/);
});

test("options that make no sense are refused", async () => {
  const refused = (options: FindLearningRateOptions, words: RegExp) =>
    assert.rejects(findLearningRate(tinySubject(), options), words);
  await refused({ startLr: 1, endLr: 0.1 }, /expected 0 < startLr < endLr, found 1 and 0\.1/);
  await refused({ numIt: 3 }, /expected numIt to be a whole number from 10 on, found 3/);
});
