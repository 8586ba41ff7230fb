import assert from "node:assert/strict";
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../../../lib/engine";
import type { Program } from "../../../lib/train/program";
import { recordedOrTrained, recordedRun, trainAndRecord } from "../../../lib/train/recorded-run";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyDataset, tinyProgram } from "./tiny-program";

const folder = temporaryFolder();
const records = join(folder, "records");

const dataset = tinyDataset(folder);
const program = async (changes: Partial<Program> = {}) =>
  tinyProgram(await dataset, { heads: { tint: {} }, epochs: 1, ...changes });

/** What the reporter is told, and whether a run was taken. */
async function taken(what: Program): Promise<{ sha?: string; said: string }> {
  const said: string[] = [];
  const run = await recordedRun(what, { records, reporter: { progress() {}, say: (text) => said.push(text) } });
  run?.model.dispose();
  return { sha: run?.weightsSha256, said: said.join("\n") };
}

test("a recorded run is taken for the same Program, and for no other", async () => {
  assert.deepEqual(await taken(await program()), { sha: undefined, said: "" });
  const run = await trainAndRecord(await program(), { records });
  run.model.dispose();
  assert.equal(run.folder, join(records, "tiny-tint"));
  assert.deepEqual(readdirSync(records), ["tiny-tint"]);
  assert.equal((await taken(await program())).sha, run.weightsSha256);
  // Written otherwise, the same: a default spelt out, keys in another order.
  const { model, ...rest } = await program();
  assert.equal((await taken({ model: { ...model, activation: "relu" }, ...rest })).sha, run.weightsSha256);
  const other = await taken(await program({ epochs: 2 }));
  assert.equal(other.sha, undefined);
  assert.match(other.said, /^the recorded run tiny-tint is not taken: since then, program changed$/);
  assert.equal((await taken(await program({ heads: { tint: { weight: 2 } } }))).sha, undefined);
});

test("data that changed by one byte, or in a class's name, are other data; a copy elsewhere is not", async () => {
  const copy = join(folder, "copy");
  cpSync(await dataset, copy, { recursive: true });
  assert.ok((await taken(await program({ data: copy }))).sha);
  const other = async () => (await taken(await program({ data: copy }))).said;
  renameSync(join(copy, "data_train.npy"), join(copy, "data.npy"));
  assert.equal(await other(), "");
  for (const [file, changed] of [
    ["data_valid.npy", (bytes: Buffer) => (bytes[bytes.length - 1] ^= 1)],
    ["y_tint_train.npy", (bytes: Buffer) => (bytes[bytes.length - 1] = bytes[bytes.length - 1] === 0 ? 1 : 0)],
    ["classes.json", (bytes: Buffer) => (bytes[bytes.indexOf("red")] = "t".charCodeAt(0))],
  ] as const) {
    const path = join(copy, file);
    const before = readFileSync(path);
    const bytes = Buffer.from(before);
    changed(bytes);
    writeFileSync(path, bytes);
    assert.match(await other(), /since then, data changed/, file);
    writeFileSync(path, before);
  }
  // Labels of a head that is not trained do not count.
  const light = join(copy, "y_light_train.npy");
  const bytes = readFileSync(light);
  bytes[bytes.length - 1] ^= 1;
  writeFileSync(light, bytes);
  assert.equal(await other(), "");
});

test("a run of another library, or one that is not what its record says, is not taken", async () => {
  const place = join(records, "tiny-tint");
  const file = join(place, "record.json");
  const before = readFileSync(file, "utf8");
  const record = JSON.parse(before) as Record<string, string>;
  for (const [text, words] of [
    [JSON.stringify({ ...record, library: "0" }), /since then, library changed/],
    [JSON.stringify({ ...record, weights: "0" }), /its weights are others than its record says/],
    ["{", /is not taken: /],
  ] as const) {
    writeFileSync(file, text);
    const { sha, said } = await taken(await program());
    assert.equal(sha, undefined);
    assert.match(said, words);
  }
  writeFileSync(file, before);
  const weights = join(place, "weights.bin");
  const bytes = readFileSync(weights);
  bytes[0] ^= 1;
  writeFileSync(weights, bytes);
  const { said } = await taken(await program());
  assert.match(said, /weights.bin has changed/);
  assert.ok(!said.includes(folder), "no place of this machine is told");
});

test("what is not recorded is trained, and what was recorded is replaced", async () => {
  const first = await recordedOrTrained(await program(), { records });
  const second = await recordedOrTrained(await program(), { records });
  assert.deepEqual([first.recorded, second.recorded], [false, true]);
  assert.equal(first.run.weightsSha256, second.run.weightsSha256);
  const third = await trainAndRecord(await program({ seed: 4 }), { records });
  assert.deepEqual(readdirSync(records), ["tiny-tint"]);
  assert.equal((await taken(await program({ seed: 4 }))).sha, third.weightsSha256);
  for (const { model } of [first.run, second.run, third]) model.dispose();
});

test("a run that ended early is answered, not recorded, and leaves the one before", async () => {
  const stop = new AbortController();
  stop.abort();
  const before = tf.memory().numTensors;
  const run = await trainAndRecord(await program({ seed: 4 }), { records, signal: stop.signal });
  assert.equal(run.stopped, "interrupted");
  assert.equal(run.folder, undefined);
  run.model.dispose();
  assert.equal(tf.memory().numTensors, before);
  assert.deepEqual(readdirSync(records), ["tiny-tint"]);
  assert.ok((await taken(await program({ seed: 4 }))).sha);
});

test("what a killed training left is cleared away by the next", async () => {
  mkdirSync(join(records, "tiny-tint.999999999-0a1b2c3d.tmp"));
  mkdirSync(join(records, `tiny-tint.${process.pid}-0a1b2c3d.tmp`));
  (await trainAndRecord(await program({ heads: { tint: {} } }), { records })).model.dispose();
  assert.deepEqual(readdirSync(records).sort(), ["tiny-tint", `tiny-tint.${process.pid}-0a1b2c3d.tmp`]);
});

test("names are written so that a folder may have them", async () => {
  const run = await trainAndRecord(await program({ name: "a b" }), { records });
  run.model.dispose();
  assert.equal(run.folder, join(records, "a%20b-tint"));
  assert.ok((await taken(await program({ name: "a b" }))).sha);
});
