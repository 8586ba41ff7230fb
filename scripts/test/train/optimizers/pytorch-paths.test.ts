import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterEach, test } from "node:test";
import { tf } from "../../../../lib/engine";
import { type OptimizerSpec, optimizerOf } from "../../../../lib/train/optimizers";

interface Case {
  name: string;
  options: OptimizerSpec;
  /** By step. */
  changes: Record<number, { learningRate?: number; momentum?: number }>;
  /** Factors of each tensor's rate. */
  scales?: number[];
  start: number[][];
  gradients: number[][][];
  /** After some steps. */
  weights: Record<number, number[][]>;
}
const fixture = resolve(__dirname, "../../fixtures/optimizer-paths.json");
const { cases } = JSON.parse(readFileSync(fixture, "utf8")) as { cases: Case[] };

afterEach(() => tf.setBackend("tensorflow"));

/** Largest difference from PyTorch's weights on the way, relative to the weight. */
async function farthest({ options, changes, scales, start, gradients, weights }: Case): Promise<number> {
  const before = tf.memory().numTensors;
  const variables = start.map((values) => tf.tidy(() => tf.variable(tf.tensor1d(values))));
  const optimizer = optimizerOf(options.name === "adam" ? { ...options, epsilon: 1e-12 } : options);
  if (scales) optimizer.setRateScales(new Map(variables.map(({ name }, i) => [name, scales[i]])));
  let most = 0;
  for (const [step, given] of gradients.entries()) {
    Object.assign(optimizer, changes[step]);
    const named = variables.map(({ name }, i) => ({ name, tensor: tf.tensor1d(given[i]) }));
    optimizer.applyGradients(named);
    tf.dispose(named.map(({ tensor }) => tensor));
    const there = weights[step]?.flat();
    const here = there && (await Promise.all(variables.map((variable) => variable.data()))).flatMap((x) => [...x]);
    if (there) most = Math.max(most, ...there.map((weight, i) => Math.abs(here[i] - weight) / Math.abs(weight)));
  }
  optimizer.dispose();
  tf.dispose(variables);
  assert.equal(tf.memory().numTensors, before);
  return most;
}

for (const one of cases) {
  test(`${one.name} goes where PyTorch's goes, fed the same gradients`, async () => {
    assert.equal(one.gradients.length, 60);
    const fused = await farthest(one);
    assert.ok(fused < 1e-5, `by the engine's ops: ${fused}`);
    await tf.setBackend("cpu"); // has no such ops
    const composed = await farthest(one);
    assert.ok(composed < 1e-5, `composed: ${composed}`);
  });
}

test("the cases hold what they are for: AMSGrad's second moment falls, and momentum changes", () => {
  const falling = cases.filter(({ name }) => name.includes("falling"));
  assert.equal(falling.length, 2);
  for (const { gradients } of falling) {
    const size = (step: number) => Math.hypot(...gradients[step].flat());
    assert.ok(size(7) > 20 * size(20), `${size(7)}, ${size(20)}`);
  }
  assert.ok(cases.some(({ changes }) => Object.values(changes).some(({ momentum }) => momentum !== undefined)));
});
