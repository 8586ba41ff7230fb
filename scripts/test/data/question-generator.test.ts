import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { tf } from "../../../lib/engine";
import { type Dataset, openDataset } from "../../../lib/data/dataset";
import { questionGenerator } from "../../../lib/data/question-generator";
import { integers, oneHot, pictures, putDataset } from "./small-dataset";
import { temporaryFolder } from "./temporary-folder";

const parent = temporaryFolder();
let oneHotSet: Dataset;
let integerSet: Dataset;
const dims = { dimX: 6, dimY: 6, dimZ: 3 };

before(async () => {
  const data = pictures(23, 6);
  oneHotSet = await openDataset(await putDataset(parent, "one-hot", { data, y_style: oneHot(23, 4) }));
  integerSet = await openDataset(await putDataset(parent, "integers", { data, y_style: integers(23, 4) }));
});
after(async () => {
  await oneHotSet.close();
  await integerSet.close();
});

test("fails in numpy's words, the pictures before the labels", async () => {
  const wide = await putDataset(parent, "wide", {
    data: [new Uint8Array(20 * 8 * 9 * 3), [20, 8, 9, 3]],
    y_a: oneHot(20, 2),
  });
  const dataset = await openDataset(wide);
  const eight = questionGenerator(dataset, "train", { dimX: 8, dimY: 8, dimZ: 3 });
  await assert.rejects(eight.next(), {
    message: "ValueError: could not broadcast input array from shape (8,9,3) into shape (8,8,3)",
  });
  const labels = questionGenerator(oneHotSet, "train", dims);
  await assert.rejects(labels.next(), { message: "ValueError: setting an array element with a sequence." });
  await dataset.close();
});

test("takes whole batches of every pass, shuffled anew, and drops the rest", async () => {
  const before = tf.memory().numTensors;
  const generator = questionGenerator(integerSet, "train", { ...dims, seed: 4 });
  const passes = [];
  for (let pass = 0; pass < 2; pass++) {
    const rows = [];
    for (let i = 0; i < 2; i++) {
      const { value } = await generator.next();
      assert.deepEqual([value.x.shape, value.y.style.shape], [[10, 6, 6, 3], [10]]);
      assert.deepEqual(
        [...value.y.style.dataSync()],
        Array.from(value.rows, (row) => row % 4),
      );
      rows.push(...value.rows);
      tf.dispose([value.x, value.y]);
    }
    assert.equal(new Set(rows).size, 20);
    passes.push(rows);
  }
  assert.notDeepEqual(passes[0], passes[1]);
  assert.equal(tf.memory().numTensors, before);
});

test("an axis of one is repeated, as numpy does", async () => {
  const grey = await putDataset(parent, "grey", {
    data: [Uint8Array.of(1, 2, 3, 4), [1, 2, 2, 1]],
    y_a: integers(1, 1),
  });
  const dataset = await openDataset(grey);
  const generator = questionGenerator(dataset, "train", { dimX: 2, dimY: 2, dimZ: 3, batchSize: 1 });
  const { value } = await generator.next();
  assert.deepEqual([...value.x.dataSync()], [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]);
  tf.dispose([value.x, value.y]);
  await assert.rejects(questionGenerator(dataset, "train", { ...dims, batchSize: 2 }).next(), /would never end/);
  await dataset.close();
});

test("mended, it resizes pictures, keeps raw pixels and one-hot rows", async () => {
  const generator = questionGenerator(oneHotSet, "train", { dimX: 3, dimY: 3, dimZ: 3, mended: true });
  const { value } = await generator.next();
  assert.deepEqual(
    [value.x.shape, value.y.style.shape],
    [
      [10, 3, 3, 3],
      [10, 4],
    ],
  );
  assert.deepEqual(
    [...value.y.style.argMax(1).dataSync()],
    Array.from(value.rows, (row) => row % 4),
  );
  assert.ok(value.x.max().dataSync()[0] > 1);
  tf.dispose([value.x, value.y]);
});
