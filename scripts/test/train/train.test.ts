import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../lib/engine";
import type { Callback, Logs, Training } from "../../../lib/train/callbacks";
import { brokeOff } from "../../../lib/train/readings";
import { accuracyInterval } from "../../../lib/train/statistics";
import { train } from "../../../lib/train/train";
import { tinySubject } from "./tiny-subject";

const last = <T>(items: T[]) => items[items.length - 1];

test("a head's score is of the validation rows, its majority the training labels' largest class", async () => {
  const subject = tinySubject({ fit: { epochs: 15 } });
  const { heads, history } = await train(subject);
  const { which } = heads;
  assert.equal(which.rows, 30);
  assert.equal(which.accuracy, last(history).validation!.heads.which.accuracy);
  assert.equal(which.loss, last(history).validation!.heads.which.loss);
  assert.deepEqual(which.interval, accuracyInterval(Math.round(30 * which.accuracy), 30));
  assert.equal(which.chance, 1 / 3);
  assert.ok(which.interval[0] > which.majority, "it has learned");

  const classes = (y: tf.Tensor) => [...y.argMax(1).dataSync()];
  const [train_, valid] = [classes(subject.data.y[0]), classes(subject.validation!.y[0])];
  const counts = [0, 1, 2].map((k) => train_.filter((label) => label === k).length);
  const largest = counts.indexOf(Math.max(...counts));
  assert.equal(which.majority, valid.filter((label) => label === largest).length / 30);
  assert.equal(heads.first.chance, 0.5);
});

test("without validation rows the training rows are scored", async () => {
  const { heads, history } = await train(tinySubject({ validation: false }));
  assert.equal(heads.which.rows, 60);
  assert.equal(last(history).validation, undefined);
});

test("a regression head has a loss and no accuracy", async () => {
  const x = tf.linspace(0, 1, 20).reshape([20, 1]);
  const build = () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1], name: "line" })] });
    model.compile({ optimizer: tf.train.sgd(0.3), loss: "meanSquaredError", metrics: ["mae"] });
    return model;
  };
  const run = await train({ name: "line", build, data: { x, y: x.mul(3) }, fit: { batchSize: 20, epochs: 100 } });
  assert.ok(run.heads.line.loss < 0.1 && Number.isNaN(run.heads.line.accuracy));
  assert.ok(
    last(run.history).training.metrics!.mean_absolute_error < 0.5 || last(run.history).training.metrics!.mae < 0.5,
  );
});

test("no tensor is left from epoch to epoch, nor after the run but its model and optimizer", async () => {
  const subject = tinySubject({ fit: { epochs: 4 } });
  const before = tf.memory().numTensors;
  const counts: number[] = [];
  const run = await train(subject, { callbacks: [{ onEpochEnd: () => void counts.push(tf.memory().numTensors) }] });
  assert.deepEqual(new Set(counts.slice(1)), new Set([counts[1]]));
  run.model.optimizer.dispose();
  run.model.dispose();
  assert.equal(tf.memory().numTensors, before);
});

test("a loss that is no number stops, with head, epoch, batch and rows", async () => {
  const subject = tinySubject();
  const [which, first] = subject.data.y;
  const poisoned = tf.tidy(() => {
    const values = first.arraySync() as number[][];
    values[7] = [Number.NaN];
    return tf.tensor2d(values);
  });
  const before = tf.memory().numTensors;
  const run = await train({ ...subject, data: { x: subject.data.x, y: [which, poisoned] } });
  assert.match(run.stopped!, /^loss of head first is NaN at epoch 1, batch \d, training rows [\d, ]*\b7\b/);
  assert.ok(brokeOff(run.stopped));
  assert.equal(run.history.length, 0);
  run.model.optimizer.dispose();
  run.model.dispose();
  assert.equal(tf.memory().numTensors, before);
});

test("callbacks are called in tfjs's order, with tfjs's names, and may set the rate and stop", async () => {
  const calls: string[] = [];
  let logs: Logs = {};
  let training: Training | undefined;
  const note = (name: string) => (at?: number | Logs) =>
    void calls.push(typeof at === "number" ? `${name} ${at}` : name);
  const callback: Callback = {
    setTraining: (handle) => void (training = handle),
    onTrainBegin: note("train begins"),
    onEpochBegin: note("epoch begins"),
    onBatchBegin: note("batch begins"),
    onBatchEnd: (batch, { loss, size } = {}) => {
      assert.ok(loss > 0 && size === (batch === 3 ? 12 : 16));
      if (batch === 3) calls.push("last batch ends");
    },
    onEpochEnd: (epoch, found) => {
      calls.push(`epoch ends ${epoch}`);
      logs = found!;
      training!.learningRate = 0.001;
      if (epoch === 1) training!.stop("enough");
    },
    onTrainEnd: note("train ends"),
  };
  const run = await train(tinySubject({ fit: { epochs: 5 } }), { callbacks: [callback] });
  const epoch = (i: number) => [
    `epoch begins ${i}`,
    ...[0, 1, 2, 3].map((batch) => `batch begins ${batch}`),
    "last batch ends",
    `epoch ends ${i}`,
  ];
  assert.deepEqual(calls, ["train begins", ...epoch(0), ...epoch(1), "train ends"]);
  assert.equal(run.stopped, "enough");
  assert.deepEqual(
    run.history.map(({ learningRate }) => learningRate),
    [0.02, 0.001],
  );
  assert.deepEqual(
    Object.keys(logs).sort(),
    ["loss", "which_loss", "which_acc", "first_loss", "first_acc"]
      .flatMap((name) => [name, `val_${name}`])
      .concat("learningRate")
      .sort(),
  );
});

test("tfjs's own early stopping works", async () => {
  const { history, stopped } = await train(tinySubject({ fit: { epochs: 30 } }), {
    callbacks: [tf.callbacks.earlyStopping({ monitor: "loss", minDelta: 10, patience: 2 }) as Callback],
  });
  assert.ok(history.length < 6, `${history.length}`);
  assert.equal(stopped, "stopped by EarlyStopping");
  assert.ok(!brokeOff(stopped));
});

test("SGD's rate can be changed too", async () => {
  let training: Training | undefined;
  const callback: Callback = {
    setTraining: (handle) => void (training = handle),
    onEpochEnd: () => void (training!.learningRate = 0),
  };
  const subject = tinySubject({ optimizer: () => tf.train.momentum(0.1, 0) });
  const { history } = await train(subject, { callbacks: [callback] });
  assert.equal(history[2].learningRate, 0);
  assert.equal(history[1].validation!.loss, history[2].validation!.loss);
});
