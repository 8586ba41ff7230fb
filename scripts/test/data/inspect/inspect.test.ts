import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dataset, Split, TypedArray } from "../../../../lib/data";
import {
  constantAnswers,
  countLabels,
  countPixels,
  crossTable,
  exampleRows,
  findDuplicates,
  labelCaptions,
  labelLinks,
} from "../../../../lib/data/inspect";

const SHAPE = [1, 2, 3] as const;

/** A split in memory: pictures of two pixels, given a value a row, which all six bytes of the row have. */
function split(values: number[], labels: Record<string, number[]>, type = Uint8Array): Split {
  return {
    rows: values.length,
    imageShape: [...SHAPE],
    dtype: "u1",
    pictures: async (rows) =>
      type.from(Array.from(rows).flatMap((row) => new Array<number>(6).fill(values[row]))) as TypedArray,
    labels: Object.fromEntries(Object.entries(labels).map(([head, list]) => [head, Int32Array.from(list)])),
    files: { pictures: { file: "data_train.npy", shape: [], dtype: "u1" }, labels: {} },
  };
}

function dataset(train: Split, valid?: Split): Dataset {
  return {
    folder: "somewhere",
    heads: ["kind", "size"],
    classes: { kind: 3, size: 2 },
    classNames: { kind: ["a", "b", "never"], size: ["small", "large"] },
    imageShape: [...SHAPE],
    dtype: "u1",
    train,
    valid,
    close: async () => {},
  };
}

const train = split([0, 10, 10, 20, 255], { kind: [0, 1, 1, 1, 0], size: [0, 1, 0, 1, 0] });
const valid = split([10, 30], { kind: [1, 0], size: [1, 0] });
const data = dataset(train, valid);

test("class counts: the commonest training class first, classes without rows too", () => {
  assert.deepEqual(countLabels(data, "kind"), [
    { class: "b", training: 3, validation: 1 },
    { class: "a", training: 2, validation: 1 },
    { class: "never", training: 0, validation: 0 },
  ]);
  assert.deepEqual(countLabels(dataset(train), "size")[0], { class: "small", training: 3 });
});

test("a constant answer: chosen on training rows, scored on validation rows", () => {
  const [kind, size] = constantAnswers(data);
  assert.deepEqual(kind, {
    head: "kind",
    classes: 3,
    answer: "b",
    scored: "validation",
    correct: 1,
    rows: 2,
    accuracy: 0.5,
    chance: 1 / 3,
  });
  assert.equal(size.answer, "small");
  const [alone] = constantAnswers(dataset(train));
  assert.deepEqual([alone.scored, alone.correct, alone.rows], ["training", 3, 5]);
});

test("cross table: the training rows, without classes that do not occur", () => {
  assert.deepEqual(crossTable(data, "kind", "size"), {
    rows: ["b", "a"],
    columns: ["large", "small"],
    counts: [
      [2, 1],
      [0, 2],
    ],
  });
});

test("links: guessed by the training rows' rule, scored on the validation rows", () => {
  const links = labelLinks(data);
  assert.deepEqual(
    links.map(({ known, guessed }) => `${known} -> ${guessed}`),
    ["kind -> size", "size -> kind"],
  );
  // kind b is mostly large, kind a always small: both validation rows come right; small, the majority, is right once
  assert.deepEqual([links[0].accuracy, links[0].majority], [1, 0.5]);
});

test("duplicates: within and across splits, and those whose labels disagree", async () => {
  const found = await findDuplicates(data);
  assert.deepEqual(found, {
    groups: [{ training: [1, 2], validation: [0], disagree: ["size"] }],
    withinTraining: 1,
    withinValidation: 0,
    acrossSplits: 1,
    disagreeing: 1,
  });
  assert.deepEqual((await findDuplicates(dataset(split([1, 2], { kind: [0, 1], size: [0, 1] })))).groups, []);
});

test("pixels: figures and bins, a channel and split; bytes keep their own range", async () => {
  const rows = await countPixels(data);
  assert.deepEqual(
    rows.map(({ split, channel }) => `${split} ${channel}`),
    ["training red", "training green", "training blue", "validation red", "validation green", "validation blue"],
  );
  const [red] = rows;
  assert.deepEqual([red.min, red.max, red.mean], [0, 255, 59]);
  assert.deepEqual([red.values[0], red.values[1], red.values.length], [0, 8, 32]);
  assert.deepEqual(
    [red.counts[0], red.counts[1], red.counts[2], red.counts[31]],
    [2, 4, 2, 2],
    "two pixels a row: 0; 10 twice; 20; 255",
  );
});

test("examples: some of each class, by the seed, and no more than there is room for", () => {
  const rows = exampleRows(train, "kind", { perClass: 2, seed: 1 });
  assert.deepEqual(
    rows.map((row) => train.labels.kind[row]),
    [0, 0, 1, 1],
  );
  assert.deepEqual(exampleRows(train, "kind", { perClass: 2, seed: 1 }), rows);
  assert.deepEqual(
    exampleRows(train, "kind", { most: 1 }).map((row) => train.labels.kind[row]),
    [1],
    "the commonest class has the room",
  );
  assert.deepEqual(labelCaptions(data, train, [0, 3]), ["a\nsmall", "b\nlarge"]);
});
