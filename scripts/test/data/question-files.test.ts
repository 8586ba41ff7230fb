import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { openDataset } from "../../../lib/data/dataset";
import { postedPictures } from "../../../lib/data/posted-pictures";
import { loadAsPosted, questionFiles } from "../../../lib/data/question-files";
import { questionDraws, questionOrder } from "../../../lib/data/question-order";
import { integers, oneHot, pictures, putDataset } from "./small-dataset";
import { temporaryFolder } from "./temporary-folder";

const parent = temporaryFolder();

test("the program's file names are not the table's", async () => {
  const arrays = { data_train: pictures(4), y_kind_train: oneHot(4, 2), data_valid: pictures(2) };
  const folder = await putDataset(parent, "table", arrays);
  assert.deepEqual(await questionFiles(folder, ["kind"]), [
    { array: "training pictures", loads: "data.npy", table: "data_train.npy", found: "data_train.npy" },
    { array: "training labels, kind", loads: "y_kind.npy", table: "y_kind_train.npy", found: "y_kind_train.npy" },
    { array: "validation pictures", loads: "data_valid.npy", table: "data_valid.npy", found: "data_valid.npy" },
    { array: "validation labels, kind", loads: "y_kind_valid.npy", table: "y_kind_valid.npy", found: "neither" },
  ]);
  const first = "FileNotFoundError: [Errno 2] No such file or directory: 'data.npy'";
  await assert.rejects(loadAsPosted(folder, ["kind"]), { name: "InputError", message: first });
});

test("by the program's own names nothing is missing", async () => {
  const arrays = { data: pictures(4), y_kind: oneHot(4, 2), data_valid: pictures(2), y_kind_valid: oneHot(2, 2) };
  await loadAsPosted(await putDataset(parent, "program", arrays), ["kind"]);
});

test("pictures of the question's size are painted where the data are of another, and gone when closed", async () => {
  const small = await openDataset(await putDataset(parent, "small", { data: pictures(12), y_kind: oneHot(12, 2) }));
  const { dataset, painted } = await postedPictures(small, { rows: 3 });
  assert.ok(painted);
  assert.deepEqual([dataset.train.rows, dataset.imageShape], [3, [224, 244, 3]]);
  assert.ok(dataset.heads.every((head) => dataset.train.files.labels[head].oneHot));
  await dataset.close();
  assert.ok(!existsSync(dataset.folder));
  await small.close();
});

test("data of that form are taken as they are, but not with labels of another", async () => {
  const data: [Uint8Array, number[]] = [new Uint8Array(2 * 224 * 244 * 3), [2, 224, 244, 3]];
  const own = await openDataset(await putDataset(parent, "own", { data, y_kind: oneHot(2, 2) }));
  const posted = await postedPictures(own, { rows: 2 });
  assert.ok(!posted.painted);
  await posted.dataset.close();
  assert.equal((await own.train.pictures([1])).length, 224 * 244 * 3, "still open");
  await own.close();

  const numbered = await openDataset(await putDataset(parent, "numbered", { data, y_kind: integers(2, 2) }));
  const instead = await postedPictures(numbered, { rows: 2 });
  assert.ok(instead.painted);
  await instead.dataset.close();
  await numbered.close();
});

test("an epoch's draw goes on where the last one stopped; what does not fill a batch is dropped", () => {
  const draws = questionDraws(23, { epochs: 3, steps: 1, batchSize: 10, seed: 5 });
  assert.deepEqual(
    draws.map((rows) => rows.length),
    [10, 10, 10],
  );
  assert.equal(new Set([...draws[0], ...draws[1]]).size, 20, "one time round, no row twice");
  assert.deepEqual(questionDraws(23, { epochs: 3, steps: 1, seed: 5 }), draws, "ten rows a batch, by the seed");
  assert.throws(() => questionOrder(9).next(), /would never end/);
});
