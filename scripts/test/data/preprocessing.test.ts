import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { tf } from "../../../lib/engine";
import { openDataset, type Dataset } from "../../../lib/data/dataset";
import type { TypedArray } from "../../../lib/data/dtype";
import { type PicturesShape, toInput } from "../../../lib/data/network-input";
import { type Preprocessing, fitPreprocessing } from "../../../lib/data/preprocessing";
import { integers, pictures, putDataset } from "./small-dataset";
import { temporaryFolder } from "./temporary-folder";

const parent = temporaryFolder();
const opened: Dataset[] = [];
after(() => Promise.all(opened.map((data) => data.close())));

async function datasetOf(data: TypedArray, shape: number[]): Promise<Dataset> {
  const folder = await putDataset(parent, `set${opened.length}`, { data: [data, shape], y_odd: integers(shape[0], 2) });
  opened.push(await openDataset(folder));
  return opened.at(-1)!;
}

async function fitted(dataset: Dataset, preprocessing: Preprocessing) {
  const fit = await fitPreprocessing(preprocessing, dataset.train);
  return JSON.parse(JSON.stringify(fit)) as typeof fit; // a run's folder keeps it so
}

async function inputs(dataset: Dataset, preprocessing: Preprocessing): Promise<number[]> {
  const all = await dataset.train.pictures([...Array(dataset.train.rows).keys()]);
  const fit = await fitted(dataset, preprocessing);
  const before = tf.memory().numTensors;
  const x = toInput(all, [dataset.train.rows, ...dataset.imageShape], fit);
  assert.equal(x.dtype, "float32");
  assert.deepEqual(x.shape, [dataset.train.rows, ...fit.size, dataset.imageShape[2]]);
  const values = Array.from(x.dataSync());
  x.dispose();
  assert.equal(tf.memory().numTensors, before);
  return values;
}

test("scales as it says", async () => {
  const [bytes, shape] = pictures(6);
  const dataset = await datasetOf(bytes, shape);
  assert.deepEqual(await inputs(dataset, { scaling: "none" }), [...bytes]);
  assert.deepEqual(
    await inputs(dataset, { scaling: "unit" }),
    Array.from(bytes, (byte) => Math.fround(byte / 255)),
  );
  const standard = await inputs(dataset, { scaling: "standard" });
  for (let channel = 0; channel < 3; channel++) {
    const values = standard.filter((_, i) => i % 3 === channel);
    const mean = values.reduce((a, b) => a + b) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    assert.ok(Math.abs(mean) < 1e-6 && Math.abs(variance - 1) < 1e-5, `${mean} ${variance}`);
  }
  const given = await inputs(dataset, { scaling: "standard", mean: [1, 2, 3], std: [1, 2, 4] });
  assert.deepEqual(given.slice(0, 3), [(bytes[0] - 1) / 1, (bytes[1] - 2) / 2, (bytes[2] - 3) / 4]);
  const caffe = await inputs(dataset, { scaling: "caffe" });
  // As Keras's vgg16.preprocess_input: blue, green, red.
  const expected = [bytes[2] - 103.939, bytes[1] - 116.779, bytes[0] - 123.68];
  expected.forEach((value, i) => assert.ok(Math.abs(caffe[i] - value) < 1e-4, `${caffe[i]} for ${value}`));
});

test("a constant channel becomes zero, not NaN", async () => {
  const dataset = await datasetOf(new Uint8Array(2 * 12).fill(7), [2, 2, 2, 3]);
  assert.ok((await inputs(dataset, { scaling: "standard" })).every((value) => value === 0));
});

test("resizes as Pillow's BILINEAR does, to a level", async () => {
  const { cases } = JSON.parse(readFileSync(join(__dirname, "../fixtures/resize-bilinear.json"), "utf8"));
  for (const { shape, picture, size, resized } of cases) {
    const dataset = await datasetOf(Uint8Array.from(picture), [1, ...shape]);
    const values = await inputs(dataset, { scaling: "none", size });
    // Pillow rounds after each of its two passes, so a level apart is as near as it gets.
    values.forEach((value, i) => assert.ok(Math.abs(value - resized[i]) <= 1, `${value} ${resized[i]}`));
    const floats = await datasetOf(
      Float32Array.from(picture, (v: number) => v / 255),
      [1, ...shape],
    );
    (await inputs(floats, { scaling: "none", size })).forEach((value, i) => {
      assert.ok(Math.abs(value * 255 - values[i]) <= 0.51);
    });
  }
});

