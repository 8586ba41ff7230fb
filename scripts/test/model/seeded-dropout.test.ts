import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../lib/engine";
import { SeededDropout, dropoutCalls, restoreDropoutCalls } from "../../../lib/model";

test("each training call drops other features, and the place in the sequence can be put back", () => {
  const before = tf.memory().numTensors;
  const model = tf.sequential({
    layers: [tf.layers.inputLayer({ inputShape: [200] }), new SeededDropout({ rate: 0.5, seed: 3, name: "drop" })],
  });
  const x = tf.ones([2, 200]);
  const draw = (training = true) =>
    tf.tidy(() => Array.from((model.apply(x, { training }) as tf.Tensor).dataSync()).join(""));

  const first = [draw(), draw(), draw()];
  assert.equal(new Set(first).size, 3);
  assert.match(first[0], /^[02]+$/);
  const share = [...first.join("")].filter((value) => value === "0").length / (3 * 400);
  assert.ok(Math.abs(share - 0.5) < 0.06, `${share}`);

  assert.deepEqual(dropoutCalls(model), { drop: 3 });
  const next = draw();
  restoreDropoutCalls(model, { drop: 3 });
  assert.equal(draw(), next);
  restoreDropoutCalls(model, { drop: 0 });
  assert.deepEqual([draw(), draw(), draw()], first);

  assert.match(draw(false), /^1+$/);
  assert.deepEqual(dropoutCalls(model), { drop: 3 });
  x.dispose();
  model.dispose();
  assert.equal(tf.memory().numTensors, before);
});
