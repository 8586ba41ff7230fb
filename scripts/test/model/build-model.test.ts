import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { InputError } from "../../../lib/data";
import { tf } from "../../../lib/engine";
import { buildModel, questionModel, type ModelSpec } from "../../../lib/model";

const heads = { style: 3, genre: 4 };
const small: ModelSpec = { width: 1 / 32, imageSize: 32, heads };
const everything: ModelSpec = {
  ...small,
  activation: "prelu",
  batchNormalization: true,
  batchNormalizationMomentum: 0.9,
  dropout: 0.5,
  bottleneckActivation: "leakyReLU",
  kernelInitializer: "he_uniform",
  towerUnits: 8,
};

/** Runs `body` and asserts that it leaves as many tensors as there were. */
async function keepsNoTensor(body: () => void | Promise<void>): Promise<void> {
  const before = tf.memory().numTensors;
  await body();
  assert.equal(tf.memory().numTensors, before);
}

const weightOf = (model: tf.LayersModel, layer: string, index = 0): number[] =>
  Array.from(model.getLayer(layer).getWeights()[index].dataSync());

function outputsOf(model: tf.LayersModel): number[][] {
  return tf.tidy(() => {
    const [, height, width, channels] = model.inputs[0].shape as number[];
    const answers = model.predict(tf.randomUniform([2, height, width, channels], 0, 255, "float32", 5));
    return (answers as tf.Tensor[]).map((answer) => Array.from(answer.dataSync()));
  });
}

test("the question's network has its layers, outputs and 14,956,049 parameters", () =>
  keepsNoTensor(() => {
    const model = questionModel();
    assert.equal(model.countParams(), 14_956_049);
    assert.deepEqual(model.outputNames, ["style", "genre", "painter"]);
    assert.deepEqual(
      model.outputs.map((output) => output.shape),
      [
        [null, 19],
        [null, 32],
        [null, 10],
      ],
    );
    assert.deepEqual(weightOf(model, "style_tower"), weightOf(model, "painter_tower"));
    model.optimizer.dispose();
    model.dispose();
  }));

test("a model with every option has the layers named, and one head gives one output", () =>
  keepsNoTensor(() => {
    const model = buildModel({ ...everything, imageSize: [32, 64], channels: 1, heads: { artStyle: 5 } });
    assert.deepEqual(
      model.layers.slice(-10).map((layer) => layer.name),
      "block5_conv3_bn block5_conv3_prelu block5_pool flatten bottleneck bottleneck_leakyReLU bottleneck_dropout artStyle_tower artStyle_tower_prelu artStyle".split(
        " ",
      ),
    );
    assert.deepEqual(model.inputs[0].shape, [null, 32, 64, 1]);
    assert.deepEqual(model.outputs[0].shape, [null, 5]);
    assert.equal(model.getLayer("block1_conv1_bn").getConfig().momentum, 0.9);
    model.dispose();
  }));

test("one seed gives the same weights to the bit, and a trunk does not depend on the heads", () =>
  keepsNoTensor(() => {
    const models = [
      buildModel({ ...small, seed: 1 }),
      buildModel({ ...small, seed: 1 }),
      buildModel({ ...small, seed: 1, heads: { genre: 4 }, batchNormalization: true }),
      buildModel({ ...small, seed: 2 }),
    ];
    const [first, same, single, other] = models;
    for (const layer of ["block1_conv1", "block5_conv3", "bottleneck", "style_tower", "style"]) {
      assert.deepEqual(weightOf(first, layer), weightOf(same, layer));
      assert.notDeepEqual(weightOf(first, layer), weightOf(other, layer));
    }
    for (const layer of ["block1_conv1", "block5_conv3", "bottleneck", "genre_tower", "genre"]) {
      assert.deepEqual(weightOf(first, layer), weightOf(single, layer));
    }
    assert.notDeepEqual(weightOf(first, "block5_conv2"), weightOf(first, "block5_conv3"));
    assert.notDeepEqual(weightOf(first, "style_tower"), weightOf(first, "genre_tower"));
    models.forEach((model) => model.dispose());
  }));

