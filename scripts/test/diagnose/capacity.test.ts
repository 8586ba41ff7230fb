import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../../lib/data/random";
import { diagnose, subjectOf } from "../../../lib/diagnose";
import { tf } from "../../../lib/engine";
import type { SubjectData } from "../../../lib/train";

const { dense } = tf.layers;

/** Two numbers, and whether they lie far from zero, as a third of them do: no straight cut tells that. */
function rings(rows: number, seed: number): SubjectData {
  const random = new Random(seed);
  const points = Array.from({ length: rows }, () => [random.normal(), random.normal()]);
  return { x: tf.tensor2d(points), y: tf.tensor2d(points.map(([a, b]) => [Math.hypot(a, b) > 1.5 ? 1 : 0])) };
}

const output = (first: { inputShape?: number[] } = {}) =>
  dense({ ...first, units: 1, activation: "sigmoid", kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }) });

function functional(): tf.LayersModel {
  const input = tf.input({ shape: [2] });
  return tf.model({ inputs: input, outputs: output().apply(input) as tf.SymbolicTensor });
}

for (const [kind, build] of [
  ["sequential", () => tf.sequential({ layers: [tf.layers.reshape({ inputShape: [2], targetShape: [2] }), output()] })],
  ["one-layer", () => tf.sequential({ layers: [output({ inputShape: [2] })] })],
  ["functional", functional],
] as const) {
  test(`a ${kind} model without a hidden layer is given one, and that is proved to mend it`, async () => {
    const [data, validation] = [rings(400, 1), rings(200, 2)];
    const model = build();
    model.compile({ optimizer: tf.train.adam(0.02), loss: "binaryCrossentropy" });
    const given = subjectOf(model, data, { batchSize: 20, epochs: 10 }, validation);
    const { verdict, findings, smallestSet } = await diagnose(given, { seconds: 120 });
    assert.equal(verdict, "not-learning");
    assert.deepEqual(smallestSet, ["a hidden layer"]);
    assert.equal(findings[0].code, "capacity-low");
    assert.equal(findings[0].standing, "cause");
  });
}
