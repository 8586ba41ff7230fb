import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openDataset, preparePictures } from "../../../lib/data";
import { jpegOf, put } from "./painting-set";
import { temporaryFolder } from "./temporary-folder";

const root = temporaryFolder();
const red = jpegOf(240, 0, 0);

async function labelsOf(out: string, head: string): Promise<{ train: string[]; valid: string[] }> {
  const dataset = await openDataset(out);
  const names = (labels?: Int32Array) => [...(labels ?? [])].map((i) => dataset.classNames[head][i]);
  const labels = { train: names(dataset.train.labels[head]), valid: names(dataset.valid?.labels[head]) };
  await dataset.close();
  return labels;
}

test("one folder a class, with folders below and files that are no pictures", async () => {
  const folders = join(root, "pets");
  put(folders, {
    "cat/1.jpg": await red,
    "cat/more/2.jpg": await red,
    "dog/1.jpg": await red,
    "cat/.DS_Store": "x",
    "dog/notes.txt": "x",
  });
  const out = join(root, "pets-out");
  const summary = await preparePictures({ folders, out, size: 8, head: "Kind of pet" });
  assert.deepEqual(summary.classes, { kind_of_pet: ["cat", "dog"] });
  assert.deepEqual(summary.leftOut, { "no picture": 1 });
  const { train, valid } = await labelsOf(out, "kind_of_pet");
  assert.deepEqual([...train, ...valid].sort(), ["cat", "cat", "dog"]);
});

test("folders of classes under train and test keep their split", async () => {
  const folders = join(root, "split");
  put(folders, {
    "train/a/1.jpg": await red,
    "train/b/1.jpg": await red,
    "test/b/1.jpg": await red,
    "test/c/1.jpg": await red,
  });
  const summary = await preparePictures({ folders, out: join(root, "split-out"), size: 8 });
  assert.deepEqual(summary.rows, { train: 2, valid: 1 });
  assert.deepEqual(summary.leftOut, { "class without training rows": 1 });
  assert.deepEqual(await labelsOf(join(root, "split-out"), "class"), { train: ["a", "b"], valid: ["b"] });
});

test("any table with any columns, one head each, and a column that tells the split", async () => {
  const images = join(root, "table");
  put(images, {
    "pictures/1.jpg": await red,
    "pictures/2.jpg": await red,
    "t.csv": "file,Fond d'\u00e9cran,train,split\n1.jpg,blue,7,train\n2.jpg,blue,7,val\npictures/2.jpg,blue,7,val\n",
  });
  const options = { csv: join(images, "t.csv"), images, size: 8 };
  const summary = await preparePictures({
    ...options,
    labels: ["Fond d'\u00e9cran", "train"],
    out: join(root, "table-out"),
  });
  assert.deepEqual(summary.classes, { fond_d_ecran: ["blue"], train_label: ["7"] });
  assert.deepEqual(summary.rows, { train: 1, valid: 1 });
  assert.deepEqual(summary.leftOut, { "listed twice": 1 });
  assert.deepEqual(await labelsOf(join(root, "table-out"), "train_label"), { train: ["7"], valid: ["7"] });
  await assert.rejects(
    preparePictures({ ...options, labels: ["colour"], out: join(root, "x") }),
    /expected a column colour .*found file, Fond d'/,
  );
  await assert.rejects(
    preparePictures({ ...options, labels: [], out: join(root, "x") }),
    /labels: expected one column or more/,
  );
});

test("no folders of classes", async () => {
  mkdirSync(join(root, "empty"));
  await assert.rejects(
    preparePictures({ folders: join(root, "empty"), out: join(root, "x") }),
    /expected a folder for each class/,
  );
  await assert.rejects(
    preparePictures({ folders: join(root, "nowhere"), out: join(root, "x") }),
    /nowhere: cannot be listed/,
  );
});
