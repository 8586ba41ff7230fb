import assert from "node:assert/strict";
import { test } from "node:test";
import { balancedWeights, classWeightsOf } from "../../../../lib/train/losses";
import { parseProgram } from "../../../../lib/train/program-schema";

const names = ["Baroque", "Cubism", "Realism"];
const labels = Int32Array.of(0, 0, 0, 1, 1, 2);

test("balanced weights are scikit-learn's: every class counts the same, all rows as much as before", () => {
  assert.deepEqual(balancedWeights(labels, 3), [6 / 9, 6 / 6, 6 / 3]);
  const weights = balancedWeights(Int32Array.of(0, 0, 0, 2), 3);
  assert.deepEqual(weights, [4 / 6, 1, 2], "a class without rows does not count as one");
});

test("weights are given for every class, or by name or number, others counting once", () => {
  assert.deepEqual(classWeightsOf("style", [1, 2, 3], names, labels), [1, 2, 3]);
  assert.deepEqual(classWeightsOf("style", { Cubism: 5, "2": 0 }, names, labels), [1, 5, 0]);
  assert.deepEqual(classWeightsOf("style", "balanced", names, labels), balancedWeights(labels, 3));
  assert.throws(
    () => classWeightsOf("style", [1, 2], names, labels),
    /heads\.style\.classWeights: expected 3 .*found 2/,
  );
  assert.throws(() => classWeightsOf("style", { Cubsm: 2 }, names, labels), /"Cubsm": did you mean "Cubism"\?/);
  assert.throws(() => classWeightsOf("style", { "3": 2 }, names, labels), /number from 0 to 2/);
});

test("a Program's heads take the options of their loss, and only those", () => {
  const heads = (head: unknown) => parseProgram({ data: "there", heads: { style: head } }).heads!.style;
  assert.deepEqual(heads({ weight: 2 }), { loss: "categoricalCrossentropy", weight: 2, labelSmoothing: 0 });
  assert.deepEqual(heads({ loss: "categoricalFocalCrossentropy", classWeights: "balanced" }), {
    ...{ loss: "categoricalFocalCrossentropy", weight: 1, labelSmoothing: 0 },
    ...{ classWeights: "balanced", gamma: 2, alpha: 0.25 },
  });
  assert.throws(() => heads({ gamma: 2 }), /unknown key heads\.style\.gamma: expected one of loss, weight/);
  assert.throws(() => heads({ loss: "categoricalCrosentropy" }), /heads\.style\.loss: expected a loss, one of/);
  assert.throws(() => heads({ labelSmoothing: 1 }), /heads\.style\.labelSmoothing/);
  assert.throws(() => heads({ classWeights: "balance" }), /heads\.style\.classWeights: expected "balanced"/);
  assert.throws(() => heads(3), /heads\.style: expected its options/);
});
