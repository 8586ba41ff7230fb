import assert from "node:assert/strict";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { tf } from "../../../lib/engine";
import {
  type Batch,
  type BatchOptions,
  type BatchSource,
  type BatchState,
  createBatches,
} from "../../../lib/data/batches";
import { type Dataset, openDataset } from "../../../lib/data/dataset";
import { type FittedPreprocessing, fitPreprocessing } from "../../../lib/data/preprocessing";
import { integers, oneHot, pictures, putDataset } from "./small-dataset";
import { temporaryFolder } from "./temporary-folder";

let dataset: Dataset;
let preprocessing: FittedPreprocessing;
const parent = temporaryFolder();

before(async () => {
  const folder = await putDataset(parent, "set", {
    data: pictures(23, 6),
    y_style: oneHot(23, 4),
    y_odd: integers(23, 2),
    data_valid: pictures(5, 6),
    y_style_valid: oneHot(5, 4),
    y_odd_valid: integers(5, 2),
  });
  dataset = await openDataset(folder);
  preprocessing = await fitPreprocessing({ scaling: "unit" }, dataset.train);
});
after(() => dataset.close());

const batches = (options: Partial<BatchOptions> = {}, split: "train" | "valid" = "train") =>
  createBatches(dataset, split, { batchSize: 5, preprocessing, ...options });

/** What a batch holds, as plain numbers; the batch is disposed. */
function plain(batch: Batch) {
  const y = Object.fromEntries(Object.entries(batch.y).map(([head, labels]) => [head, labels.arraySync()]));
  const all = { x: batch.x.arraySync(), y, rows: [...batch.rows] };
  batch.dispose();
  return all;
}

async function take(source: BatchSource, count: number) {
  const taken = [];
  for (let i = 0; i < count; i++) taken.push(plain(await source.next()));
  return taken;
}

test("every row comes once an epoch, in a new order each, the last part batch kept", async () => {
  const source = batches({ seed: 3 });
  assert.deepEqual([source.rows, source.batchSize, source.batchesPerEpoch], [23, 5, 5]);
  const orders = [];
  for (let epoch = 0; epoch < 3; epoch++) {
    const taken = await take(source, 5);
    assert.deepEqual(
      taken.map(({ rows }) => rows.length),
      [5, 5, 5, 5, 3],
    );
    const rows = taken.flatMap((batch) => batch.rows);
    assert.deepEqual(
      [...rows].sort((a, b) => a - b),
      [...Array(23).keys()],
    );
    orders.push(rows.join());
  }
  assert.equal(new Set(orders).size, 3);
  await source.close();
  await assert.rejects(source.next(), /were closed/);
});

test("pictures and labels are those of the rows", async () => {
  const source = batches({ seed: 1 });
  const each = 6 * 6 * 3;
  for (const { x, y, rows } of await take(source, 5)) {
    rows.forEach((row, i) => {
      const first = row + ((row * each) % 5);
      assert.equal(x[i][0][0][0], Math.fround(first / 255));
      assert.deepEqual(
        (y.style as number[][])[i],
        [0, 1, 2, 3].map((style) => Number(style === row % 4)),
      );
      assert.deepEqual((y.odd as number[][])[i], [Number(row % 2 === 0), row % 2]);
    });
  }
  await source.close();
});

test("the seed decides; validation rows come in order; heads can be chosen", async () => {
  const [a, b, c] = [batches({ seed: 1 }), batches({ seed: 1 }), batches({ seed: 2 })];
  const [first, second, third] = [await take(a, 6), await take(b, 6), await take(c, 6)];
  assert.deepEqual(first, second);
  assert.notDeepEqual(
    first.map(({ rows }) => rows),
    third.map(({ rows }) => rows),
  );
  const valid = batches({ batchSize: 3, heads: ["odd"] }, "valid");
  const [one, two] = await take(valid, 2);
  assert.deepEqual([one.rows, two.rows, Object.keys(one.y)], [[0, 1, 2], [3, 4], ["odd"]]);
  for (const source of [a, b, c, valid]) await source.close();
});

test("with steps given, an epoch goes on where the last one's shuffle stopped", async () => {
  const source = batches({ seed: 5, stepsPerEpoch: 2 });
  assert.equal(source.batchesPerEpoch, 2);
  const rows = (await take(source, 5)).flatMap((batch) => batch.rows);
  assert.equal(new Set(rows).size, 23);
  const again = (await take(source, 5)).flatMap((batch) => batch.rows);
  assert.equal(new Set(again).size, 23);
  assert.notDeepEqual(rows, again);
  await source.close();
});

