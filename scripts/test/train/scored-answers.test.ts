import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../lib/engine";
import { openDataset } from "../../../lib/data";
import { classRecalls, confusion } from "../../../lib/train/class-recalls";
import { compareAnswers } from "../../../lib/train/compare-answers";
import { type HeadAnswers, scoredAnswers } from "../../../lib/train/scored-answers";
import { accuracyInterval } from "../../../lib/train/statistics";
import { surestMistakes } from "../../../lib/train/surest-mistakes";
import { train } from "../../../lib/train/train";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyDataset, tinyProgram } from "./tiny-program";
import { tinySubject } from "./tiny-subject";

/** Answers with the probabilities that make them. */
function answers(truth: number[], answered: number[], confidence: number[] = truth.map(() => 0.8)): HeadAnswers {
  const classes = ["ash", "beech", "cedar"];
  const probabilities = Float32Array.from(
    truth.flatMap((_, row) =>
      classes.map((_, i) => (i === answered[row] ? confidence[row] : (1 - confidence[row]) / 2)),
    ),
  );
  return {
    head: "tree",
    classes,
    scored: "validation",
    rows: truth.length,
    truth: Int32Array.from(truth),
    answered: Int32Array.from(answered),
    probabilities,
  };
}

test("a run is asked about the rows it is scored on, and scores as it did", async () => {
  for (const validation of [true, false]) {
    const folder = await tinyDataset(temporaryFolder(), { validation });
    const dataset = await openDataset(folder);
    const run = await train(tinyProgram(folder, { epochs: 1 }));
    const before = tf.memory().numTensors;
    const found = await scoredAnswers(run, dataset);
    assert.equal(tf.memory().numTensors, before);
    assert.deepEqual(Object.keys(found), ["tint", "light"]);
    for (const [head, { rows, truth, answered, probabilities, scored, classes }] of Object.entries(found)) {
      assert.equal(scored, validation ? "validation" : "training");
      assert.equal(rows, validation ? 20 : 48);
      assert.equal(truth.filter((label, row) => label === answered[row]).length / rows, run.heads[head].accuracy);
      for (let row = 0; row < rows; row++) {
        const own = probabilities.subarray(row * classes.length, (row + 1) * classes.length);
        assert.ok(Math.abs(own.reduce((sum, each) => sum + each) - 1) < 1e-5);
        assert.equal(own.indexOf(Math.max(...own)), answered[row]);
      }
    }
    run.model.dispose();
    await dataset.close();
  }
});

test("a run of other data, or of a Subject, is refused in words", async () => {
  const folder = await tinyDataset(temporaryFolder());
  const run = await train(tinyProgram(folder, { epochs: 1 }));
  const light = await openDataset(folder, { heads: ["light"] });
  await assert.rejects(scoredAnswers(run, light), /has a head "tint", the data have light/);
  const wider = { ...(await openDataset(folder)), classes: { tint: 4, light: 2 } };
  await assert.rejects(scoredAnswers(run, wider), /head "tint" of the run has 3 classes, the data have 4/);
  const other = await train(tinySubject({ fit: { epochs: 1 } }));
  await assert.rejects(scoredAnswers(other, light), /found a Subject's/);
  for (const { model } of [run, other]) model.dispose();
  for (const dataset of [light, wider]) await dataset.close();
});

test("confusion counts true classes by answered ones", () => {
  const { classes, counts } = confusion(answers([0, 0, 1, 2, 2], [0, 1, 1, 0, 2]));
  assert.deepEqual(classes, ["ash", "beech", "cedar"]);
  assert.deepEqual(counts, [
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 1],
  ]);
});

test("the best known class is neither the one that is always answered nor one with two rows", () => {
  const truth = [...Array(12).fill(0), ...Array(80).fill(1), 2, 2] as number[];
  const answered = truth.map((label, row) => (label === 2 ? 2 : label === 1 && row % 4 > 0 ? 1 : 0));
  const recalls = classRecalls(answers(truth, answered));
  assert.deepEqual(
    recalls.map((recall) => recall.class),
    ["beech", "ash", "cedar"],
  );
  const [beech, ash, cedar] = recalls;
  assert.deepEqual([beech.correct, beech.rows, beech.recall, beech.falseAlarms], [60, 80, 0.75, 0]);
  assert.deepEqual(beech.interval, accuracyInterval(60, 80));
  assert.deepEqual([ash.recall, ash.falseAlarms, ash.known], [1, 20 / 82, true]);
  assert.deepEqual([cedar.recall, cedar.rows], [1, 2]);
  const constant = classRecalls(answers([0, 0, 0, 1, 1], [0, 0, 0, 0, 0]));
  assert.ok(constant.every(({ known }) => !known));
  assert.equal(constant.length, 2, "a class without scored rows has no recall");
  assert.deepEqual(classRecalls(answers([1, 1], [1, 1]))[0].falseAlarms, 0);
});

test("mistakes come surest first, with both probabilities", () => {
  const mistakes = surestMistakes(answers([0, 1, 2, 0], [1, 1, 0, 2], [0.5, 0.99, 0.9, 0.7]), 2);
  assert.deepEqual(
    mistakes.map(({ row, answered, truth }) => [row, answered, truth]),
    [
      [2, "ash", "cedar"],
      [3, "cedar", "ash"],
    ],
  );
  assert.ok(Math.abs(mistakes[0].probability - 0.9) < 1e-6 && Math.abs(mistakes[0].truthProbability - 0.05) < 1e-6);
  assert.deepEqual(surestMistakes(answers([0, 1], [0, 1]), 5), []);
});

test("two models' answers are compared row by row", () => {
  const truth = Array.from({ length: 60 }, (_, row) => row % 3);
  const wrong = (from: number) => truth.map((label, row) => (row < from ? label : (label + 1) % 3));
  const better = compareAnswers(answers(truth, wrong(30)), answers(truth, wrong(40)));
  assert.deepEqual([better.both, better.onlyFirst, better.onlySecond, better.neither], [30, 0, 10, 20]);
  assert.deepEqual([better.difference, better.verdict], [10 / 60, "helped"]);
  assert.ok(better.interval[0] > 0 && better.interval[1] > 1 / 6);
  assert.equal(compareAnswers(answers(truth, wrong(40)), answers(truth, wrong(30))).verdict, "hurt");
  const alike = compareAnswers(answers(truth, wrong(30)), answers(truth, wrong(32)));
  assert.equal(alike.verdict, "no difference seen");
  assert.ok(Math.abs(alike.p - 0.5) < 1e-9);
  assert.throws(() => compareAnswers(answers([0, 1], [0, 1]), answers([0, 2], [0, 2])), /the same rows of one head/);
});
