import assert from "node:assert/strict";
import { test } from "node:test";
import { createBatches, fitPreprocessing, InputError, openDataset } from "../../../lib/data";
import { tf } from "../../../lib/engine";
import { type Arrays, oneHot, pictures, putDataset } from "./small-dataset";
import { temporaryFolder } from "./temporary-folder";

const base = (): Arrays => ({
  data_train: pictures(6),
  y_style_train: oneHot(6, 3),
  y_genre_train: oneHot(6, 2),
  data_valid: pictures(3),
  y_style_valid: oneHot(3, 3),
  y_genre_valid: oneHot(3, 2),
});

const parent = temporaryFolder();
let folders = 0;
const put = (weights: Arrays) => putDataset(parent, `data${folders++}`, { ...base(), ...weights });

test("weights of all heads, of one head, and of validation rows are read by their names", async () => {
  const all = await openDataset(await put({ sample_weight: [Uint8Array.of(1, 2, 0, 4, 5, 6), [6]] }));
  assert.deepEqual(Object.keys(all.train.sampleWeight!).sort(), ["genre", "style"]);
  assert.deepEqual([...all.train.sampleWeight!.genre], [1, 2, 0, 4, 5, 6]);
  assert.deepEqual(all.valid!.sampleWeight, {});
  await all.close();

  const one = await openDataset(
    await put({
      sample_weight_style_train: [Float64Array.of(0.5, 1, 1, 1, 1, 1), [6, 1]],
      sample_weight_style_valid: [BigInt64Array.of(1n, 2n, 3n), [3]],
    }),
  );
  assert.deepEqual(Object.keys(one.train.sampleWeight!), ["style"]);
  assert.equal(one.train.sampleWeight!.style[0], 0.5);
  assert.deepEqual([...one.valid!.sampleWeight!.style], [1, 2, 3]);
  assert.equal(one.train.files.sampleWeight!.style.file, "sample_weight_style_train.npy");
  await one.close();
});

test("a batch carries the weights of its rows, and frees them", async () => {
  const dataset = await openDataset(await put({ sample_weights_genre: [Uint8Array.of(0, 10, 20, 30, 40, 50), [6]] }));
  const preprocessing = await fitPreprocessing({ scaling: "none" }, dataset.train);
  const batches = createBatches(dataset, "train", { batchSize: 4, preprocessing, seed: 5 });
  const { numTensors } = tf.memory();
  for (let i = 0; i < 2; i++) {
    const batch = await batches.next();
    assert.deepEqual(Object.keys(batch.sampleWeight), ["genre"]);
    assert.deepEqual(
      [...batch.sampleWeight.genre.dataSync()],
      Array.from(batch.rows, (row) => 10 * row),
    );
    batch.dispose();
  }
  assert.equal(tf.memory().numTensors, numTensors);
  await batches.close();
  await dataset.close();
});

test("weights that cannot be meant are refused, with file and row", async () => {
  const ones = Uint8Array.of(1, 1, 1, 1, 1, 1);
  const cases: [Arrays, RegExp][] = [
    [
      { sample_weight: [Uint8Array.of(1, 1), [2]] },
      /sample_weight\.npy holds 2 rows, data_train\.npy 6: every picture/,
    ],
    [{ sample_weight: [new Float32Array(12).fill(1), [6, 2]] }, /sample_weight\.npy has shape .*one weight a row/],
    [{ sample_weight: [Float32Array.of(1, 1, -1, 1, 1, 1), [6]] }, /row 2: expected a weight from 0 up, found -1/],
    [{ sample_weight: [Float32Array.of(1, NaN, 1, 1, 1, 1), [6]] }, /row 1: expected a weight from 0 up, found NaN/],
    [{ sample_weight: [new Float32Array(6), [6]] }, /holds zeros only/],
    [
      { sample_weight_stile: [ones, [6]] },
      /sample_weight_stile\.npy belongs to no labels: found labels of genre, style/,
    ],
    [{ sample_weight: [ones, [6]], sample_weight_style: [ones, [6]] }, /both weigh the rows of style/],
    [{ sample_weight: [ones, [6]], sample_weight_train: [ones, [6]] }, /two names for one array/],
  ];
  for (const [weights, message] of cases) {
    const folder = await put(weights);
    await assert.rejects(openDataset(folder), (error: Error) => {
      assert.ok(error instanceof InputError, error.stack);
      assert.match(error.message, message);
      return true;
    });
  }
});
