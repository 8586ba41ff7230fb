import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { loadKerasWeights } from "../../../../lib/model";
import { type Callback, csvLogger, modelCheckpoint } from "../../../../lib/train/callbacks";
import { logsOf } from "../../../../lib/train/history";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinySubject } from "../tiny-subject";
import { play } from "./played-training";

const folder = temporaryFolder();
const values = (model: tf.LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()]);

test("csvLogger writes every epoch's measures into the run's folder", async () => {
  const out = join(folder, "csv");
  const { history } = await train(tinySubject(), { out, callbacks: [csvLogger()] });
  const [header, ...lines] = readFileSync(join(out, "log.csv"), "utf8").trimEnd().split("\n");
  const names = Object.keys(logsOf(history[0]));
  assert.equal(header, ["epoch", ...names].join(","));
  assert.deepEqual(
    lines,
    history.map((epoch) => [epoch.epoch - 1, ...names.map((name) => logsOf(epoch)[name])].join(",")),
  );
});

test("a resumed csvLogger goes on where it was resumed; a new one begins anew", async () => {
  const path = join(folder, "resumed.csv");
  const make = () => csvLogger({ path, separator: ";" });
  const epochs = () => readFileSync(path, "utf8").match(/^\d+/gm)!.map(Number);
  const read = () => readFileSync(path, "utf8");
  /** After the checkpoint that the run is resumed from, it had come further than that. */
  const makeKilled = () => {
    const logger = make();
    const write = logger.onEpochEnd!.bind(logger);
    logger.onEpochEnd = async (epoch, logs) => {
      await write(epoch, logs);
      if (epoch === 2) writeFileSync(path, `${read()}3;a row too far\n4;x\n`);
    };
    return logger;
  };
  await play(makeKilled, "val_loss", [5, 4, 3, 2, 1], { resumeAfter: [2] });
  assert.deepEqual(epochs(), [0, 1, 2, 3, 4]);
  assert.match(read(), /^3;NA;NA;2;NA;NA$/m);
  await play(make, "val_loss", [1, 2]);
  assert.deepEqual(epochs(), [0, 1]);
});

test("modelCheckpoint keeps every epoch's model, or the best weights as Keras reads them", async () => {
  const out = join(folder, "models");
  const weights: number[][][] = [];
  let model: tf.LayersModel | undefined;
  const watch: Callback = {
    setTraining: (training) => void (model = training.model),
    onEpochEnd: () => void weights.push(values(model!)),
  };
  const best = { saveBestOnly: true, monitor: "loss" };
  const path = join(folder, "weights", "{epoch:02d}-{loss:.3f}.weights.h5");
  const run = await train(tinySubject(), {
    out,
    callbacks: [
      watch,
      modelCheckpoint(),
      modelCheckpoint(best),
      modelCheckpoint({ path, saveWeightsOnly: true, ...best }),
    ],
  });
  assert.deepEqual(readdirSync(join(out, "models")).sort(), ["001", "002", "003", "best"]);
  for (const [name, epoch] of [
    ["001", 0],
    ["best", 2],
  ] as const) {
    const loaded = await tf.loadLayersModel(`file://${join(out, "models", name, "model.json")}`);
    assert.deepEqual(values(loaded), weights[epoch], name);
  }
  const [first, , third] = run.history.map(({ training }) => training.loss.toFixed(3));
  const saved = readdirSync(join(folder, "weights")).sort();
  assert.deepEqual([saved[0], saved[2]], [`01-${first}.weights.h5`, `03-${third}.weights.h5`]);
  await loadKerasWeights(run.model, join(folder, "weights", saved[0]));
  assert.deepEqual(values(run.model), weights[0]);
});

test("the best is remembered over a resume", async () => {
  const path = join(folder, "best", "{epoch}");
  await play(() => modelCheckpoint({ path, saveBestOnly: true }), "val_loss", [3, 2, 4, 2.5, 1], {
    resumeAfter: [1, 3],
  });
  assert.deepEqual(readdirSync(join(folder, "best")).sort(), ["1", "2", "5"]);
});

test("modelCheckpoint counts batches over epochs, and saves only what is better than its threshold", async () => {
  const path = join(folder, "batches", "{epoch}-{batch}");
  await train(tinySubject({ fit: { batchSize: 20 } }), { callbacks: [modelCheckpoint({ path, saveFreq: 2 })] });
  assert.deepEqual(readdirSync(join(folder, "batches")).sort(), ["1-2", "2-1", "2-3", "3-2"]);
  const better = join(folder, "better", "{epoch}");
  const threshold = { path: better, saveBestOnly: true, initialValueThreshold: 2.2 };
  await play(() => modelCheckpoint(threshold), "val_loss", [3, 2, 4, 1.9, 1], { resumeAfter: [1, 3] });
  assert.deepEqual(readdirSync(join(folder, "better")).sort(), ["2", "4", "5"]);
});

test("what cannot work is said before anything is trained or written", async () => {
  const out = join(folder, "never");
  const refused = async (callback: () => Callback, words: RegExp, options = {}) => {
    await assert.rejects(async () => train(tinySubject(), { callbacks: [callback()], ...options }), words);
    assert.ok(!existsSync(out));
  };
  await refused(() => csvLogger(), /csvLogger: expected a path, for this run has no folder/);
  await refused(() => modelCheckpoint(), /modelCheckpoint: expected a path/);
  await refused(() => modelCheckpoint({ path: "m.keras" }), /for Keras's HDF5, set saveWeightsOnly/);
  await refused(() => modelCheckpoint({ path: "m", saveWeightsOnly: true }), /ends in \.weights\.h5/);
  await refused(
    () => modelCheckpoint({ path: "{val_acc}" }),
    /expected fields of {val_acc} among epoch, loss, .* found {val_acc}/,
  );
  await refused(() => modelCheckpoint({ path: "m", saveFreq: 0 }), /saveFreq/);
  const watched = { path: "m", saveFreq: 5, saveBestOnly: true };
  await refused(
    () => modelCheckpoint(watched),
    /expected monitor to be a measure of this training \(loss, .* found val_loss/,
  );
  await refused(() => modelCheckpoint({ path: "{loss:>9}" }), /expected a format such as 02d/);
  await refused(() => modelCheckpoint({ monitor: "val_acc", saveBestOnly: true }), /found val_acc/, { out });
});