test("goes on to the bit from a saved state, wherever it was saved", async () => {
  const options = { seed: 7, augment: { flip: true, shift: 0.3 } };
  const whole = batches(options);
  const states = [whole.state()];
  const all = [];
  for (let i = 0; i < 13; i++) {
    all.push(...(await take(whole, 1)));
    states.push(JSON.parse(JSON.stringify(whole.state())) as BatchState);
  }
  await whole.close();
  for (const at of [0, 1, 4, 5, 6, 10]) {
    const resumed = batches({ ...options, seed: 99 });
    await take(resumed, 2);
    resumed.restore(states[at]);
    assert.deepEqual(resumed.state(), states[at]);
    assert.deepEqual(await take(resumed, 13 - at), all.slice(at), `from batch ${at}`);
    assert.deepEqual(resumed.state(), states[13]);
    await resumed.close();
  }
  const other = batches();
  assert.throws(() => other.restore({ ...states[0], rows: 22 }), /in 22 rows, the data have 23/);
});

test("flips and shifts move pixels and make none up", async () => {
  const [still, moved] = [batches({ seed: 2 }), batches({ seed: 2, augment: { flip: true, shift: 0.34 } })];
  let changed = 0;
  for (let i = 0; i < 5; i++) {
    const [[a], [b]] = [await take(still, 1), await take(moved, 1)];
    assert.deepEqual(a.rows, b.rows);
    a.x.forEach((picture, n) => {
      const pixels = new Set(picture.flat().map(String));
      for (const pixel of b.x[n].flat()) assert.ok(pixels.has(String(pixel)));
      const candidates = [false, true].flatMap((flip) =>
        [-2, -1, 0, 1, 2].flatMap((right) =>
          [-2, -1, 0, 1, 2].map((down) => JSON.stringify(move(picture, flip, right, down))),
        ),
      );
      assert.ok(candidates.includes(JSON.stringify(b.x[n])));
      if (JSON.stringify(picture) !== JSON.stringify(b.x[n])) changed++;
    });
  }
  assert.ok(changed > 15, `${changed} of 23 changed`);
  await still.close();
  await moved.close();
});

/** Flips, then shifts with the edge drawn out: the plain way. */
function move(picture: number[][][], flip: boolean, right: number, down: number): number[][][] {
  const inside = (i: number, length: number) => Math.min(Math.max(i, 0), length - 1);
  return picture.map((line, y) =>
    line.map((_, x) => {
      const from = picture[inside(y - down, picture.length)];
      const column = flip ? line.length - 1 - x + right : x - right;
      return from[inside(column, line.length)];
    }),
  );
}

test("resized batches are those of toInput, in the first epoch and in later ones", async () => {
  const small = await fitPreprocessing({ scaling: "standard", size: [3, 4] }, dataset.train);
  const source = batches({ preprocessing: small, shuffle: false });
  const [first, second] = [await take(source, 5), await take(source, 5)];
  assert.deepEqual(first, second);
  assert.equal(first[0].x[0].length, 3);
  const again = batches({ preprocessing: small, shuffle: false, batchSize: 23 });
  assert.deepEqual(
    (await take(again, 1))[0].x,
    first.flatMap(({ x }) => x),
  );
  await source.close();
  await again.close();
});

test("no tensor stays behind", async () => {
  const before = tf.memory().numTensors;
  const source = batches({ seed: 1, augment: { flip: true } });
  await take(source, 12);
  await source.close();
  assert.equal(tf.memory().numTensors, before);
});

test("a file that is cut while it trains is told, and the place is kept", async () => {
  const folder = await putDataset(parent, "cut", { data: pictures(23, 6), y_odd: integers(23, 2) });
  const data = await openDataset(folder);
  const source = createBatches(data, "train", { batchSize: 5, preprocessing });
  truncateSync(join(folder, "data.npy"), 200);
  await assert.rejects(source.next(), /data\.npy became shorter/);
  assert.equal(source.state().order.position, 0);
  await source.close();
  await data.close();
});

test("wrong options are told", async () => {
  assert.throws(() => batches({ batchSize: 0 }), /batchSize: expected a whole number from 1 up, found 0/);
  assert.throws(() => batches({ stepsPerEpoch: 2.5 }), /stepsPerEpoch: .* found 2\.5/);
  assert.throws(() => batches({ heads: ["genre"] }), /no head "genre": found odd, style/);
  assert.throws(() => batches({ augment: { shift: 2 } }), /augment\.shift: .* found 2/);
  assert.throws(() => batches({ preprocessing: { ...preprocessing, stored: [6, 6, 1] } }), /fit it to these data/);
  const folder = await putDataset(parent, "no valid", { data: pictures(2), y_odd: integers(2, 2) });
  const data = await openDataset(folder);
  assert.throws(() => createBatches(data, "valid", { batchSize: 5, preprocessing }), /no validation rows/);
  await data.close();
});
