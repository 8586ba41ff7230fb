import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dataset } from "../../../lib/data";
import { baselineHead } from "../../../lib/show/baseline-head";
import {
  baselineSentence,
  confusionSentence,
  differenceSentence,
  mistakeCaptions,
  pText,
  recallSentence,
  trendSentence,
} from "../../../lib/show/baseline-sentences";
import { classRecallChart } from "../../../lib/show/figures";
import { lastMoves, lastMovesSentence } from "../../../lib/show/last-moves";
import { notebookRecords } from "../../../lib/show/notebook-records";
import { learningCurve, lossLevels, lossLines } from "../../../lib/show/run-curves";
import type { ClassRecall, Epoch, HeadScore, PairedDifference, Run } from "../../../lib/train";

const data = (heads: string[], classes = 3, valid = true) =>
  ({
    heads,
    classes: Object.fromEntries(heads.map((head) => [head, classes])),
    train: { rows: 2920, labels: { style: Int32Array.of(0, 0, 0, 1) } },
    valid: valid ? { rows: 690 } : undefined,
  }) as unknown as Dataset;

test("each head is trained by one baseline notebook, by its name where the data have it", () => {
  const dealt = (heads: string[]) => ["style", "genre", "painter"].map((name) => baselineHead(data(heads), name).head);
  assert.deepEqual(dealt(["painter", "style", "genre"]), ["style", "genre", "painter"]);
  assert.deepEqual(dealt(["shape", "colour"]), ["shape", "colour", undefined]);
  assert.deepEqual(dealt(["genre", "shape"]), ["shape", "genre", undefined]);
  assert.deepEqual(dealt(["genre"]), [undefined, "genre", undefined]);
  assert.deepEqual(dealt(["a", "b", "c", "d"]), ["a", "b", "c"]);
});

test("a baseline notebook says which head it trains, and why none", () => {
  const says = (heads: string[], name: string, ...rest: [number?, boolean?]) =>
    baselineHead(data(heads, ...rest), name).says;
  assert.equal(
    says(["style"], "style"),
    "style: 3 classes, trained on 2,920 pictures, scored on 690 validation pictures.",
  );
  assert.match(says(["shape"], "style"), /^These data have no style; this notebook takes their head shape. shape: /);
  assert.match(says(["shape", "colour"], "painter"), /^These data have 2 heads, shape, colour: none is left/);
  assert.match(says(["style"], "genre"), /^These data have one head, style: none is left/);
  assert.match(says(["style"], "style", 1), /^style has one class: every answer is right/);
  assert.match(says(["style"], "style", 3, false), /memorised, not what was learned/);
});

test("records of runs lie by data and profile", () => {
  const settings = { profile: "quick", data: "/x/my data", dataName: "data/my data", runs: "/p/runs" } as const;
  assert.equal(notebookRecords(settings), "/p/runs/notebooks/data-my-data-quick");
});

const epoch = (loss: number, accuracy: number) => ({ loss, rows: 20, heads: { style: { loss, accuracy } } });
const run = (losses: number[], validated = true) =>
  ({
    history: losses.map((loss) => ({
      training: epoch(loss, 0.5),
      ...(validated && { validation: epoch(loss + 1, 0.25) }),
    })) as unknown as Epoch[],
    heads: { style: { majority: 0.4, chance: 0.2 } },
  }) as unknown as Run;

test("curves of a run's head: accuracies with exact intervals, losses, and the levels to compare them with", () => {
  const curve = learningCurve(run([2, 1]), "style");
  assert.deepEqual(
    [curve.training, curve.validation],
    [
      [0.5, 0.5],
      [0.25, 0.25],
    ],
  );
  assert.ok(Math.abs(curve.interval![0][0] - 0.0866) < 1e-4 && Math.abs(curve.interval![0][1] - 0.491) < 1e-3);
  assert.deepEqual([curve.majority, curve.chance], [0.4, 0.2]);
  assert.equal("validation" in learningCurve(run([2], false), "style"), false);
  assert.deepEqual(lossLines(run([2, 1]), "style"), [
    { name: "validation", losses: [3, 2] },
    { name: "training", losses: [2, 1] },
  ]);
  assert.equal(lossLines(run([2, 1], false), "style").length, 1);
  const [alike, frequencies] = lossLevels(
    { ...data(["style"]), train: { rows: 4, labels: { style: Int32Array.of(0, 0, 0, 1) } } } as unknown as Dataset,
    "style",
  );
  assert.equal(alike.loss, Math.log(3));
  assert.ok(Math.abs(frequencies.loss - 0.5623) < 1e-4);
});

const score = (accuracy: number): HeadScore => {
  return { accuracy, interval: [0, 1], majority: 0.2, chance: 0.1, loss: 1, rows: 690 };
};

