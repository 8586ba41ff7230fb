import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../../../lib/engine";
import { loadRun } from "../../../lib/train/run";
import { nextRunFolder } from "../../../lib/train/run-folder";
import { train } from "../../../lib/train/train";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyModel, tinySubject } from "./tiny-subject";

const folder = temporaryFolder();

test("a run comes back from its folder, with equal outputs", async () => {
  const out = join(folder, "deep", "run");
  const subject = tinySubject();
  const run = await train(subject, { out });
  assert.equal(run.folder, out);
  assert.deepEqual(readdirSync(out).sort(), [
    "checkpoints",
    "history.json",
    "model.json",
    "scores.json",
    "weights.bin",
  ]);
  const loaded = await loadRun(out);
  assert.deepEqual(loaded.heads, run.heads);
  assert.deepEqual(loaded.history, run.history);
  assert.equal(loaded.weightsSha256, run.weightsSha256);
  const answers = (model: tf.LayersModel) =>
    (model.predict(subject.data.x) as tf.Tensor[]).map((y) => [...y.dataSync()]);
  assert.deepEqual(answers(loaded.model), answers(run.model));
});

test("any tfjs loads the model, names and all", async () => {
  const out = join(folder, "plain");
  await train(tinySubject({ fit: { epochs: 1 } }), { out });
  const model = await tf.loadLayersModel(`file://${join(out, "model.json")}`);
  assert.deepEqual(model.outputNames, ["which", "first"]);
  assert.equal(model.countParams(), tinyModel(0, tf.train.sgd(1)).countParams());
});

test("a folder that holds anything is left alone", async () => {
  const out = join(folder, "taken");
  mkdirSync(out);
  writeFileSync(join(out, "precious"), "");
  await assert.rejects(train(tinySubject(), { out }), /expected a new or empty folder .* found precious/);
  assert.deepEqual(readdirSync(out), ["precious"]);
  writeFileSync(join(folder, "file"), "");
  await assert.rejects(train(tinySubject(), { out: join(folder, "file") }), /expected a folder to keep the run in/);
});

test("runs of one name are numbered on", async () => {
  const runs = join(folder, "runs");
  assert.equal(await nextRunFolder(runs, "my program"), join(runs, "my-program-1"));
  for (const name of ["my-program-1", "my-program-9", "my-program-x", "other-12"])
    mkdirSync(join(runs, name), { recursive: true });
  assert.equal(await nextRunFolder(runs, "my program"), join(runs, "my-program-10"));
});

test("weights that are not the run's are noticed", async () => {
  const out = join(folder, "changed");
  await train(tinySubject({ fit: { epochs: 1 } }), { out });
  const weights = readFileSync(join(out, "weights.bin"));
  weights[0] ^= 1;
  writeFileSync(join(out, "weights.bin"), weights);
  await assert.rejects(loadRun(out), /weights\.bin has changed/);
  writeFileSync(join(out, "scores.json"), "{");
  await assert.rejects(loadRun(out), /scores\.json: expected JSON/);
  await assert.rejects(loadRun(join(folder, "none")), /expected a run's folder with model\.json/);
});
