/**
 * From the same weights, tfjs and Keras 3.15 must agree on the question's network: each array is compared by its
 * largest difference, relative to its largest value. fixtures/keras/make.py made Keras's side.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../../../lib/engine";
import { buildModel, loadKerasWeights, modelTable, questionModel, type ModelSpec } from "../../../lib/model";

const TOLERANCE = 1e-4;
const RATE = 1e-4;
const EPSILON = 1e-8;
const fixture = (name: string) => join(__dirname, "../fixtures/keras", name);
const json = (name: string) => JSON.parse(readFileSync(fixture(name), "utf8"));

const keras = json("question.json");
const spec: ModelSpec = { width: 1 / 32, imageSize: 32, heads: { style: 3, genre: 4, painter: 2 } };
const names = Object.keys(spec.heads);

function assertClose(found: ArrayLike<number>, expected: ArrayLike<number>, what: string, scale?: number): void {
  assert.equal(found.length, expected.length, what);
  const largest = scale ?? Math.max(...Array.from(expected, Math.abs));
  const off = Math.max(...Array.from(expected, (value, i) => Math.abs(value - found[i])));
  assert.ok(off <= TOLERANCE * largest, `${what}: off by ${off} where the largest is ${largest}`);
}

const pictures = () => tf.tensor4d(keras.x, [4, 32, 32, 3], "float32");
const oneHot = (name: string) => tf.oneHot(tf.tensor1d(keras.labels[name], "int32"), spec.heads[name]);

/** Losses as `fit` takes them: a mean a head, and the penalties. */
function lossesOf(model: tf.LayersModel): { heads: tf.Scalar[]; penalty: tf.Scalar } {
  const outputs = model.apply(pictures(), { training: true }) as tf.Tensor[];
  return {
    heads: outputs.map((output, i) => tf.mean(tf.metrics.categoricalCrossentropy(oneHot(names[i]), output))),
    penalty: tf.addN(model.calculateLosses()),
  };
}

const totalOf = ({ heads, penalty }: ReturnType<typeof lossesOf>): tf.Scalar => tf.addN([...heads, penalty]);

async function questionOf(file: string): Promise<tf.LayersModel> {
  const model = buildModel(spec);
  const set = await loadKerasWeights(model, fixture(file));
  assert.equal(set.length, 20, "all layers with weights");
  return model;
}

test("outputs and losses equal Keras's, the l2 penalty included", async () => {
  const model = await questionOf("question.h5");
  tf.tidy(() => {
    const outputs = model.predict(pictures()) as tf.Tensor[];
    names.forEach((name, i) => assertClose(outputs[i].dataSync(), keras.outputs[name].flat(), `outputs of ${name}`));
    const losses = lossesOf(model);
    names.forEach((name, i) => assertClose(losses.heads[i].dataSync(), [keras.losses[name]], `loss of ${name}`));
    assertClose(losses.penalty.dataSync(), [keras.penalty], "penalty");
  });
  model.dispose();
});

test("gradients of the whole loss equal Keras's", async () => {
  const model = await questionOf("question.h5");
  tf.tidy(() => {
    const { grads } = tf.variableGrads(() => totalOf(lossesOf(model)));
    for (const weight of model.trainableWeights) {
      const found = grads[(weight.read() as tf.Variable).name];
      const expected = keras.gradients[weight.originalName];
      const values = found.dataSync();
      assertClose(found.norm().dataSync(), [expected.norm], `norm of ${weight.originalName}`);
      const sampled = expected.at.map((at: number) => values[at]);
      const scale = Math.max(expected.norm / Math.sqrt(values.length), ...expected.values.map(Math.abs));
      assertClose(sampled, expected.values, weight.originalName, scale);
    }
  });
  model.dispose();
});

test("one step of Adam equals Keras's", async () => {
  const model = await questionOf("question.h5");
  const stepped = await questionOf("question-step.weights.h5");
  // Keras adds epsilon before the bias correction of the second moment, tfjs after it: in the first step the same as
  // an epsilon so much larger.
  const optimizer = tf.train.adam(RATE, 0.9, 0.999, EPSILON / Math.sqrt(1 - 0.999));
  tf.tidy(() => {
    const before = model.getWeights().map((weight) => weight.dataSync().slice());
    const { grads } = tf.variableGrads(() => totalOf(lossesOf(model)));
    const gradients = model.trainableWeights.map((weight) => grads[(weight.read() as tf.Variable).name].dataSync());
    optimizer.applyGradients(grads as Record<string, tf.Variable>);
    model.getWeights().forEach((weight, i) => {
      const [found, expected] = [weight.dataSync(), stepped.getWeights()[i].dataSync()];
      // The step is nearly the rate times the gradient's sign: where a gradient is rounding noise, its sign is too.
      const noise = TOLERANCE * Math.max(...gradients[i].map(Math.abs));
      let compared = 0;
      for (let j = 0; j < expected.length; j++) {
        if (gradients[i][j] !== 0 && Math.abs(gradients[i][j]) < noise) continue;
        const off = Math.abs(found[j] - expected[j]);
        const rounding = 2 ** -23 * Math.abs(before[i][j]);
        assert.ok(off <= TOLERANCE * RATE + rounding, `${model.weights[i].originalName}[${j}]: off by ${off}`);
        compared++;
      }
      assert.ok(compared > 0.5 * expected.length, `${model.weights[i].originalName}: ${compared} compared`);
    });
  });
  optimizer.dispose();
  model.dispose();
  stepped.dispose();
});

test("batch normalisation, PReLU and leaky ReLU answer as Keras's, from both layouts", async () => {
  const { x, outputs } = json("options.json");
  for (const file of ["options.h5", "options.weights.h5"]) {
    const model = buildModel({
      width: 1 / 64,
      imageSize: 32,
      heads: { left: 2, right: 3 },
      activation: "prelu",
      batchNormalization: true,
      bottleneckActivation: "leakyReLU",
      dropout: 0.5,
      bottleneckUnits: 8,
      towerUnits: 8,
    });
    const set = await loadKerasWeights(model, fixture(file));
    assert.equal(set.length, 13 * 3 + 1 + 2 * 3, "all layers with weights");
    tf.tidy(() => {
      const found = model.predict(tf.tensor4d(x, [2, 32, 32, 3], "float32")) as tf.Tensor[];
      found.forEach((output, i) => assertClose(output.dataSync(), outputs[i].flat(), `${file}, output ${i}`));
    });
    model.dispose();
  }
});

test("the table of the full-size network says what Keras's says", () => {
  const model = questionModel();
  const rows = modelTable(model)
    .split("\n")
    .filter((line) => /^(│| \w)/.test(line))
    .map((line) =>
      line
        .replace(/^│|│$/g, "")
        .split("│")
        .map((cell) => cell.trim()),
    );
  assert.deepEqual(rows, keras.table);
  model.optimizer.dispose();
  model.dispose();
});