test("sentences: learned or not by the exact test, and the trend of the validation loss", () => {
  const answers = { head: "style", scored: "validation" } as const;
  assert.match(
    baselineSentence(score(0.3), answers),
    /^style: 30.0 % of 690 validation pictures right \(.*\), where .* has 20.0 %: which is learning \(p < 0.001 for/,
  );
  assert.match(baselineSentence(score(0.21), answers), /in which no learning shows \(p = 0.\d+ for/);
  assert.match(
    baselineSentence(score(0.3), { head: "style", scored: "training" }),
    /training pictures that it was trained/,
  );
  assert.deepEqual([0.03214, 0.5, 1e-9].map(pText), ["p = 0.032", "p = 0.50", "p < 0.001"]);
  assert.match(trendSentence(run([3, 2, 1]), "style"), /lowest in the last of 3 epochs/);
  assert.match(trendSentence(run([3, 1, 2]), "style"), /lowest in epoch 2 of 3/);
  assert.match(trendSentence(run([3], false), "style"), /no validation/);
});

const recall = (name: string, correct: number, known: boolean): ClassRecall => {
  const interval: [number, number] = [0.1, 0.9];
  const alarms = { falseAlarms: 0.05, falseAlarmsInterval: interval };
  return { class: name, rows: 20, correct, recall: correct / 20, interval, ...alarms, known };
};

test("what a head is good at: the best class, how many it knows, and those never recognised", () => {
  const recalls = [recall("<b>ash</b>", 18, true), recall("beech", 9, true), recall("cedar", 0, false)];
  const words = recallSentence("style", recalls);
  assert.match(words, /^style knows 2 of the 3 classes that were scored, best “<b>ash<\/b>”: 18 of 20 recognised/);
  assert.match(words, /1 is never recognised\.$/);
  assert.match(recallSentence("style", [recall("ash", 5, false)]), /knows no class for certain/);
  const figure = classRecallChart(recalls, { head: "style" });
  assert.deepEqual(figure.data[0].x, [0.9, 0.45, 0]);
  assert.deepEqual(figure.data[1].x, [0.05, 0.05, 0.05]);
  const { ticktext } = figure.layout.yaxis as { ticktext: string[] };
  assert.ok(ticktext.length === 3 && !ticktext[0].includes("<b>ash"), "a class's name is no mark-up");
  const many = classRecallChart(Array(80).fill(recall("ash", 5, true)), { head: "style" });
  assert.match(JSON.stringify(many.layout.xaxis), /20 that are known less well are not drawn/);
});

test("mistakes in words: the commonest confusion, captions", () => {
  const counts = [
    [5, 3],
    [1, 9],
  ];
  assert.match(
    confusionSentence("tree", { classes: ["ash", "beech"], counts }),
    /take “ash” for “beech”: 3 of 8 times/,
  );
  assert.equal(confusionSentence("tree", { classes: ["ash"], counts: [[4]] }), "tree made no mistake.");
  const mistake = { row: 3, answered: "ash", probability: 0.987, truth: "beech", truthProbability: 0.01 };
  assert.deepEqual(mistakeCaptions([mistake]), ["99 % ash\nis beech"]);
});

test("a difference in words: verdict, points, interval, the rows that decide it", () => {
  const found: PairedDifference = {
    ...{ head: "style", rows: 690, both: 200, onlyFirst: 40, onlySecond: 80, neither: 370 },
    ...{ difference: 40 / 690, interval: [0.0269, -0.001], p: 0.0003, verdict: "helped" },
  };
  assert.equal(
    differenceSentence(found, { first: "its own model", second: "one model for all" }),
    "style: helped. one model for all against its own model: +5.8 points of accuracy (95 % interval +2.7 to −0.1; " +
      "80 pictures only the former gets right, 40 only the latter; p < 0.001, exact McNemar test).",
  );
});

test("a difference is held against what accuracies still moved at the end", () => {
  const moving = (accuracies: number[]) => {
    const history = accuracies.map((accuracy) => ({ training: epoch(1, 0.5), validation: epoch(1, accuracy) }));
    return { history, heads: { style: { majority: 0.4, chance: 0.2 } } } as unknown as Run;
  };
  assert.ok(Math.abs(lastMoves(moving([0.1, 0.5, 0.55, 0.45]), "style") - 0.1) < 1e-12);
  assert.ok(Number.isNaN(lastMoves(moving([0.5]), "style")));
  const found = { head: "style", difference: -0.08 } as PairedDifference;
  const [steady, unsteady] = [moving([0.5, 0.52, 0.53]), moving([0.5, 0.6, 0.55])];
  assert.match(lastMovesSentence(found, steady, steady), /by up to 2.0 points .* less than the difference/);
  assert.match(lastMovesSentence(found, steady, unsteady), /by up to 10.0 points .* a matter of when they stopped/);
  assert.match(lastMovesSentence(found, moving([0.5]), steady), /after a single epoch/);
});
