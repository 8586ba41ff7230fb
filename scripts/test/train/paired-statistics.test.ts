import assert from "node:assert/strict";
import { test } from "node:test";
import { mcnemarTest, pairedInterval, pairedTTest } from "../../../lib/train/paired-statistics";

const rounded = (interval: number[], digits: number) => interval.map((end) => Number(end.toFixed(digits)));

test("the paired interval is Tango's, as published", () => {
  // Fagerland, Lydersen & Laake 2014: airway hyper-responsiveness before and after, 1, 1, 7 and 12 children.
  assert.deepEqual(rounded(pairedInterval(7, 1, 21), 3), [-0.517, -0.026]);
  // Agresti & Min 2005: 53, 16, 8 and 9 pairs.
  assert.deepEqual(rounded(pairedInterval(8, 16, 86), 3), [-0.02, 0.207]);
  // R's PropCIs: scoreci.mp(25, 28, 618, conf.level = 0.9).
  assert.deepEqual(rounded(pairedInterval(25, 28, 618, 0.9), 4), [-0.0148, 0.0247]);
});

test("rows on which they never differ, or always do, leave what the number of rows leaves", () => {
  const z2 = 1.959963984540054 ** 2;
  for (const rows of [1, 10, 690]) {
    const [low, high] = pairedInterval(0, 0, rows);
    assert.ok(Math.abs(high - z2 / (rows + z2)) < 1e-9, `${high}`);
    assert.ok(Math.abs(low + high) < 1e-12);
  }
  const [low, high] = pairedInterval(0, 10, 10);
  assert.ok(low > 0.3 && low < 1 && high > 0.999999);
});

test("the interval turns round with the two, holds the difference and stays in -1..1", () => {
  for (const [first, second, rows] of [
    [3, 9, 20],
    [0, 5, 5],
    [1, 0, 1],
    [200, 100, 690],
  ]) {
    const [low, high] = pairedInterval(first, second, rows);
    const turned = pairedInterval(second, first, rows);
    assert.ok(Math.abs(low + turned[1]) < 1e-9 && Math.abs(high + turned[0]) < 1e-9);
    assert.ok(-1 <= low && low <= (second - first) / rows && (second - first) / rows <= high + 1e-12 && high <= 1);
  }
});

test("McNemar's test is exact and two-sided", () => {
  assert.equal(mcnemarTest(1, 7).toFixed(4), "0.0703"); // Fagerland, Lydersen & Laake 2014
  assert.equal(mcnemarTest(7, 1), mcnemarTest(1, 7));
  assert.equal(mcnemarTest(0, 0), 1);
  assert.equal(mcnemarTest(5, 5), 1);
  assert.equal(mcnemarTest(0, 6).toFixed(9), (2 / 64).toFixed(9));
});

test("counts that cannot be are refused", () => {
  assert.throws(() => pairedInterval(3, 8, 10), /found 3 and 8 of 10/);
  assert.throws(() => pairedInterval(0, 0, 0), RangeError);
  assert.throws(() => mcnemarTest(0.5, 2), RangeError);
});

// t is 0.6 / sqrt(0.335 / 5) = 2.318; for four degrees of freedom the distribution has a closed form, which gives 0.0813147.
test("Student's test of paired differences, to either side and to one", () => {
  const differences = [1.2, 0.4, -0.3, 0.9, 0.8];
  const twoSided = pairedTTest(differences, "two-sided");
  assert.ok(Math.abs(twoSided - 2 * pairedTTest(differences, "greater")) < 1e-12);
  assert.ok(Math.abs(twoSided - 0.0813147) < 1e-7, `found ${twoSided}`);
  const reversed = differences.map((difference) => -difference);
  assert.equal(pairedTTest(reversed, "two-sided"), twoSided);
  assert.ok(Math.abs(pairedTTest(reversed, "greater") - (1 - twoSided / 2)) < 1e-12);
});

test("differences that are all one number leave nothing to chance", () => {
  assert.equal(pairedTTest([2, 2, 2], "greater"), 0);
  assert.equal(pairedTTest([-2, -2, -2], "greater"), 1);
  assert.equal(pairedTTest([-2, -2, -2], "two-sided"), 0);
  assert.equal(pairedTTest([0, 0, 0], "two-sided"), 1);
});
