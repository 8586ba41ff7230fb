import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Dataset } from "../../../lib/data/dataset";
import { changeProgram } from "../../../lib/train/change-program";
import { epochCoverage } from "../../../lib/train/epoch-coverage";
import { questionProgram } from "../../../lib/train/question-program";

const dataset = (heads: string[], rows: { train: number; valid?: number }) =>
  ({
    folder: "somewhere",
    heads,
    train: { rows: rows.train },
    ...(rows.valid !== undefined && { valid: { rows: rows.valid } }),
  }) as unknown as Dataset;
const posted = dataset(["style", "genre", "painter"], { train: 2920, valid: 690 });

test("on the question's data it is the program that the doctor gets as the question's", () => {
  const file = join(__dirname, "../../programs/question.json");
  assert.deepEqual(questionProgram(posted), { ...JSON.parse(readFileSync(file, "utf8")), data: "somewhere" });
});

test("its steps follow from the rows, whatever the heads", () => {
  const { heads, stepsPerEpoch, validationSteps } = questionProgram(dataset(["a"], { train: 120, valid: 20 }));
  assert.deepEqual([Object.keys(heads!), stepsPerEpoch, validationSteps], [["a"], 2, 1]);
  assert.equal(questionProgram(dataset(["a"], { train: 9 })).stepsPerEpoch, 1);
  assert.ok(!("validationSteps" in questionProgram(dataset(["a"], { train: 9 }))));
});

test("an epoch of it covers a fifth of the data", () => {
  const coverage = epochCoverage(posted, questionProgram(posted, { epochs: 10 }));
  assert.deepEqual(coverage, [
    { split: "training", rows: 2920, perEpoch: 580, share: 580 / 2920, passes: 5800 / 2920 },
    { split: "validation", rows: 690, perEpoch: 130, share: 130 / 690, passes: 1300 / 690 },
  ]);
  const [training] = epochCoverage(dataset(["a"], { train: 30 }), { data: "x", epochs: 3 });
  assert.deepEqual(training, { split: "training", rows: 30, perEpoch: 30, share: 1, passes: 3 });
});

test("a change touches only what it names, and not the program it was made from", () => {
  const before = questionProgram(posted);
  const kept = structuredClone(before);
  const after = changeProgram(before, { name: "other", optimizer: { amsgrad: true }, model: { dropout: 0.5 } });
  assert.deepEqual(before, kept);
  assert.deepEqual(after, {
    ...before,
    name: "other",
    optimizer: { ...before.optimizer, amsgrad: true },
    model: { ...before.model, dropout: 0.5 },
  });
  const sgd = changeProgram(before, { optimizer: { name: "sgd", learningRate: 0.1 } });
  assert.deepEqual(sgd.optimizer, { name: "sgd", learningRate: 0.1 });
  assert.deepEqual(changeProgram({ data: "x" }, { preprocessing: { scaling: "unit" } }), {
    data: "x",
    preprocessing: { scaling: "unit" },
  });
});
