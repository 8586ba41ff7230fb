import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { CallbackSpec } from "../../../../lib/train/callbacks";
import type { Program } from "../../../../lib/train/program";
import { parseProgram } from "../../../../lib/train/program-schema";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";

const folder = temporaryFolder();
const parse = (...callbacks: object[]) => parseProgram({ data: "d", callbacks: callbacks as CallbackSpec[] });

test("a Program's callbacks are filled in, and strict", () => {
  assert.deepEqual(parse({ name: "reduceLROnPlateau", factor: 0.5 }).callbacks, [
    {
      name: "reduceLROnPlateau",
      monitor: "val_loss",
      factor: 0.5,
      patience: 10,
      mode: "auto",
      minDelta: 1e-4,
      cooldown: 0,
      minLr: 0,
    },
  ]);
  assert.deepEqual(parse({ name: "csvLogger" }, { name: "tensorBoard" }).callbacks, [
    { name: "csvLogger", separator: "," },
    { name: "tensorBoard", histogramFreq: 1 },
  ]);
  assert.throws(
    () => parse({ name: "csvLogger" }, { name: "earlyStopping", patients: 3 }),
    /unknown key callbacks\.1\.patients: did you mean patience\?/,
  );
  assert.throws(
    () => parse({ name: "reduceOnPlateau" }),
    /callbacks\.0.*expected one of reduceLROnPlateau, earlyStopping/,
  );
  assert.throws(() => parse({ name: "earlyStopping", patience: -1 }), /callbacks\.0\.patience: .*>=0, found -1/);
});

test("a schedule and reduceLROnPlateau do not go together", () => {
  const callbacks: CallbackSpec[] = [{ name: "reduceLROnPlateau" }];
  const both: Program = { data: "d", schedule: { name: "cosine" }, callbacks };
  assert.throws(() => parseProgram(both), /expected one thing to set the learning rate/);
  parseProgram({ ...both, schedule: { name: "constant" } });
});

test("a run that is stopped and resumed ends as one that was not, callbacks and their files too", async () => {
  const data = await tinyDataset(folder);
  const callbacks: CallbackSpec[] = [
    { name: "reduceLROnPlateau", monitor: "val_tint_loss", patience: 1, factor: 0.5 },
    { name: "earlyStopping", monitor: "val_tint_loss", patience: 4, restoreBestWeights: true },
    { name: "modelCheckpoint", monitor: "val_tint_loss", saveBestOnly: true, saveWeightsOnly: true },
    { name: "csvLogger" },
    { name: "tensorBoard" },
  ];
  const optimizer = { name: "adam", learningRate: 0.03 } as const;
  const program = tinyProgram(data, { epochs: 6, optimizer, callbacks });
  const whole = await train(program, { out: join(folder, "whole") });

  const out = join(folder, "parts");
  const stop = new AbortController();
  const stopping = { onBatchEnd: () => void (++batches === 10 && stop.abort()) };
  let batches = 0;
  const part = await train(program, { out, signal: stop.signal, callbacks: [stopping] });
  assert.equal(part.stopped, "interrupted");
  const resumed = await train(program, { out, resume: true });

  assert.equal(resumed.weightsSha256, whole.weightsSha256);
  const rates = whole.history.map(({ learningRate }) => learningRate);
  assert.deepEqual(
    resumed.history.map(({ learningRate }) => learningRate),
    rates,
  );
  assert.ok(new Set(rates).size > 1, `${rates}`);
  const read = (run: string, file: string) => readFileSync(join(folder, run, file));
  assert.equal(String(read("parts", "log.csv")), String(read("whole", "log.csv")));
  assert.ok(read("parts", "models/best.weights.h5").length > 0);
  assert.deepEqual(readdirSync(join(out, "tensorboard")).sort(), ["train", "validation"]);
});
