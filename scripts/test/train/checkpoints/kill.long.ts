import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { Random } from "../../../../lib/data/random";
import type { Program } from "../../../../lib/train/program";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";
import { randomMoments, result, trainInProcess } from "./killed-training";

const folder = temporaryFolder();
const dataset = tinyDataset(folder);
const kills = 10;

const programs: Record<string, Partial<Program>> = {
  "every row once an epoch": { epochs: 20 },
  "an epoch that goes on in the last one's shuffle": { epochs: 15, stepsPerEpoch: 4 },
  "one-cycle, SGD": {
    epochs: 20,
    optimizer: { name: "sgd", learningRate: 0.01, momentum: 0.9, nesterov: true },
    schedule: { name: "oneCycle" },
  },
};

for (const [name, changes] of Object.entries(programs)) {
  test(`killed at ${kills} random moments, it ends as if never killed: ${name}`, { timeout: 1_800_000 }, async (t) => {
    const program = tinyProgram(await dataset, changes);
    const straight = await train(program);
    straight.model.dispose();
    const seed = Number(process.env.PLATEAU_SEED ?? Math.floor(Math.random() * 1e9));
    const moments = randomMoments(new Random(seed), kills, 6);
    t.diagnostic(`PLATEAU_SEED=${seed} repeats it; killed at ${JSON.stringify(moments)}`);
    const settings = { program, out: join(folder, name), resume: true, checkpoints: { batches: 2 } };
    for (const moment of moments) {
      const ended = await trainInProcess(settings, moment);
      assert.ok(ended.signal === "SIGKILL" || ended.run, ended.stderr);
    }
    assert.deepEqual(result((await trainInProcess(settings)).run!), result(straight));
  });
}
