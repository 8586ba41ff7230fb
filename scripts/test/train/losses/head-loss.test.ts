import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { headLoss, type LossName } from "../../../../lib/train/losses";

const labels = tf.tensor2d([
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
]);
const logits = tf.tensor2d([
  [2, -1, 0.5],
  [0.1, 0.2, -3],
  [30, 0, -40],
]);

const rowsOf = (name: LossName, x: tf.Tensor) => {
  const loss = headLoss({ loss: name });
  return loss.rows(labels, loss.takes === "logits" ? x : tf.softmax(x));
};
const slope = (name: LossName) =>
  tf
    .grad((x) => rowsOf(name, x).sum())(logits)
    .arraySync() as number[][];

const close = (found: number, expected: number, tolerance = 1e-5) =>
  assert.ok(Math.abs(found - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${found} for ${expected}`);

test("cross-entropy is minus the log of the right class's probability, however small that is", () => {
  const [first, second, third] = rowsOf("categoricalCrossentropy", logits).dataSync();
  close(first, Math.log(Math.exp(2) + Math.exp(-1) + Math.exp(0.5)) - 2);
  close(second, Math.log(Math.exp(0.1) + Math.exp(0.2) + Math.exp(-3)) - 0.2);
  close(third, 70);
});

test("its gradient is probability less label, and never dies", () => {
  const probabilities = tf.softmax(logits).arraySync() as number[][];
  slope("categoricalCrossentropy").forEach((row, i) =>
    row.forEach((value, j) => close(value, probabilities[i][j] - (i === j ? 1 : 0), 1e-6)),
  );
});

test("the clipped cross-entropy is tfjs's: at most -ln 1e-7, and flat beyond", () => {
  const [first, , third] = rowsOf("clippedCategoricalCrossentropy", logits).dataSync();
  close(first, Math.log(Math.exp(2) + Math.exp(-1) + Math.exp(0.5)) - 2);
  close(third, -Math.log(1e-7), 1e-3);
  assert.deepEqual(slope("clippedCategoricalCrossentropy")[2].map(Math.abs), [0, 0, 0]);
});

for (const name of ["categoricalCrossentropy", "clippedCategoricalCrossentropy"] as const) {
  test(`the gradient of ${name} agrees with finite differences`, () => {
    const step = 1e-2;
    const gradient = slope(name);
    for (const [i, j] of [
      [0, 0],
      [0, 2],
      [1, 1],
      [1, 2],
    ]) {
      const moved = (by: number) => {
        const values = logits.arraySync() as number[][];
        values[i][j] += by;
        return rowsOf(name, tf.tensor2d(values)).sum().dataSync()[0];
      };
      close(gradient[i][j], (moved(step) - moved(-step)) / (2 * step), 2e-3);
    }
  });
}

test("tfjs calls it with probabilities, and gets it weighted", () => {
  const probabilities = tf.softmax(logits);
  for (const name of ["categoricalCrossentropy", "clippedCategoricalCrossentropy"] as const) {
    const [once] = headLoss({ loss: name })(labels, probabilities).dataSync();
    close(headLoss({ loss: name, weight: 0.25 })(labels, probabilities).dataSync()[0], once / 4);
  }
});
