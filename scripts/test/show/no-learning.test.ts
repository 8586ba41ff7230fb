import assert from "node:assert/strict";
import { test } from "node:test";
import { attempt } from "../../../lib/show/attempt";
import { plateauFigure, programCurves, remedyFigure, seenAccuracy } from "../../../lib/show/figures";
import {
  coverageSentence,
  evidenceSentence,
  leavingSentence,
  seenSentence,
  startSentence,
} from "../../../lib/show/no-learning-sentences";
import { epochRows, evidenceRows } from "../../../lib/show/no-learning-tables";
import { extremes, remediesSentence, remedySentence, seedsSentence } from "../../../lib/show/remedy-sentences";
import { accuracyRows, leavingRows, remedyRows } from "../../../lib/show/remedy-tables";
import { accuracyEvidence, type RemedyEffect, type SeenAccuracies, type TriedProgram } from "../../../lib/train";

const scored = (rows: number, ...rights: number[]) => rights.map((right) => ({ right, rows }));

function head(name: string, leaves?: number, rights = [20, 40, 41]): SeenAccuracies {
  return {
    head: name,
    all: { rows: 100, scored: scored(100, ...rights), ...(leaves !== undefined && { leaves }) },
    seen: { rows: 10, scored: scored(10, ...rights.map((right) => Math.round(right / 10))) },
    majority: 0.2,
    chance: 0.1,
    given: rights.map((_, i) => i + 1),
    losses: rights.map((_, i) => 2 - i / 10),
  };
}

test("what fails is kept with its words", async () => {
  const failed = await attempt("a", () => {
    throw new TypeError("no");
  });
  assert.deepEqual(failed, { step: "a", failed: true, says: "no" });
  assert.deepEqual(await attempt("b", async () => 7), { step: "b", failed: false, says: "no error", result: 7 });
  assert.match(startSentence([failed]), /1 faults?, .*\(a\)/);
});

