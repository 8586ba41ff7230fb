import assert from "node:assert/strict";
import { test } from "node:test";
import { accuracyInterval, binomialTest } from "../../../lib/train/statistics";

/** [right, rows, low, high, p against 0.2]: scipy 1.17.1, binomtest(k, n, 0.2, "greater") and proportion_ci("exact"). */
const known: [number, number, number, number, number][] = [
  [144, 690, 0.1789484727138157, 0.24095780960334173, 0.29794776960796504],
  [84, 690, 0.09827653980574153, 0.14849096978934367, 0.9999999804217545],
  [420, 690, 0.5711542385110648, 0.6453033356140674, 2.5615705082948453e-121],
  [5, 10, 0.1870860284474045, 0.8129139715525955, 0.03279349760000002],
  [0, 10, 0, 0.30849710781876294, 1],
  [10, 10, 0.6915028921812371, 1, 1.0240000000000006e-7],
  [1, 100000, 2.5317842743932826e-7, 5.571516034432556e-5, 1],
  [2000, 2920, 0.6677318282740566, 0.7017598430448081, 0],
];

const near = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) <= 1e-5 * expected, `${found} for ${expected}`);

test("the interval of an accuracy is Clopper and Pearson's", () => {
  for (const [right, rows, low, high] of known) {
    const interval = accuracyInterval(right, rows);
    near(interval[0], low);
    near(interval[1], high);
  }
});

test("the one-sided binomial test is exact, far out in the tail too", () => {
  for (const [right, rows, , , p] of known) near(binomialTest(right, rows, 0.2), p);
  const far = binomialTest(420, 690, 0.2);
  assert.ok(Math.abs(far / 2.5615705082948453e-121 - 1) < 1e-6, `${far}`);
  assert.equal(binomialTest(3, 10, 1), 1);
  assert.equal(binomialTest(3, 10, 0), 0);
  assert.equal(binomialTest(0, 10, 0.5), 1);
});

test("counts that cannot be are refused", () => {
  assert.throws(() => accuracyInterval(11, 10), /0\.\.10, found 11/);
  assert.throws(() => accuracyInterval(1.5, 10), RangeError);
  assert.throws(() => binomialTest(0, 0, 0.5), /at least one scored row/);
  assert.throws(() => binomialTest(1, 2, Number.NaN), /chance/);
});
