import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import type { Callback } from "../../../../lib/train/callbacks";
import type { Program } from "../../../../lib/train/program";
import type { Run } from "../../../../lib/train/run";
import { train, type TrainOptions } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";
import { tinySubject } from "../tiny-subject";

const folder = temporaryFolder();
const dataset = tinyDataset(folder);
const program = async (changes: Partial<Program> = {}) => tinyProgram(await dataset, { epochs: 3, ...changes });

/** A callback that aborts before a step, from 1. */
function stopBefore(step: number): Pick<TrainOptions, "callbacks" | "signal"> {
  const controller = new AbortController();
  let steps = 0;
  const callback: Callback = { onBatchBegin: () => void (++steps === step && controller.abort()) };
  return { callbacks: [callback], signal: controller.signal };
}

/** What must be the same: everything but the time it took. */
function result({ weightsSha256, history, heads }: Run): unknown {
  return { weightsSha256, heads, history: history.map((epoch) => ({ ...epoch, seconds: 0 })) };
}

async function ended(run: Promise<Run>): Promise<Run> {
  const done = await run;
  done.model.dispose();
  return done;
}

const whole = (async () => ended(train(await program())))();

test("interrupted at a batch, within validation's reach and at an epoch's end, it goes on to the very same end", async () => {
  for (const step of [3, 8]) {
    const out = join(folder, `step-${step}`);
    const before = tf.memory().numTensors;
    const cut = await ended(train(await program(), { out, ...stopBefore(step) }));
    assert.equal(cut.stopped, "interrupted");
    assert.equal(cut.history.length, Math.floor((step - 1) / 3));
    const run = await ended(train(await program(), { out, resume: true }));
    assert.deepEqual(result(run), result(await whole), `step ${step}`);
    assert.equal(run.stopped, undefined);
    assert.equal(tf.memory().numTensors, before);
    const { stopped } = JSON.parse(readFileSync(join(out, "scores.json"), "utf8")) as Run;
    assert.equal(stopped, undefined);
    assert.equal((JSON.parse(readFileSync(join(out, "history.json"), "utf8")) as unknown[]).length, 3);
  }
});

test("also where an epoch goes on in the shuffle of the last, with a schedule and stateful callbacks", async () => {
  const given = await program({
    stepsPerEpoch: 2,
    epochs: 5,
    optimizer: { name: "sgd", learningRate: 0.01, momentum: 0.9 },
    schedule: { name: "oneCycle" },
  });
  const straight = await ended(train(given));
  const out = join(folder, "steps");
  for (const step of [4, 3]) await ended(train(given, { out, resume: true, ...stopBefore(step) }));
  assert.deepEqual(result(await ended(train(given, { out, resume: true }))), result(straight));
});

test("a finished run is answered as it is; with more epochs it goes on as if it had had them", async () => {
  const out = join(folder, "finished");
  const first = await ended(train(await program(), { out }));
  const said: string[] = [];
  const reporter = { progress() {}, say: (text: string) => void said.push(text) };
  const again = await ended(train(await program(), { out, resume: true, reporter }));
  assert.deepEqual(again.heads, first.heads);
  assert.equal(again.weightsSha256, first.weightsSha256);
  assert.match(said.join("\n"), /that run is finished \(3 epochs are done\): nothing is left to train/);
  assert.equal(readdirSync(join(out, "checkpoints")).length, 1);

  await ended(train(await program({ epochs: 4 }), { out, resume: true, ...stopBefore(1) }));
  rmSync(join(out, "scores.json")); // as if killed there
  const longer = await ended(train(await program({ epochs: 4 }), { out, resume: true }));
  assert.deepEqual(result(longer), result(await ended(train(await program({ epochs: 4 })))));
});

test("what is another run is refused, by the first thing that differs", async () => {
  const out = join(folder, "other");
  await ended(train(await program(), { out, ...stopBefore(3) }));
  const refused = async (changes: Partial<Program>, words: RegExp) =>
    assert.rejects(train(await program(changes), { out, resume: true }), (error: Error) => {
      assert.equal(error.name, "InputError");
      assert.match(error.message, words);
      return true;
    });
  await refused({ seed: 4 }, /seed was 3, is 4 now, and only epochs may change, upwards/);
  await refused({ model: { width: 0.1 } }, /model\.width was 0\.05, is 0\.1 now/);
  await refused({ epochs: 2 }, /epochs was 3, is 2 now/);
  const other = await tinyDataset(temporaryFolder());
  await ended(train(await program({ data: other }), { out, resume: true, ...stopBefore(2) })); // a copy elsewhere
  const labels = readFileSync(join(other, "y_tint_train.npy"));
  labels[labels.length - 1] = (labels[labels.length - 1] + 1) % 3;
  writeFileSync(join(other, "y_tint_train.npy"), labels);
  await refused({ data: other }, /pictures or labels have changed/);
  writeFileSync(join(folder, "precious"), "");
  await assert.rejects(
    train(await program(), { out: folder, resume: true }),
    /expected the folder of a run to go on with/,
  );
  await assert.rejects(train(await program(), { out }), /or go on with that run by resume/);
  await assert.rejects(train(await program(), { resume: true }), /expected `out`/);
});

