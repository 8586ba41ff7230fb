import assert from "node:assert/strict";
import { appendFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { tensorBoard } from "../../../../lib/train/callbacks";
import { dropEventsFrom } from "../../../../lib/train/callbacks/event-files";
import { SummaryFile } from "../../../../lib/train/callbacks/summary-file";
import { logsOf } from "../../../../lib/train/history";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinySubject } from "../tiny-subject";
import { logNames, oneWeight } from "./played-training";
import { noTensorBoard, readEvents } from "./tensorboard-python";

const folder = temporaryFolder();
const files = (path: string) => readdirSync(path).filter((name) => name.includes("tfevents"));

test("TensorBoard reads the measures and the weights of every epoch", { skip: noTensorBoard }, async () => {
  const out = join(folder, "run");
  const run = await train(tinySubject(), { out, callbacks: [tensorBoard()] });
  const { train: training, validation } = readEvents(join(out, "tensorboard"));
  const scalars = (of: typeof training, tag: string) => of[tag].map(([step, value]) => [step, Math.fround(+value)]);
  const logged = (name: string) => run.history.map((epoch) => [epoch.epoch - 1, Math.fround(logsOf(epoch)[name])]);
  assert.deepEqual(scalars(training, "epoch_loss"), logged("loss"));
  assert.deepEqual(scalars(training, "epoch_learning_rate"), logged("learningRate"));
  assert.deepEqual(scalars(validation, "epoch_which_acc"), logged("val_which_acc"));
  assert.deepEqual(
    Object.keys(training).filter((tag) => tag.endsWith("/histogram")),
    run.model.weights.map(({ name }) => `${name}/histogram`),
  );
  const kernel = run.model.getLayer("hidden").getWeights()[0];
  const [step, buckets] = training["hidden/kernel/histogram"].at(-1)! as [number, number[][]];
  assert.deepEqual([step, buckets.length], [2, 30]);
  assert.equal(
    buckets.reduce((sum, [, , count]) => sum + count, 0),
    kernel.size,
  );
  assert.ok(Math.abs(buckets[0][0] - kernel.min().dataSync()[0]) < 1e-6);
});

test("events from a step on are taken back, and a torn one too", { skip: noTensorBoard }, async () => {
  const path = join(folder, "dropped");
  const write = (steps: number[], value: number) => {
    const file = new SummaryFile(path);
    for (const step of steps) file.scalar("loss", value, step);
    file.close();
  };
  write([0, 1, 2, 300], 1);
  appendFileSync(join(path, files(path)[0]), "torn");
  await dropEventsFrom(path, 2);
  write([2, 3], 2);
  const events = readEvents(path)["."].loss;
  assert.deepEqual(events, [
    [0, 1],
    [1, 1],
    [2, 2],
    [3, 2],
  ]);
  await dropEventsFrom(path, 0);
  assert.deepEqual(files(path), []);
  await dropEventsFrom(join(path, "nowhere"), 0);
});

test("epochs that a resumed run trains again are there once, as it saw them", { skip: noTensorBoard }, async () => {
  const logDir = join(folder, "again");
  const model = oneWeight();
  const training = { model, epochs: 4, batchesPerEpoch: 1, logNames, learningRate: 1, stop() {} };
  const part = async (epochs: number[], loss: number, resumed: boolean) => {
    const callback = tensorBoard({ logDir });
    callback.setTraining!(training);
    if (resumed) callback.restore!({}, {});
    for (const epoch of epochs) await callback.onEpochEnd!(epoch, { loss, val_loss: loss });
    return callback;
  };
  await part([0, 1, 2], 1, false); // and is killed
  await (
    await part([1, 2, 3], 2, true)
  ).onTrainEnd!();
  const events = readEvents(logDir);
  const again = [0, 1, 2, 3].map((epoch) => [epoch, epoch === 0 ? 1 : 2]);
  assert.deepEqual(events.train.epoch_loss, again);
  assert.deepEqual(events.validation.epoch_loss, again);
  const [histogram] = Object.keys(events.train).filter((tag) => tag.endsWith("/histogram"));
  assert.deepEqual(
    events.train[histogram].map(([step]) => step),
    [0, 1, 2, 3],
  );
});

test("it leaves no tensor behind", async () => {
  const subject = tinySubject();
  const before = tf.memory().numTensors;
  const run = await train(subject, { callbacks: [tensorBoard({ logDir: join(folder, "tensors") })] });
  run.model.optimizer.dispose();
  run.model.dispose();
  assert.equal(tf.memory().numTensors, before);
});

test("histograms take any numbers", () => {
  const file = new SummaryFile(join(folder, "odd"));
  tf.tidy(() => {
    for (const values of [[], [1], [2, 2, 2], [Number.NaN, 1], [-Infinity, 1, 3]]) {
      file.histogram("odd", tf.tensor1d(values), 0);
    }
  });
  file.close();
});