test("whether a program learns is said of all, of some, of no heads, and of no epoch", () => {
  assert.match(
    leavingSentence([head("a", 2), head("b", 1)]),
    /learns: .*\(a after epoch 2, b after epoch 1, of 3 short/,
  );
  assert.match(
    leavingSentence([head("a", 2), head("b")]),
    /learns in part: a after epoch 2, of 3 short epochs; not b\./,
  );
  assert.match(leavingSentence([head("a"), head("b")]), /learns nothing that can be told in 3 short epochs/);
  assert.match(leavingSentence([head("a", undefined, [])]), /finished no epoch/);
  assert.match(seenSentence(head("a", 2)), /on all 100 rows after epoch 2; on the 10 rows .* not at all; .* 41\.0 %/);
  assert.match(seenSentence({ ...head("a"), majority: 1 }), /nothing to be seen/);
});

test("what an epoch covers and what an accuracy means, in words", () => {
  const coverage = [
    { split: "training" as const, rows: 2920, perEpoch: 580, share: 580 / 2920, passes: 4 },
    { split: "validation" as const, rows: 690, perEpoch: 130, share: 130 / 690, passes: 4 },
  ];
  assert.equal(
    coverageSentence(coverage),
    "An epoch of it sees 580 of 2,920 training pictures and 130 of 690 validation pictures: 5.0 of its epochs are one time through the data.",
  );
  const evidence = accuracyEvidence(0.2, 130, { majority: 0.209, chance: 0.05 });
  assert.match(
    evidenceSentence("a", 0.2, 0.209, evidence),
    /shows 0\.20 or more with p = 0\.63; it takes \d\d\.\d % to/,
  );
  assert.match(evidenceSentence("a", 0.2, 1, evidence), /one class/);
  assert.equal(evidenceRows([{ head: "a", majority: 0.209, found: evidence }]).length, 1);
});

test("of many epochs some are listed, the first and the last among them", () => {
  const rows = epochRows([
    head(
      "a",
      undefined,
      Array.from({ length: 100 }, (_, i) => i),
    ),
  ]);
  assert.deepEqual([rows.length, rows[0].epoch, rows.at(-1)!.epoch], [12, 1, 100]);
  assert.deepEqual(epochRows([head("a")])[1], { epoch: 2, "a, 10": 0.4, "a, 100": 0.4, "a, classes": 2 });
  assert.deepEqual(epochRows([]), []);
});

test("the figure of what is seen marks where the majority is left, and stands without epochs", () => {
  const { data } = seenAccuracy([head("a", 2), { ...head("b"), seen: undefined }]);
  const ring = data.find((trace) => trace.name === "leaves the majority")!;
  assert.deepEqual([ring.x, ring.y, ring.xaxis], [[2], [0.4], "x"]);
  assert.equal(data.filter((trace) => trace.name === "10 rows seen").length, 1);
  const legend = data.filter((trace) => trace.showlegend).map((trace) => trace.name);
  assert.equal(new Set(legend).size, legend.length, "each name once");
  assert.ok(seenAccuracy([head("a", undefined, [])]).data.length > 0);
});

test("losses are drawn between the levels where a head stands still", () => {
  const losses = { head: "a", training: [3, 2], scored: [3, 2.5], alike: Math.log(19), frequencies: 2.6 };
  const { data, layout } = plateauFigure([losses]);
  assert.equal(data.length, 4);
  assert.deepEqual((layout.yaxis as { range: number[] }).range, [0, 3 * 1.08]);
});

const effect = (remedy: string, of: string, difference: number, verdict: RemedyEffect["verdict"]): RemedyEffect => ({
  remedy,
  head: of,
  accuracy: 0.3,
  difference,
  interval: [difference - 0.05, difference + 0.05],
  p: 0.5,
  bySeed: [difference],
  learns: { without: verdict !== "neither learns", with: verdict !== "neither learns", inTraining: false },
  verdict,
});
const effects = [
  effect("x", "a", 0.2, "helped"),
  effect("x", "b", 0.01, "no difference seen"),
  effect("y", "a", -0.1, "hurt"),
  effect("y", "b", 0.1, "helped"),
  effect("z", "a", 0, "neither learns"),
  effect("z", "b", -0.3, "broke off"),
];

test("remedies are told apart by what they did to any head", () => {
  assert.equal(
    remediesSentence(effects),
    "Each change alone, in this short training: x helped; z did harm; y helped one head and harmed another.",
  );
  assert.match(remediesSentence([effects[4]]), /no head beats the majority baseline/);
  assert.match(remediesSentence([]), /No remedy was tried/);
  assert.match(remedySentence(effects.slice(0, 2)), /^x: a \+20\.0 \(\+15\.0 to \+25\.0, helped\), b \+1\.0/);
  assert.match(seedsSentence(effects), /^One seed/);
  assert.deepEqual(extremes(effects, 1, 1), ["x", "z"]);
  assert.deepEqual(extremes(effects, 2, 2), ["x", "y", "z"], "none twice");
  assert.deepEqual(remedyRows(effects)[1], { remedy: "y", a: "−10.0 (hurt)", b: "+10.0 (helped)" });
});

test("the remedies' figure has a panel a head and a row a remedy, by verdict", () => {
  const { data, layout } = remedyFigure(effects);
  assert.deepEqual((layout.yaxis as { ticktext: string[] }).ticktext, ["x", "y", "z"]);
  const helped = data.filter((trace) => trace.name === "helped");
  assert.deepEqual(
    helped.map(({ x, y, xaxis, showlegend }) => [x, y, xaxis, showlegend]),
    [
      [[20], [0], "x", true],
      [[10], [1], "x2", false],
    ],
  );
});

test("programs' curves end where the shortest of their runs ends", () => {
  const tried = [
    { name: "base", seed: 1, history: [0.2, 0.4, 0.5] },
    { name: "base", seed: 2, history: [0.4, 0.6] },
    { name: "x", seed: 1, history: [0.5] },
  ].map(({ history, ...run }) => ({
    ...run,
    heads: { a: { majority: 0.2 } },
    history: history.map((accuracy) => ({ training: { rows: 10, heads: { a: { accuracy, loss: 1 } } } })),
    steps: 6,
  })) as unknown as TriedProgram[];
  const { data } = programCurves(tried, "base", ["x"]);
  const base = data.find((trace) => trace.name === "base")!.y as number[];
  assert.deepEqual(
    base.map((accuracy) => accuracy.toFixed(2)),
    ["0.30", "0.50"],
  );
  assert.deepEqual(data.find((trace) => trace.name === "x")!.y, [0.5]);
  assert.deepEqual(programCurves([], "base", []).data, []);
  assert.deepEqual(accuracyRows(tried), [
    { program: "base", a: "55.0 %" },
    { program: "x", a: "50.0 %" },
  ]);
  assert.deepEqual(leavingRows(tried), [
    { program: "base", a: null },
    { program: "x", a: null },
  ]);
});
