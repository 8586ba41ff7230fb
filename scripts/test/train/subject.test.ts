import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../lib/engine";
import { headKind } from "../../../lib/train/head-kind";
import { Objective } from "../../../lib/train/objective";
import { tapeStep } from "../../../lib/train/step";
import { TensorBatches } from "../../../lib/train/tensor-batches";
import { train } from "../../../lib/train/train";
import { tinyData, tinyModel, tinySubject } from "./tiny-subject";

const kinds = {
  which: { kind: "classes", classes: 3 },
  first: { kind: "binary", classes: 2, threshold: 0.5 },
} as const;
const numbers = (model: tf.LayersModel) => model.weights.map((weight) => [...weight.read().dataSync()]);
const last = <T>(items: T[]) => items[items.length - 1];

test("a step is the step that fit takes, to the bit", async () => {
  const { x, y } = tinyData(20, 3);
  const [plain, ours] = [tinyModel(1, tf.train.adam(0.01)), tinyModel(1, tf.train.adam(0.01))];
  const step = tapeStep(ours, new Objective(ours, kinds));
  for (let i = 0; i < 5; i++) {
    const expected = (await plain.trainOnBatch(x, y)) as number[];
    const measures = step.run({ x, y: { which: y[0], first: y[1] }, rows: [], dispose() {} });
    const [loss, , which, whichRight, first] = measures.dataSync();
    assert.deepEqual([loss, which, first], expected.slice(0, 3));
    assert.equal(Math.round(20 * expected[3]), whichRight);
  }
  assert.deepEqual(numbers(ours), numbers(plain));
});

test("a training goes where fit goes", async () => {
  const subject = tinySubject({ rows: 24, fit: { batchSize: 24, epochs: 6 }, validation: false });
  const run = await train(subject, { seed: 1 });
  const model = subject.build(1);
  const { history } = await model.fit(subject.data.x, subject.data.y, { batchSize: 24, epochs: 6, verbose: 0 });
  run.history.forEach(({ training }, i) => assert.ok(Math.abs(training.loss - (history.loss[i] as number)) < 1e-5));
  numbers(model).forEach((weights, i) =>
    weights.forEach((weight, j) => assert.ok(Math.abs(weight - numbers(run.model)[i][j]) < 1e-5)),
  );
});

test("equal seeds give equal weights, others do not", async () => {
  const shas = [];
  for (const seed of [3, 3, 4]) shas.push((await train(tinySubject(), { seed })).weightsSha256);
  assert.equal(shas[0], shas[1]);
  assert.notEqual(shas[0], shas[2]);
  assert.match(shas[0], /^[0-9a-f]{64}$/);
});

test("with stepsPerEpoch an epoch goes on where the last one's shuffle stopped", async () => {
  const x = tf.range(0, 10).reshape([10, 1]);
  const batches = new TensorBatches(x, {}, { batchSize: 4, seed: 5, stepsPerEpoch: 2 });
  assert.equal(batches.batchesPerEpoch, 2);
  const sizes = [];
  const seen: number[] = [];
  for (let i = 0; i < 6; i++) {
    const batch = await batches.next();
    assert.deepEqual([...batch.x.dataSync()], Array.from(batch.rows));
    sizes.push(batch.rows.length);
    seen.push(...Array.from(batch.rows));
    batch.dispose();
  }
  assert.deepEqual(sizes, [4, 4, 2, 4, 4, 2]);
  const sorted = (rows: number[]) => [...rows].sort((a, b) => a - b);
  assert.deepEqual(sorted(seen.slice(0, 10)), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(sorted(seen.slice(10)), sorted(seen.slice(0, 10)));
  assert.notDeepEqual(seen.slice(10), seen.slice(0, 10));

  const state = batches.state();
  const next = Array.from((await batches.next()).rows);
  batches.restore(JSON.parse(JSON.stringify(state)));
  assert.deepEqual(Array.from((await batches.next()).rows), next);
});

test("validation is over all rows, or over the first validationSteps batches", async () => {
  const all = await train(tinySubject({ fit: { epochs: 1 } }));
  assert.equal(last(all.history).validation?.rows, 30);
  const part = await train(tinySubject({ fit: { epochs: 2, validationSteps: 1 } }));
  assert.equal(last(part.history).validation?.rows, 16);
  assert.equal(part.heads.which.rows, 30, "scores are of all rows all the same");
});

test("data that do not fit the model are refused in tfjs's words", async () => {
  const subject = tinySubject();
  await assert.rejects(train({ ...subject, data: { x: subject.data.x, y: subject.data.y[0] } }), {
    name: "InputError",
    message: /^tiny: .*expects 2 Tensor/,
  });
});

test("what a head is for is read off its loss and targets", () => {
  const column = (...values: number[]) => tf.tensor2d(values, [values.length, 1]);
  const oneHot = tf.oneHot([0, 2, 1], 3);
  assert.deepEqual(headKind("meanSquaredError", oneHot, [null, 3]), { kind: "classes", classes: 3 });
  assert.deepEqual(headKind("sparseCategoricalCrossentropy", column(0, 1), [null, 3]), { kind: "sparse", classes: 3 });
  assert.equal(headKind("meanSquaredError", column(0, 1, 1), [null, 1]).kind, "binary");
  assert.equal(headKind("meanSquaredError", column(0.5, 7, 2), [null, 1]).kind, "number");
  assert.equal(headKind("meanSquaredError", tf.ones([3, 2]), [null, 2]).kind, "number");
  assert.deepEqual(headKind("hinge", column(-1, 1), [null, 1]), { kind: "binary", classes: 2, threshold: 0 });
});
