import assert from "node:assert/strict";
import { test } from "node:test";
import { learningRateCurve } from "../../../lib/show/figures";

const search = {
  rates: [1e-4, 1e-3, 1e-2, 1e-1, 1],
  losses: [2, 1.9, 1.5, 1.2, 40],
  valley: 1e-3,
  steepest: 1.1e-2,
  minimum: 1e-2,
};

test("the curve, with each suggestion marked on it", () => {
  const { data, layout } = learningRateCurve(search);
  assert.deepEqual(
    data.map(({ name }) => name),
    ["loss, smoothed", "valley 1.0e-3", "steepest 1.1e-2", "minimum 1.0e-2"],
  );
  assert.deepEqual(
    data.slice(1).map(({ x, y }) => [x, y].flat()),
    [
      [1e-3, 1.9],
      [1.1e-2, 1.5],
      [1e-2, 1.5],
    ],
  );
  assert.equal((layout.xaxis as { type: string }).type, "log");
  const [low, high] = (layout.yaxis as { range: number[] }).range;
  assert.ok(low < 1.2 && high > 2 && high < 4, "what diverges is cut off");
});

test("what is not there is not drawn", () => {
  const nothing = { rates: [], losses: [], valley: NaN, steepest: NaN, minimum: NaN };
  assert.deepEqual(learningRateCurve(nothing).data.length, 1);
  const flat = learningRateCurve({ ...nothing, rates: [1, 10], losses: [2, 2] });
  const [low, high] = (flat.layout.yaxis as { range: number[] }).range;
  assert.ok(low < 2 && high > 2);
});
