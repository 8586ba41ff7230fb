import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Program } from "../../../../lib/train/program";
import type { Run } from "../../../../lib/train/run";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";

const folder = temporaryFolder();
const data = tinyDataset(folder);

/** Later layers come back first, so that the model's order is not that in which they came. */
const program = async (epochs: number): Promise<Program> =>
  tinyProgram(await data, {
    epochs,
    model: {
      ...tinyProgram("").model,
      freeze: ["block*"],
      unfreeze: [
        { epoch: 3, layers: ["block1_*"] },
        { epoch: 2, layers: ["block5_*"] },
      ],
      rates: { "block*": 0.3 },
    },
  });

async function ended(run: Promise<Run>): Promise<Pick<Run, "weightsSha256" | "heads">> {
  const { model, weightsSha256, heads } = await run;
  model.dispose();
  return { weightsSha256, heads };
}

const whole = (async () => ended(train(await program(3))))();

test("a run that ended before its layers thawed, or between, goes on as if it never had", async () => {
  const out = join(folder, "longer");
  await ended(train(await program(1), { out }));
  await ended(train(await program(2), { out, resume: true }));
  assert.deepEqual(await ended(train(await program(3), { out, resume: true })), await whole);
});

test("so does one that was interrupted in the epoch in which they thawed", async () => {
  const out = join(folder, "cut");
  const controller = new AbortController();
  let steps = 0;
  const stop = { onBatchBegin: () => void (++steps === 5 && controller.abort()) };
  await ended(train(await program(3), { out, callbacks: [stop], signal: controller.signal }));
  assert.deepEqual(await ended(train(await program(3), { out, resume: true })), await whole);
});
