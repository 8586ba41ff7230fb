import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { tf } from "../../../lib/engine";
import { compileProgram, disposeSubject } from "../../../lib/train/compile-program";
import type { Program } from "../../../lib/train/program";
import { train } from "../../../lib/train/train";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyDataset, tinyProgram } from "./tiny-program";

const folder = temporaryFolder();
let data: string;
before(async () => void (data = await tinyDataset(folder)));

test("a Program learns, leaves no tensor behind, and its run says everything about itself", async () => {
  const out = join(folder, "run");
  const before = tf.memory().numTensors;
  const counts: number[] = [];
  const run = await train(tinyProgram(data, { epochs: 12 }), {
    out,
    callbacks: [{ onEpochEnd: () => void counts.push(tf.memory().numTensors) }],
  });
  assert.ok(run.heads.light.interval[0] > run.heads.light.majority, JSON.stringify(run.heads));
  assert.ok(run.imagesPerSecond > 0 && run.peakMemoryMB > 50);
  assert.equal(new Set(counts.slice(1)).size, 1, `${counts}`);
  run.model.dispose();
  assert.equal(tf.memory().numTensors, before);

  const files = ["classes", "history", "model", "preprocessing", "program", "scores"].map((name) => `${name}.json`);
  assert.deepEqual(readdirSync(out).sort(), ["checkpoints", ...files, "weights.bin"]);
  const program = JSON.parse(readFileSync(join(out, "program.json"), "utf8")) as Program;
  assert.deepEqual(Object.keys(program.heads!), ["tint", "light"]);
  assert.deepEqual(program.preprocessing!.size, [32, 32]);
  assert.equal(program.model!.towerUnits, 100);
  const again = await train({ ...program, epochs: 2 });
  const first = await train(tinyProgram(data));
  assert.equal(again.weightsSha256, first.weightsSha256, "the kept Program is the same Program");
});

test("a Program compiled to a Subject trains alike: a graph and single ops differ in rounding only", async () => {
  const program = tinyProgram(data, { augment: undefined, heads: { tint: { weight: 2 }, light: { weight: 0.5 } } });
  const subject = await compileProgram(program);
  assert.deepEqual(subject.data.x.shape, [48, 32, 32, 3]);
  const [one, other] = [await train(program), await train(subject, { seed: 3 })];
  const losses = ({ history }: typeof one) => history.map(({ training }) => training.loss);
  losses(one).forEach((loss, i) =>
    assert.ok(Math.abs(loss / losses(other)[i] - 1) < 1e-3, `${losses(one)} ${losses(other)}`),
  );
  const rows = ({ heads }: typeof one) =>
    Object.values(heads).map((score) => [score.rows, score.majority, score.chance]);
  assert.deepEqual(rows(one), rows(other));
  for (const { model } of [one, other]) model.dispose();
  disposeSubject(subject);
});

test("head weights count in the sum, and not in the head's own loss", async () => {
  const weighted = await train(tinyProgram(data, { heads: { tint: { weight: 3 }, light: { weight: 0 } }, epochs: 1 }));
  const { training } = weighted.history[0];
  const { loss, penalty, heads } = training;
  assert.ok(Math.abs(loss - penalty - 3 * heads.tint.loss) < 1e-4);
});

test("one task alone, the question's loss, plain SGD, and no validation rows", async () => {
  const alone = await tinyDataset(join(temporaryFolder()), { validation: false });
  const run = await train(
    tinyProgram(alone, {
      heads: { light: { loss: "clippedCategoricalCrossentropy" } },
      optimizer: { name: "sgd", learningRate: 0.01, momentum: 0.9 },
      preprocessing: { scaling: "unit" },
      epochs: 1,
    }),
  );
  assert.deepEqual(run.model.outputNames, ["light"]);
  assert.equal(run.heads.light.rows, 48);
  assert.equal(run.history[0].validation, undefined);
});

test("mistakes are told before anything is trained or written", async () => {
  const out = join(folder, "never");
  await assert.rejects(train(tinyProgram(data, { heads: { colour: {} } }), { out }), /colour.*found light, tint/);
  await assert.rejects(train(tinyProgram(join(folder, "nowhere")), { out }), { name: "InputError" });
  await assert.rejects(train(tinyProgram(data, { preprocessing: { size: 16 } }), { out }), /at least 32 pixels/);
  assert.deepEqual(readdirSync(folder).sort(), ["data", "run"]);
});
