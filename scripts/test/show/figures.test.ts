import assert from "node:assert/strict";
import { test } from "node:test";
import {
  accuracyComparison,
  classCounts,
  coOccurrence,
  confusionMatrix,
  learningCurves,
  lossCurve,
  pixelHistogram,
} from "../../../lib/show/figures";
import type { PlotlyFigure } from "../../../lib/show/figure";

const names = (figure: PlotlyFigure) =>
  figure.data.filter((trace) => trace.showlegend !== false).map((trace) => trace.name);

/** Every figure is made twice from data that are frozen all the way down: it may change nothing and must be plain JSON. */
function pure<T>(make: (data: T) => PlotlyFigure, data: T): PlotlyFigure {
  const freeze = (value: unknown): void => {
    if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  };
  freeze(data);
  const figure = make(data);
  assert.deepEqual(make(data), figure);
  assert.deepEqual(JSON.parse(JSON.stringify(figure)).data.length, figure.data.length);
  return figure;
}

const curve = {
  head: "style",
  training: [0.2, 0.3, 0.4],
  validation: [0.2, 0.25, 0.3],
  interval: [
    [0.15, 0.25],
    [0.2, 0.3],
    [0.25, 0.35],
  ] as [number, number][],
  majority: 0.21,
  chance: 1 / 19,
};

test("learning curves: both accuracies, the band, the majority baseline and chance", () => {
  const figure = pure(learningCurves, [curve]);
  assert.deepEqual(names(figure), ["95 % interval", "training", "validation", "majority baseline", "chance"]);
  const level = (name: string) => figure.data.find((trace) => trace.name === name)?.y;
  assert.deepEqual(level("majority baseline"), [0.21, 0.21]);
  assert.deepEqual(level("chance"), [1 / 19, 1 / 19]);
});

test("learning curves: a panel and a pair of axes a head, the legend once", () => {
  const figure = pure(
    learningCurves,
    ["a", "b", "c", "d"].map((head) => ({ ...curve, head })),
  );
  assert.deepEqual([...new Set(figure.data.map((trace) => trace.xaxis))], ["x", "x2", "x3", "x4"]);
  assert.equal(names(figure).length, 5);
  const [third, fourth] = ["yaxis3", "yaxis4"].map((key) => (figure.layout[key] as { domain: number[] }).domain);
  assert.ok(fourth[1] < third[0], "the fourth head starts a second row");
});

test("learning curves: without validation, and with a single epoch, the interval is still shown", () => {
  const unvalidated = { ...curve, validation: undefined };
  assert.deepEqual(names(learningCurves([unvalidated])), ["95 % interval", "training", "majority baseline", "chance"]);
  const first = { ...curve, training: [0.2], validation: [0.2], interval: [[0.15, 0.25]] as [number, number][] };
  const once = learningCurves([first]).data.find((trace) => trace.name === "validation");
  assert.ok(once?.error_y, "one point has an error bar");
});

test("class counts: sorted shares of each split, and an even share as a line", () => {
  const figure = pure(
    (counts) => classCounts(counts, { head: "style" }),
    [
      { class: "few", training: 10, validation: 5 },
      { class: "many <b>", training: 30, validation: 5 },
    ],
  );
  assert.deepEqual(figure.data[0].x, [0.75, 0.25]);
  assert.deepEqual(figure.data[1].x, [0.5, 0.5]);
  assert.match((figure.layout.yaxis as { ticktext: string[] }).ticktext[0], /^many &#60;b&#62; {2}<b>30<\/b>$/);
  assert.equal((figure.layout.shapes as { x0: number }[])[0].x0, 0.5);
  assert.equal(classCounts([{ class: "one", training: 1 }], { head: "x" }).data.length, 1);
});

test("class counts: a thousand classes still make a figure of a page's length", () => {
  const counts = Array.from({ length: 1000 }, (_, i) => ({ class: `class ${i}`, training: i }));
  const figure = classCounts(counts, { head: "id" });
  assert.ok(figure.layout.height! < 1500);
  assert.match(JSON.stringify(figure.layout.xaxis), /940 rarer classes/);
});

test("co-occurrence: shares of the row, blank where nothing occurs", () => {
  const grid = {
    rows: ["a", "b"],
    columns: ["x", "y"],
    counts: [
      [3, 1],
      [0, 2],
    ],
  };
  const figure = pure((data) => coOccurrence(data, { row: "painter", column: "style" }), grid);
  assert.deepEqual(figure.data[0].z, [
    [75, 25],
    [null, 100],
  ]);
});

test("confusion: classes that neither occur nor are answered are left out", () => {
  const counts = [
    [5, 0, 1],
    [0, 0, 0],
    [2, 0, 2],
  ];
  const figure = pure((data) => confusionMatrix(data, { head: "genre" }), { classes: ["a", "b", "c"], counts });
  assert.deepEqual((figure.layout.xaxis as { ticktext: string[] }).ticktext, ["a", "c"]);
  assert.deepEqual((figure.data[0].z as number[][])[1], [50, 50]);
});

test("pixels: a line a channel and split, in shares", () => {
  const histogram = { values: [0, 128], counts: [3, 1] };
  const figure = pure(pixelHistogram, [
    { split: "training", channel: "red", ...histogram },
    { split: "validation", channel: "red", ...histogram },
  ]);
  assert.deepEqual(names(figure), ["red, training", "red, validation"]);
  assert.deepEqual(figure.data[0].y, [0.75, 0.25]);
});

test("comparison: intervals as error bars, the marks once a head", () => {
  const score = { accuracy: 0.5, interval: [0.4, 0.7] as [number, number], majority: 0.2, chance: 0.1 };
  const figure = pure(accuracyComparison, [
    { head: "style", by: "one for all", ...score },
    { head: "style", by: "its own", ...score },
    { head: "genre", by: "one for all", ...score },
  ]);
  assert.deepEqual(names(figure), ["one for all", "its own", "majority baseline", "chance"]);
  const { array, arrayminus } = figure.data[0].error_y as { array: number[]; arrayminus: number[] };
  assert.ok(Math.abs(array[0] - 0.2) < 1e-12 && Math.abs(arrayminus[0] - 0.1) < 1e-12);
});

test("loss: a line each, and the levels it may come to rest at", () => {
  const lines = [{ name: "training", losses: [3, 2] }];
  const figure = pure((data) => lossCurve(data, { levels: [{ name: "ln 19", loss: Math.log(19) }] }), lines);
  assert.deepEqual(names(figure), ["training", "ln 19"]);
});
