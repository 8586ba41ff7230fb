import assert from "node:assert/strict";
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { InputError } from "../../../lib/data";
import { tf } from "../../../lib/engine";
import { buildModel, loadKerasWeights, saveKerasWeights, type ModelSpec } from "../../../lib/model";

const fixture = (name: string) => join(__dirname, "../fixtures/keras", name);
const spec: ModelSpec = { width: 1 / 32, imageSize: 32, heads: { style: 3, genre: 4, painter: 2 } };
const trunk = [2, 2, 3, 3, 3].flatMap((count, i) =>
  Array.from({ length: count }, (_, j) => `block${i + 1}_conv${j + 1}`),
);

let folder: string;
before(async () => void (folder = await mkdtemp(join(tmpdir(), "plateau-weights-"))));
after(() => rm(folder, { recursive: true }));

const valuesOf = (model: tf.LayersModel) => model.getWeights().map((weight) => Array.from(weight.dataSync()));

/** Asserts that loading is refused with these words, and that nothing was set before it was. */
async function refuses(spec: ModelSpec, path: string, message: RegExp): Promise<void> {
  const model = buildModel(spec);
  const untouched = valuesOf(model);
  const isTold = (error: Error) => error instanceof InputError && message.test(error.message);
  await assert.rejects(loadKerasWeights(model, path), isTold);
  assert.deepEqual(valuesOf(model), untouched);
  model.dispose();
}

test("a notop file of ImageNet's layout sets the trunk alone, and says so", async () => {
  const tensors = tf.memory().numTensors;
  const model = buildModel({ ...spec, imageSize: 64 });
  const bottleneck = Array.from(model.getLayer("bottleneck").getWeights()[0].dataSync());
  assert.deepEqual(await loadKerasWeights(model, fixture("notop.h5")), trunk);
  assert.deepEqual(Array.from(model.getLayer("bottleneck").getWeights()[0].dataSync()), bottleneck);
  const biases = model.getLayer("block5_conv3").getWeights()[1].dataSync();
  assert.ok(
    biases.every((bias) => bias !== 0),
    "biases are read too",
  );
  model.dispose();
  assert.equal(tf.memory().numTensors, tensors);
});

for (const layout of ["h5", "weights.h5"] as const) {
  test(`weights written as ${layout} are read back to the bit`, async () => {
    const options: ModelSpec = { ...spec, activation: "prelu", batchNormalization: true, dropout: 0.2 };
    const [model, other] = [buildModel({ ...options, seed: 1 }), buildModel({ ...options, seed: 2 })];
    const path = join(folder, `model.${layout}`);
    await saveKerasWeights(model, path);
    const set = await loadKerasWeights(other, path);
    assert.deepEqual(
      set,
      model.layers.filter((layer) => layer.weights.length > 0).map((layer) => layer.name),
    );
    assert.deepEqual(valuesOf(other), valuesOf(model));
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.endsWith(".tmp")),
      [],
    );
    model.dispose();
    other.dispose();
  });
}

test("a list of names too long for one attribute is split, as Keras splits it", async () => {
  const wide = () =>
    tf.sequential({
      layers: Array.from({ length: 300 }, (_, i) =>
        tf.layers.dense({ units: 1, inputShape: i === 0 ? [1] : undefined, name: `layer${i}_${"x".repeat(250)}` }),
      ),
    });
  const [model, other] = [wide(), wide()];
  const path = join(folder, "long.h5");
  await saveKerasWeights(model, path);
  assert.equal((await loadKerasWeights(other, path)).length, 300);
  assert.deepEqual(valuesOf(other), valuesOf(model));
  model.dispose();
  other.dispose();
});

test("Keras 3's layout goes by order where the names are others, by name where the counts differ", async () => {
  const model = buildModel({ ...spec, heads: { genre: 4, painter: 2 } });
  const set = await loadKerasWeights(model, fixture("question-step.weights.h5"));
  assert.deepEqual(set, trunk, "five dense layers cannot be told from seven without names");
  model.dispose();
  const posted = buildModel(spec);
  assert.equal((await loadKerasWeights(posted, fixture("question-step.weights.h5"))).length, 20);
  posted.dispose();
});

test("what does not fit is refused with layer, expected and found", async () => {
  await refuses(
    { ...spec, width: 1 / 16 },
    fixture("notop.h5"),
    /block1_conv1 expects a kernel of \[3, 3, 3, 4\], found \[3, 3, 3, 2\]/,
  );
  await refuses(
    { ...spec, imageSize: 64 },
    fixture("question.h5"),
    /bottleneck expects a kernel of \[64, 100\], found \[16, 100\]/,
  );
  await refuses(
    { ...spec, heads: { style: 3, genre: 5, painter: 2 } },
    fixture("question-step.weights.h5"),
    /layer genre expects/,
  );
});

test("a file that fits no layer, or is no HDF5 of Keras's, is refused in words", async () => {
  const stranger = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [2], name: "stranger" })] });
  await saveKerasWeights(stranger, join(folder, "stranger.h5"));
  stranger.dispose();
  await refuses(spec, join(folder, "stranger.h5"), /fits no layer of this model/);

  await refuses(spec, join(folder, "nowhere.h5"), /nowhere\.h5: expected a file of weights, found none.*ENOENT/);
  await writeFile(join(folder, "text.h5"), "<html>not found</html>");
  await refuses(spec, join(folder, "text.h5"), /text\.h5: expected an HDF5 file of Keras weights, found .*<html>/);
  await writeFile(join(folder, "empty.h5"), "");
  await refuses(spec, join(folder, "empty.h5"), /found nothing/);
  await writeFile(join(folder, "model.keras"), "PK\u0003\u0004....");
  await refuses(spec, join(folder, "model.keras"), /unzip it and give its model\.weights\.h5/);

  const whole = await readFile(fixture("question.h5"));
  await writeFile(join(folder, "torn.h5"), whole.subarray(0, 100_000));
  await refuses(spec, join(folder, "torn.h5"), /torn\.h5: expected a whole HDF5 file, found one that is damaged/);
});

test("a file that cannot be written leaves the old one", async () => {
  const path = join(folder, "kept.h5");
  await copyFile(fixture("notop.h5"), path);
  const nested = tf.sequential({
    layers: [tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] })],
  });
  await assert.rejects(saveKerasWeights(nested, path), /is a model of its own/);
  nested.dispose();
  assert.deepEqual(await readFile(path), await readFile(fixture("notop.h5")));
});
