import assert from "node:assert/strict";
import { readFileSync, readdirSync, renameSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openDataset } from "../../../lib/data/dataset";
import { InputError } from "../../../lib/data/input-error";
import { openPictures } from "../../../lib/data/picture-file";
import { type Arrays, integers, oneHot, pictures, putDataset } from "./small-dataset";
import { temporaryFolder } from "./temporary-folder";

const parent = temporaryFolder();
const eight: Arrays = {
  data: pictures(7),
  y_style: oneHot(7, 3),
  y_genre: oneHot(7, 2),
  y_painter: integers(7, 4),
  data_valid: pictures(3),
  y_style_valid: oneHot(3, 3),
  y_genre_valid: oneHot(3, 2),
  y_painter_valid: integers(3, 4),
};
let made = 0;

/** A data set of these eight arrays, with some put in the place of others (undefined: left out). */
async function folderOf(changes: Record<string, Arrays[string] | undefined> = {}): Promise<string> {
  const arrays = Object.entries({ ...eight, ...changes }).filter(([, array]) => array);
  return putDataset(parent, `set${made++}`, Object.fromEntries(arrays) as Arrays);
}

async function refused(changes: Record<string, Arrays[string] | undefined>, message: RegExp): Promise<void> {
  await assert.rejects(openDataset(await folderOf(changes)), (error: Error) => {
    assert.ok(error instanceof InputError, error.stack);
    assert.match(error.message, message);
    return true;
  });
}

test("opens the question's eight files by either name", async () => {
  const folder = await folderOf();
  for (const round of ["data.npy", "data_train.npy"]) {
    const data = await openDataset(folder);
    assert.equal(data.train.files.pictures.file, round);
    assert.deepEqual(data.heads, ["genre", "painter", "style"]);
    assert.deepEqual(data.classes, { genre: 2, painter: 4, style: 3 });
    assert.deepEqual(data.classNames.genre, ["class 0", "class 1"]);
    assert.deepEqual([data.imageShape, data.dtype, data.train.rows, data.valid?.rows], [[4, 4, 3], "u1", 7, 3]);
    assert.deepEqual([...data.train.labels.painter], [0, 1, 2, 3, 0, 1, 2]);
    assert.deepEqual([...data.valid!.labels.style], [0, 1, 2]);
    assert.equal(data.train.files.labels.style.oneHot, true);
    assert.equal(data.train.files.labels.painter.oneHot, false);
    const rows = await data.train.pictures([6, 0]);
    assert.deepEqual([rows.length, rows[0], rows[48]], [96, 6 + ((6 * 48) % 5), 0]);
    await assert.rejects(data.train.pictures([7]), RangeError);
    await data.close();
    await assert.rejects(data.train.pictures([0]), /was closed/);
    for (const file of ["data", "y_style", "y_genre", "y_painter"]) {
      if (round === "data.npy") renameSync(join(folder, `${file}.npy`), join(folder, `${file}_train.npy`));
    }
  }
});

test("both names for one array are one too many", async () => {
  await refused({ data_train: pictures(7) }, /data\.npy and data_train\.npy are both in .*keep one/);
  await refused({ y_style_train: oneHot(7, 3) }, /y_style\.npy and y_style_train\.npy are both in/);
});

test("says which file is missing", async () => {
  await refused({ data: undefined }, /expected data\.npy or data_train\.npy, found .*y_genre\.npy/);
  await refused({ y_style: undefined }, /y_style_valid\.npy has no y_style\.npy or y_style_train\.npy beside it/);
  await refused({ y_style_valid: undefined }, /data_valid\.npy has no y_style_valid\.npy beside it/);
  await refused({ data_valid: undefined }, /y_genre_valid\.npy has no data_valid\.npy beside it/);
  await refused({ y_train: integers(7, 2) }, /y_train\.npy does not say which label/);
  const only = await putDataset(parent, "only pictures", { data: pictures(2) });
  await assert.rejects(openDataset(only), /holds no labels: expected y_NAME\.npy/);
  await assert.rejects(openDataset(join(parent, "none")), /there is no such folder/);
  await assert.rejects(openDataset(join(only, "data.npy")), /is a file/);
});

test("works without validation files, with any heads, grey and float pictures", async () => {
  const folder = await putDataset(parent, "digits", {
    data: [Float32Array.from({ length: 5 * 6 }, (_, i) => i / 30), [5, 2, 3]],
    "y_odd or even": [Uint8Array.of(1, 0, 1, 0, 1), [5]],
    y_digit: [Float64Array.of(1, 2, 3, 4, 9), [5, 1]],
  });
  const data = await openDataset(folder);
  assert.deepEqual([data.imageShape, data.dtype, data.valid], [[2, 3, 1], "f4", undefined]);
  assert.deepEqual(data.classes, { digit: 10, "odd or even": 2 });
  await data.close();
  const one = await openDataset(folder, { heads: ["odd or even"] });
  assert.deepEqual(one.heads, ["odd or even"]);
  await one.close();
  await assert.rejects(
    openDataset(folder, { heads: ["even"] }),
    /no labels for the head "even": found digit, odd or even/,
  );
  await assert.rejects(openDataset(folder, { heads: [] }), InputError);
});