test("initial weights have the deviations that Keras gives them", () =>
  keepsNoTensor(() => {
    const [fanIn, fanOut] = [9 * 128, 9 * 128];
    const expected = {
      glorotUniform: 2 / (fanIn + fanOut),
      heNormal: 2 / fanIn,
      he_uniform: 2 / fanIn,
      lecun_normal: 1 / fanIn,
    };
    for (const [name, variance] of Object.entries(expected)) {
      const kernelInitializer = name as keyof typeof expected;
      const model = buildModel({ ...small, width: 1 / 4, kernelInitializer });
      const kernel = weightOf(model, "block5_conv3");
      const deviation = Math.sqrt(kernel.reduce((sum, value) => sum + value * value, 0) / kernel.length);
      assert.ok(Math.abs(deviation / Math.sqrt(variance) - 1) < 0.01, `${name}: ${deviation}`);
      model.dispose();
    }
  }));

test("two steps on random data change every weight and leak no tensor", () =>
  keepsNoTensor(async () => {
    for (const spec of [small, everything]) {
      const model = buildModel(spec);
      const optimizer = tf.train.adam(1e-3);
      model.compile({ optimizer, loss: "categoricalCrossentropy", metrics: ["accuracy"] });
      const before = model.getWeights().map((weight) => weight.dataSync().slice());
      const x = tf.randomNormal([8, 32, 32, 3]);
      const y = Object.values(heads).map((classes) =>
        tf.tidy(() => tf.oneHot(tf.range(0, 8, 1, "int32").mod(classes).toInt(), classes)),
      );
      const { history } = await model.fit(x, y, { epochs: 1, batchSize: 4, verbose: 0 });
      assert.ok(Number.isFinite(history.loss[0]));
      model.getWeights().forEach((weight, i) => assert.notDeepEqual(weight.dataSync(), before[i]));
      tf.dispose([x, y]);
      optimizer.dispose();
      model.dispose();
    }
  }));

test("JSON there and back builds the same model with the same weights", () =>
  keepsNoTensor(async () => {
    const model = buildModel({ ...everything, heads: { artStyle: 3, genre: 4 } });
    const again = await tf.models.modelFromJSON(model.toJSON(null, false) as never);
    assert.deepEqual(
      again.layers.map((layer) => [layer.name, layer.getClassName(), layer.getConfig()]),
      model.layers.map((layer) => [layer.name, layer.getClassName(), layer.getConfig()]),
    );
    assert.deepEqual(outputsOf(again), outputsOf(model));
    again.dispose();
    model.dispose();
  }));

test("saved and loaded, a model answers the same", () =>
  keepsNoTensor(async () => {
    const folder = await mkdtemp(join(tmpdir(), "plateau-model-"));
    const model = buildModel({ ...everything, seed: 4 });
    await model.save(`file://${folder}`);
    const loaded = (await tf.loadLayersModel(`file://${folder}/model.json`)) as tf.LayersModel;
    assert.deepEqual(outputsOf(loaded), outputsOf(model));
    loaded.dispose();
    model.dispose();
    await rm(folder, { recursive: true });
  }));

test("what is out of range is refused in words", () => {
  const refused: [Partial<ModelSpec>, RegExp][] = [
    [{ imageSize: 31 }, /imageSize.*at least 32.*31 x 31/],
    [{ imageSize: [64, 16] }, /64 x 16/],
    [{ heads: {} }, /heads: expected at least one/],
    [{ heads: { flatten: 2 } }, /"flatten" cannot name a head/],
    [{ heads: { a: 2, a_tower: 3 } }, /"a_tower" cannot name a head/],
    [{ heads: { "side of it": 2 } }, /"side of it" cannot name a head.*Rename its label files/],
    [{ heads: { style: 2.5 } }, /heads.style: expected a whole number/],
    [{ width: 0 }, /width: expected a factor above 0, found 0/],
    [{ dropout: 1 }, /dropout.*found 1/],
    [{ activation: "gelu" as never }, /activation: expected one of relu, leakyReLU, prelu, found "gelu"/],
    [{ kernelInitializer: "xavier" as never }, /kernelInitializer: expected one of glorotUniform/],
    [{ seed: 0.5 }, /seed: expected an integer/],
  ];
  for (const [option, message] of refused) {
    assert.throws(
      () => buildModel({ ...small, ...option }),
      (error: Error) => error instanceof InputError && message.test(error.message),
      JSON.stringify(option),
    );
  }
});
