import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Random } from "../../../../lib/data/random";
import { lockFolder } from "../../../../lib/train/checkpoints/folder-lock";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";
import { randomMoments, result, trainInProcess } from "./killed-training";

const folder = temporaryFolder();
const dataset = tinyDataset(folder);

test(
  "killed with -9 at random moments and while it wrote a checkpoint, it ends as if never killed",
  { timeout: 240_000 },
  async (t) => {
    const program = tinyProgram(await dataset, { stepsPerEpoch: 4, epochs: 15 });
    const straight = await train(program);
    straight.model.dispose();
    const out = join(folder, "killed");
    const seed = Math.floor(Math.random() * 1e9);
    const moments = randomMoments(new Random(seed), 2, 7, 30);
    t.diagnostic(`seed ${seed}, killed at ${JSON.stringify(moments)}`);
    const settings = { program, out, resume: true, checkpoints: { batches: 2 } };
    for (const moment of moments) assert.equal((await trainInProcess(settings, moment)).signal, "SIGKILL");

    const checkpoints = join(out, "checkpoints");
    // A quick kill comes before the first checkpoint.
    const found = existsSync(checkpoints) ? readdirSync(checkpoints) : [];
    const last = Math.max(0, ...found.map((name) => Number(/\d+/.exec(name)![0])));
    const dying = await trainInProcess({ ...settings, dieWriting: `step-${String(last + 4).padStart(8, "0")}` });
    assert.equal(dying.signal, "SIGKILL");
    assert.ok(
      readdirSync(checkpoints).some((name) => name.endsWith(".tmp")),
      "half a checkpoint is there",
    );

    const ended = await trainInProcess(settings);
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stderr, new RegExp(`going on from checkpoint step-0*${last + 2}\\.safetensors`));
    assert.deepEqual(result(ended.run!), result(straight));
    assert.equal(readdirSync(checkpoints).length, 1);
    assert.ok(!ended.run!.files.includes("scores.json.tmp"));
  },
);

test("SIGTERM keeps all to the batch, and ends the process", { timeout: 120_000 }, async () => {
  const program = tinyProgram(await dataset, { epochs: 1000 });
  const out = join(folder, "terminated");
  const ended = await trainInProcess({ program, out }, { step: 5, milliseconds: 0 }, "SIGTERM");
  assert.equal(ended.signal, "SIGTERM", ended.stderr);
  assert.match(ended.stderr, /stopping after this batch/);
  assert.ok(readdirSync(join(out, "checkpoints")).includes(`step-${String(ended.steps).padStart(8, "0")}.safetensors`));
  assert.ok(!readdirSync(out).includes("lock"));
});

test("two processes do not train in one folder", { timeout: 60_000 }, async () => {
  const program = tinyProgram(await dataset);
  const out = join(folder, "killed");
  const unlock = await lockFolder(out);
  await assert.rejects(
    train(program, { out, resume: true }),
    /expected a folder that nobody trains in, found process \d+/,
  );
  await unlock();
});
