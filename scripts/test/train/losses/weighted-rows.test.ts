import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { InputError, writeNpy } from "../../../../lib/data";
import { tf } from "../../../../lib/engine";
import { compileProgram, disposeSubject } from "../../../../lib/train/compile-program";
import type { Run } from "../../../../lib/train/run";
import type { Subject } from "../../../../lib/train/subject";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";
import { tinySubject } from "../tiny-subject";

/** All rows in one batch, so that no order matters but to rounding. */
const whole = (changes: Partial<Subject["data"]>, classWeight?: Subject["fit"]["classWeight"]): Subject => {
  const subject = tinySubject({
    rows: 40,
    fit: { batchSize: 40, epochs: 4, classWeight },
    optimizer: () => tf.train.sgd(0.5),
  });
  return { ...subject, data: { ...subject.data, ...changes } };
};

function assertSameWeights(found: tf.LayersModel, expected: tf.LayersModel, tolerance: number): void {
  expected.getWeights().forEach((weight, i) => {
    const values = found.getWeights()[i].dataSync();
    weight
      .dataSync()
      .forEach((value, j) => assert.ok(Math.abs(value - values[j]) < tolerance, `${i}[${j}]: ${values[j]}, ${value}`));
  });
}

test("class weights of a Subject are those of tfjs's fit", async () => {
  const classWeight = { which: { 0: 1, 1: 5, 2: 0.5 }, first: { 0: 2, 1: 0.25 } };
  const subject = whole({}, classWeight);
  const run = await train(subject);
  const model = subject.build(0);
  const { history } = await model.fit(subject.data.x, subject.data.y, { ...subject.fit, classWeight, verbose: 0 });
  assertSameWeights(run.model, model, 1e-5);
  const losses = history.loss as number[];
  run.history.forEach(({ training }, i) => assert.ok(Math.abs(training.loss - losses[i]) < 1e-5));
  const { loss, heads, penalty } = run.history[0].training;
  assert.ok(Math.abs(loss - penalty - heads.which.loss - heads.first.loss) > 0.1, "heads' own losses are not weighed");
  const { validation } = run.history[0];
  const sum = validation!.penalty + validation!.heads.which.loss + validation!.heads.first.loss;
  assert.ok(Math.abs(validation!.loss - sum) < 1e-5, "nor is anything in validation");
});

test("a row that counts twice is as two rows, one that counts nothing as none", async () => {
  const weights = Float32Array.from({ length: 40 }, (_, row) => row % 3);
  const weighed = await train(whole({ sampleWeight: tf.tensor1d(weights) }));
  const subject = whole({});
  const rows = Array.from(weights).flatMap((weight, row) => new Array<number>(weight).fill(row));
  const y = subject.data.y as tf.Tensor[];
  // The mean is over the batch's rows, not over their weights: 39 rows are to count as 40 do.
  const repeated = {
    ...subject,
    build: (seed: number) => {
      const model = subject.build(seed);
      const [which, first] = [tf.metrics.categoricalCrossentropy, tf.metrics.binaryCrossentropy].map(
        (loss) => (a: tf.Tensor, b: tf.Tensor) => loss(a, b).mul(rows.length / 40),
      );
      model.compile({ optimizer: tf.train.sgd(0.5), loss: [which, first] as unknown as string[] });
      return model;
    },
    data: { x: tf.gather(subject.data.x, rows), y: y.map((target) => tf.gather(target, rows)) },
    fit: { ...subject.fit, batchSize: rows.length },
  };
  assertSameWeights((await train(repeated)).model, weighed.model, 1e-5);
  assert.equal(weighed.heads.which.rows, 30, "scores are of all validation rows");
});

test("weights that a Subject cannot have are refused", async () => {
  const { numTensors } = tf.memory();
  const cases: [Subject, RegExp][] = [
    [
      whole({ sampleWeight: tf.tensor1d([1, 2]) }),
      /sampleWeight of which: expected one number a row, \[40\], found shape \[2\]/,
    ],
    [whole({ sampleWeight: { what: tf.ones([40]) } }), /sampleWeight: the model has no output "what"/],
    [whole({ sampleWeight: tf.fill([40], -1) }), /expected numbers from 0 up, found -1 in row 0/],
    [whole({}, { which: { 3: 1 } }), /classWeight of which: .* for classes 0 to 2, found 1 for 3/],
    [whole({}, { 0: 1, 1: 2 }), /classWeight: the model has no output "0"/],
  ];
  const given = tf.memory().numTensors;
  for (const [subject, message] of cases) {
    await assert.rejects(train(subject), (error: Error) => error instanceof InputError && message.test(error.message));
  }
  assert.ok(tf.memory().numTensors - given <= 0, "nothing is left behind");
  assert.ok(given > numTensors);
});

test("a Program weighs rows and classes the same, by its graph and as a Subject by the tape", async () => {
  const data = await tinyDataset(temporaryFolder());
  const weights = Float32Array.from({ length: 48 }, (_, row) => (row % 4) / 2);
  await writeNpy(join(data, "sample_weight_tint.npy"), weights, [48]);
  const program = tinyProgram(data, {
    heads: {
      tint: { loss: "categoricalFocalCrossentropy", gamma: 1, classWeights: "balanced", weight: 2 },
      light: { labelSmoothing: 0.1, classWeights: { dark: 3 } },
    },
    augment: {},
    // Two steps: thirteen batch normalisations, the last over 16 numbers, make much of rounding; so does Adam.
    optimizer: { name: "sgd", learningRate: 0.02 },
    stepsPerEpoch: 1,
  });
  const subject = await compileProgram(program);
  const runs: Run[] = [await train(program), await train(subject, { seed: program.seed })];
  assertSameWeights(runs[0].model, runs[1].model, 1e-3);
  const losses = runs.map(({ history }) => history.map(({ training }) => training.loss));
  losses[0].forEach((loss, i) => assert.ok(Math.abs(loss - losses[1][i]) < 1e-4, `${loss}, ${losses[1][i]}`));

  const plain = await train({ ...program, heads: { tint: {}, light: {} } });
  assert.notEqual(plain.weightsSha256, runs[0].weightsSha256);
  for (const run of [...runs, plain]) run.model.dispose();
  disposeSubject(subject);
});