test("names rows, found and expected of bad labels", async () => {
  await refused(
    { y_style: oneHot(8, 3) },
    /^y_style\.npy holds 8 rows, data\.npy 7: every picture needs one label row\.$/,
  );
  const [two, none] = [oneHot(7, 3)[0], oneHot(7, 3)[0]];
  two[5 * 3] = 1;
  none[4 * 3 + 1] = 0;
  await refused({ y_style: [two, [7, 3]] }, /y_style\.npy, row 5: .* found ones in columns 0 and 2/);
  await refused({ y_style: [none, [7, 3]] }, /y_style\.npy, row 4: .* found zeros only/);
  const soft = Float32Array.from(oneHot(7, 3)[0]);
  soft[3] = 0.5;
  await refused({ y_style: [soft, [7, 3]] }, /row 1: .* found 0\.5 in column 0/);
  await refused({ y_style: [new Float32Array(21).fill(NaN), [7, 3]] }, /row 0: .* found NaN in column 0/);
  await refused({ y_painter: [Int8Array.of(0, 1, -1, 0, 0, 0, 0), [7]] }, /row 2: .* from 0 up, found -1/);
  await refused({ y_painter: [Float32Array.of(0, 1, 1.5, 0, 0, 0, 0), [7]] }, /row 2: .* found 1\.5.*not quantities/);
  await refused({ y_painter: [Float64Array.of(0, 1, 5e9, 0, 0, 0, 0), [7]] }, /row 2/);
  await refused({ y_style_valid: oneHot(3, 4) }, /y_style_valid\.npy has 4 columns, y_style\.npy 3/);
  await refused(
    { y_style_valid: [Uint8Array.of(0, 1, 3), [3]] },
    /y_style_valid\.npy, row 2: .* 0 to 2, as y_style\.npy/,
  );
  await refused({ y_style: [new Uint8Array(7 * 4), [7, 2, 2]] }, /has shape \(7, 2, 2\)/);
  await refused({ y_style: [Uint8Array.of(1), []] }, /has shape \(\)/);
});

test("integer labels of the validation rows count among the classes", async () => {
  const data = await openDataset(await folderOf({ y_painter_valid: [Int32Array.of(0, 6, 1), [3]] }));
  assert.equal(data.classes.painter, 7);
  await data.close();
});

test("checks the pictures' shapes and the two splits against each other", async () => {
  await refused({ data: [new Uint8Array(7 * 10), [7, 10]] }, /data\.npy has shape \(7, 10\): expected \(rows, height/);
  await refused({ data: [new Uint8Array(7 * 3 * 16), [7, 3, 4, 4 * 1]] }, /3, 4\)|both splits/);
  await refused({ data: [new Uint8Array(7 * 3 * 25), [7, 3, 5, 5]] }, /5 channels: .*np\.moveaxis/);
  await refused({ data: [new Uint8Array(0), [0, 4, 4, 3]] }, /holds no picture/);
  await refused({ data_valid: pictures(3, 5) }, /pictures of \(5, 5, 3\), data\.npy of \(4, 4, 3\): both splits/);
  await refused({ data_valid: [new Float32Array(3 * 48), [3, 4, 4, 3]] }, /holds f4, data\.npy u1/);
});

test("class names: their order is the heads', their count is checked", async () => {
  const folder = await folderOf();
  const names = (value: unknown) => writeFileSync(join(folder, "classes.json"), JSON.stringify(value));
  const all = { style: ["a", "b", "c"], painter: ["Ann", "Bo", "Cy", "Di", "Ed"] };
  names(all);
  const data = await openDataset(folder);
  assert.deepEqual(data.heads, ["style", "painter", "genre"]);
  assert.deepEqual(data.classes, { style: 3, painter: 5, genre: 2 });
  assert.deepEqual(data.classNames.painter, all.painter);
  await data.close();
  const bad: [unknown, RegExp][] = [
    [{ style: ["a", "b"] }, /y_style\.npy has 3 columns, classes\.json names 2 classes of style/],
    [
      { painter: ["Ann", "Bo"] },
      /y_painter\.npy, row 2: expected a class from 0 to 1, as classes\.json has 2, found 2/,
    ],
    [{ style: ["a", "b", "a"] }, /names the class "a" of style twice/],
    [{ styles: ["a"] }, /"styles", which has no y_styles\.npy: found genre, painter, style/],
    [["a"], /classes\.json: expected/],
    [{ style: [1, 2, 3] }, /classes\.json: expected .* at style, 0/],
  ];
  for (const [value, message] of bad) {
    names(value);
    await assert.rejects(openDataset(folder), message);
  }
  writeFileSync(join(folder, "classes.json"), "{");
  await assert.rejects(openDataset(folder), /classes\.json is no JSON/);
});

test("pictures too large for memory are read from disk as they are asked for, and are the same", async () => {
  const path = join(await folderOf(), "data.npy");
  const [kept, read] = [await openPictures(path, "data.npy"), await openPictures(path, "data.npy", 0)];
  for (const rows of [[3], [6, 0, 3, 3, 4, 5], []]) assert.deepEqual(await read.rows(rows), await kept.rows(rows));
  writeFileSync(path, readFileSync(path).fill(9, 128));
  assert.equal((await read.rows([0]))[0], 9);
  assert.equal((await kept.rows([0]))[0], 0);
  await kept.close();
  await read.close();
});

test("a data set that cannot be opened leaves no file open", { skip: process.platform !== "linux" }, async () => {
  const folder = await folderOf();
  truncateSync(join(folder, "y_style_valid.npy"), 130);
  const open = () => readdirSync("/proc/self/fd").length;
  const before = open();
  await assert.rejects(openDataset(folder), /y_style_valid\.npy is cut short/);
  assert.equal(open(), before);
});