test("a schedule that goes by the whole length cannot be lengthened; one that does not can", async () => {
  const given = (epochs: number, name: "cosine" | "exponential") =>
    program({ epochs, schedule: name === "cosine" ? { name } : { name, decayRate: 0.5 } });
  for (const name of ["cosine", "exponential"] as const) {
    const out = join(folder, name);
    await ended(train(await given(1, name), { out }));
    const longer = given(2, name).then((more) => ended(train(more, { out, resume: true })));
    if (name === "cosine") await assert.rejects(longer, /its schedule, cosine, goes by the whole training's length/);
    else assert.deepEqual(result(await longer), result(await ended(train(await given(2, name)))));
  }
});

test("a corrupt checkpoint is told of, and the one before used; without any, that is told", async () => {
  const out = join(folder, "corrupt");
  await ended(train(await program(), { out, checkpoints: { batches: 2 }, ...stopBefore(6) }));
  const checkpoints = join(out, "checkpoints");
  const names = readdirSync(checkpoints).sort();
  assert.equal(names.length, 2);
  const spoil = (name: string) => {
    const bytes = readFileSync(join(checkpoints, name));
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(join(checkpoints, name), bytes);
  };
  spoil(names[1]);
  const said: string[] = [];
  const reporter = { progress() {}, say: (text: string) => void said.push(text) };
  const run = await ended(train(await program(), { out, resume: true, reporter, ...stopBefore(2) }));
  assert.equal(run.stopped, "interrupted");
  assert.match(
    said.join("\n"),
    /step-\d+\.safetensors is corrupt: its checksum .* going on from step-\d+.*, the one before/,
  );
  for (const name of readdirSync(checkpoints)) spoil(name);
  await assert.rejects(
    train(await program(), { out, resume: true }),
    /expected a checkpoint to go on from; .* is corrupt/,
  );
});

test("a Subject goes on too, its own optimizer's products and all", async () => {
  for (const optimizer of [
    () => tf.train.adam(0.02),
    () => tf.train.momentum(0.05, 0.9),
    () => tf.train.rmsprop(0.01),
  ]) {
    const subject = tinySubject({ optimizer, fit: { epochs: 4, stepsPerEpoch: 3 } });
    const out = join(temporaryFolder(), "run");
    const straight = await train(subject);
    await train(subject, { out, ...stopBefore(8) });
    assert.deepEqual(result(await train(subject, { out, resume: true })), result(straight));
    await assert.rejects(train(subject, { out, resume: true, seed: 1 }), /seed was 0, is 1 now/);
  }
});

test("of an optimizer that does not give out its state, no checkpoints are kept, in so many words", async () => {
  const said: string[] = [];
  const reporter = { progress() {}, say: (text: string) => void said.push(text) };
  const out = join(folder, "adamax");
  await train(tinySubject({ optimizer: () => tf.train.adamax(0.02), fit: { epochs: 1 } }), { out, reporter });
  assert.match(said.join("\n"), /no checkpoints are kept of this training: .*not implemented/);
  assert.ok(!readdirSync(out).includes("checkpoints"));
});

test("where there is no run yet, or one that was killed before its first checkpoint, one begins", async () => {
  const out = join(folder, "new");
  assert.deepEqual(result(await ended(train(await program(), { out, resume: true }))), result(await whole));
  for (const name of ["checkpoints", "scores.json"]) rmSync(join(out, name), { recursive: true });
  assert.deepEqual(result(await ended(train(await program(), { out, resume: true }))), result(await whole));
  rmSync(join(out, "checkpoints"), { recursive: true });
  const longer = train(await program({ epochs: 4 }), { out, resume: true });
  await assert.rejects(longer, /expected a run with a checkpoint to go on from/);
});
