import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../../../lib/engine";
import { train } from "../../../lib/train/train";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyDataset, tinyProgram } from "./tiny-program";

/** Megabytes of growth that are allowed: an allocator's ups and downs. A copy of the weights kept an epoch would be 60. */
const ALLOWED = 40;

test("500 epochs leak no tensor and no memory", { timeout: 3_600_000 }, async (t) => {
  const folder = temporaryFolder();
  const program = tinyProgram(await tinyDataset(folder), { epochs: 500 });
  const tensors: number[] = [];
  const megabytes: number[] = [];
  const onEpochEnd = () => {
    tensors.push(tf.memory().numTensors);
    megabytes.push(process.memoryUsage().rss / 2 ** 20);
  };
  const run = await train(program, {
    out: join(folder, "run"),
    callbacks: [{ onEpochEnd }],
    checkpoints: { batches: 10 },
  });
  assert.equal(run.history.length, 500);
  assert.equal(new Set(tensors.slice(2)).size, 1, "tensors");
  const median = (values: number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];
  const [early, late] = [median(megabytes.slice(100, 150)), median(megabytes.slice(450))];
  t.diagnostic(`resident: ${early.toFixed(0)} MB about epoch 125, ${late.toFixed(0)} MB about epoch 475`);
  assert.ok(late - early < ALLOWED, `${early} MB, then ${late} MB`);
});
