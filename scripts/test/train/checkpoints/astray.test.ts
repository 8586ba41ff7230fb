import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { readTensorFile } from "../../../../lib/train/checkpoints/tensor-file";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinySubject } from "../tiny-subject";

test("a loss that is no number keeps the last good checkpoint, and names rows of the data", async () => {
  const out = join(temporaryFolder(), "run");
  const subject = tinySubject({ rows: 60 });
  const [which, first] = subject.data.y;
  const poisoned = tf.tidy(() => {
    const values = first.arraySync() as number[][];
    values[7] = [Number.NaN];
    return tf.tensor2d(values);
  });
  const given = { ...subject, data: { x: subject.data.x, y: [which, poisoned] } };
  const run = await train(given, { out, checkpoints: { batches: 1 } });
  const [, batch, rows] = /at epoch 1, batch (\d), training rows ([\d, ]+)$/.exec(run.stopped!)!;
  const numbers = rows.split(", ").map(Number);
  assert.ok(numbers.includes(7) && numbers.length >= 12 && numbers.every((row) => row >= 0 && row < 60), rows);
  const names = readdirSync(join(out, "checkpoints"));
  // Its loss is measured before its update, and what was before that is good.
  assert.deepEqual(
    names,
    Number(batch) === 1 ? [] : [`step-${String(Number(batch) - 1).padStart(8, "0")}.safetensors`],
  );
  for (const name of names) {
    const { tensors } = await readTensorFile(join(out, "checkpoints", name));
    for (const [of, { data }] of tensors) assert.ok([...data].every(Number.isFinite), of);
  }
  const again = await train(given, { out, resume: true });
  assert.equal(again.stopped, run.stopped);
});

test("weights that an update has spoilt are not kept", async () => {
  const out = join(temporaryFolder(), "run");
  const subject = tinySubject({ optimizer: () => tf.train.sgd(1e38) });
  const run = await train(subject, { out, checkpoints: { batches: 1 } });
  assert.match(run.stopped!, /^loss of/);
  for (const name of readdirSync(join(out, "checkpoints"))) {
    const { tensors } = await readTensorFile(join(out, "checkpoints", name));
    for (const [of, { data }] of tensors) assert.ok([...data].every(Number.isFinite), of);
  }
});