test("cuts out the centre", async () => {
  const dataset = await datasetOf(
    Uint8Array.from({ length: 30 }, (_, i) => i),
    [1, 5, 6, 1],
  );
  assert.deepEqual(await inputs(dataset, { scaling: "none", size: [3, 2], fit: "crop" }), [8, 9, 14, 15, 20, 21]);
  await assert.rejects(
    fitted(dataset, { scaling: "none", size: 6, fit: "crop" }),
    /6 x 6 cannot be cut out of .*5 x 6/,
  );
});

test("knows what is white in floats and wide integers, and takes bytes as 0..255 all the same", async () => {
  const fit = async (data: TypedArray) => fitted(await datasetOf(data, [1, 1, data.length, 1]), { scaling: "unit" });
  const cases: [TypedArray, number][] = [
    [Float32Array.of(0, 0.5, 1), 1],
    [Float64Array.of(0, 128, 255), 255],
    [Uint16Array.of(0, 300), 65535],
    [BigInt64Array.of(0n, 200n), 255],
  ];
  for (const [data, white] of cases) {
    const preprocessing = await fit(data);
    assert.equal(preprocessing.white, white);
    for (const pixels of [data, Uint8Array.of(0, 51, 255)]) {
      const x = toInput(pixels, [1, 1, pixels.length, 1], { ...preprocessing, size: [1, pixels.length] });
      const wanted = pixels === data ? Array.from(data as Iterable<number>, (v) => Number(v) / white) : [0, 0.2, 1];
      x.dataSync().forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < 1e-6));
      x.dispose();
    }
  }
  await assert.rejects(fit(Float32Array.of(-1, 1)), /pixels down to -1.*"unit" expects them from 0 up/);
  const signed = await fitted(await datasetOf(Float32Array.of(-1, 1), [1, 1, 2, 1]), { scaling: "none" });
  assert.throws(() => toInput(Uint8Array.of(0, 1), [1, 1, 2, 1], signed), /negative pixels/);
});

test("tells wrong options and pictures", async () => {
  const dataset = await datasetOf(...pictures(2));
  const wrong: [object, RegExp][] = [
    [{ scaling: "0..1" }, /expected "none", "unit", "standard" or "caffe", found "0\.\.1"/],
    [{ scaling: "unit", fit: "pad" }, /expected "resize" or "crop", found "pad"/],
    [{ scaling: "unit", size: 0 }, /preprocessing\.size: .* found 0/],
    [{ scaling: "unit", size: [3, 2.5] }, /found \[3,2\.5\]/],
    [{ scaling: "caffe", mean: [1, 2, 3], std: [1, 1, 1] }, /belong to scaling "standard"/],
    [{ scaling: "unit", mean: [1, 2, 3], std: [1, 1, 1] }, /belong to scaling "standard"/],
    [{ scaling: "standard", mean: [1, 2, 3] }, /expected 3 numbers each/],
    [{ scaling: "standard", mean: [1, 2], std: [1, 1] }, /expected 3 numbers each/],
    [{ scaling: "standard", mean: [1, 2, 3], std: [1, 0, 1] }, /std above 0/],
  ];
  for (const [options, message] of wrong) await assert.rejects(fitted(dataset, options as Preprocessing), message);
  const fit = await fitted(dataset, { scaling: "none" });
  const shape: PicturesShape = [1, 4, 4, 1];
  assert.throws(
    () => toInput(new Uint8Array(16), shape, fit),
    /Expected pictures of 3 channels, as in training, found 1/,
  );
  assert.throws(() => toInput(new Uint8Array(16), [1, 4, 4, 3], fit), /take 48 numbers, found 16/);
  const holes = await datasetOf(Float32Array.of(1, 2, 3, NaN), [4, 1, 1, 1]);
  await assert.rejects(fitted(holes, { scaling: "standard" }), /data\.npy, row 3: expected finite pixels, found NaN/);
});
