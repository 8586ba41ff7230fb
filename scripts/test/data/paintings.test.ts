import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { InputError, type PaintingsOptions, openDataset, preparePaintings } from "../../../lib/data";
import type { Report } from "../../../lib/data/paintings/report";
import { jpegOf, put, smallPaintings } from "./painting-set";
import { temporaryFolder } from "./temporary-folder";

const root = temporaryFolder();
let sets = 0;

/** A folder with pictures and a table, and what is prepared from them at 4 x 4 pixels. */
async function prepare(files: Record<string, Buffer | string>, csv: string, options: Partial<PaintingsOptions> = {}) {
  const images = join(root, `set${sets++}`);
  mkdirSync(images);
  put(images, { ...files, "table.csv": csv });
  const out = join(images, "out");
  const summary = await preparePaintings({ csv: join(images, "table.csv"), images, out, size: 4, ...options });
  const report = JSON.parse(readFileSync(join(out, "report.json"), "utf8")) as Report;
  return { images, out, summary, report };
}

/** Per split: each row's first pixel and labels by name, as openDataset hands them out. */
async function rowsOf(out: string) {
  const dataset = await openDataset(out);
  const read = async (split: (typeof dataset)["train"] | undefined) => {
    if (!split) return [];
    const pixels = await split.pictures([...Array(split.rows).keys()]);
    return [...Array(split.rows).keys()].map((i) => ({
      red: Number(pixels[i * 48]),
      ...Object.fromEntries(dataset.heads.map((head) => [head, dataset.classNames[head][split.labels[head][i]]])),
    }));
  };
  const rows = { train: await read(dataset.train), valid: await read(dataset.valid) };
  await dataset.close();
  return rows;
}

const [dark, middle, light] = [jpegOf(20, 0, 0), jpegOf(120, 0, 0), jpegOf(240, 0, 0)];
const ALL = "artist,date,genre,pixelsx,pixelsy,size_bytes,source,style,title,artist_group,in_train,new_filename";

test("all_data_info.csv: the split of in_train, each picture from its own folder, labels and pixels together", async () => {
  const files = {
    "train/1.jpg": await dark,
    "test/1.jpg": await light,
    "test/2.jpg": await middle,
  };
  const csv = [
    ALL,
    'Ann,1644.0,portrait,160.0,224.0,1.0,wikiart,Baroque,"the sea, ""calm"" and wide\nat noon",train_only,True,1.jpg',
    "Ann,,portrait,160.0,224.0,1.0,wikiart,Baroque,untitled,test_only,False,1.jpg",
    "Ann,1,portrait,160.0,224.0,1.0,wikiart,Baroque,untitled,test_only,False,2.jpg",
  ].join("\n");
  const { out, summary, report } = await prepare(files, csv);
  assert.deepEqual(summary.rows, { train: 1, valid: 2 });
  assert.equal(report.splitBy, "table");
  const { train, valid } = await rowsOf(out);
  assert.deepEqual(
    train.map(({ red }) => Math.round(red / 20)),
    [1],
  );
  assert.deepEqual(
    valid.map(({ red }) => Math.round(red / 20)),
    [12, 6],
  );
  assert.deepEqual(Object.keys(summary.classes), ["style", "genre", "painter"]);
  assert.deepEqual(summary.classes, { style: ["Baroque"], genre: ["portrait"], painter: ["Ann"] });
});

test("train_info.csv: a byte order mark, CRLF, names with commas and accents; split 81 to 19 by seed", async () => {
  const folder = join(root, "info");
  const { csv, images } = await smallPaintings(folder, 100);
  const odd = readFileSync(csv, "utf8").replaceAll("painter 0", '"Ame\u0301lie, la jeune"').replaceAll("\n", "\r\n");
  put(folder, { "odd.csv": `\ufeff${odd}` });
  const make = (out: string, seed: number) =>
    preparePaintings({ csv: join(folder, "odd.csv"), images, out: join(folder, out), size: 4, seed });
  const summary = await make("one", 1);
  assert.deepEqual(summary.rows, { train: 81, valid: 19 });
  assert.deepEqual(summary.classes.painter, ["Am\u00e9lie, la jeune", "painter 1"]);
  assert.deepEqual(summary.leftOut, {});
  await make("same", 1);
  await make("other", 2);
  const pictures = (out: string) => readFileSync(join(folder, out, "data_train.npy"));
  assert.deepEqual(pictures("one"), pictures("same"));
  assert.notDeepEqual(pictures("one"), pictures("other"));
  // Red tells which picture it is, and so which labels belong to it.
  for (const row of (await rowsOf(join(folder, "one"))).train as unknown as Record<string, string | number>[]) {
    const possible = [...Array(100).keys()].filter((i) => Math.abs(((i * 40) % 256) - Number(row.red)) < 4);
    assert.ok(possible.some((i) => row.style === `style ${i % 3}` && row.genre === `genre ${i % 2}`));
  }
});

test("what cannot be used is left out, counted and named; what is left has its own labels", async () => {
  const good = await dark;
  const files = {
    "a.jpg": good,
    "b.jpg": await light,
    "same.jpg": good,
    "two-minds.jpg": good,
    "empty.jpg": "",
    "text.jpg": "this is no picture",
    "cut.jpg": good.subarray(0, good.length - 20),
    "sub/album.jpg/page.txt": "",
  };
  const rows = [
    "a.jpg,Ann,t,S,G,1",
    "b.jpg,Ann,t,S,G,1",
    "same.jpg,Ann,t,S,G,1",
    "same.jpg,Ann,another title,S,G,2",
    "two-minds.jpg,Ann,t,S,G,1",
    "two-minds.jpg,Bob,t,S,G,1",
    "gone.jpg,Ann,t,S,G,1",
    "empty.jpg,Ann,t,S,G,1",
    "text.jpg,Ann,t,S,G,1",
    "cut.jpg,Ann,t,S,G,1",
    "a.jpg,Ann,t,,G,1",
    "a.jpg,Ann,t,S,nan,1",
    "a.jpg,  ,t,S,G,1",
    ",Ann,t,S,G,1",
    "a.jpg,Ann,a title, with a comma,S,G,1",
    "../a.jpg,Ann,t,S,G,1",
    "b.jpg,Ann,t,S\ufffd,G,1",
    "",
  ];
  const csv = ["filename,artist,title,style,genre,date", ...rows].join("\n");
  const { images, out, summary, report } = await prepare(files, csv);
  assert.deepEqual(summary.rows, { train: 2, valid: 1 });
  assert.deepEqual(summary.leftOut, {
    "wrong number of cells": 1,
    "no file name": 1,
    "blank label": 3,
    "garbled label": 1,
    "listed twice": 1,
    "contradicting labels": 2,
    "outside the folder": 1,
    missing: 1,
    empty: 1,
    "no picture": 1,
    truncated: 1,
  });
  assert.deepEqual(
    report.leftOutRows.map(({ line }) => line),
    [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18],
  );
  const text = readFileSync(join(out, "report.txt"), "utf8");
  assert.match(text, /1 x missing: there is no such picture\n {2}gone\.jpg, line 8/);
  assert.ok(!text.includes(images), "no path of this machine in the report");
});

test("a validation row whose class no training row has is left out, and the split said to be the table's", async () => {
  const files = { "1.jpg": await dark, "2.jpg": await middle, "3.jpg": await light };
  const csv = [
    "filename,artist,style,genre,in_train",
    "1.jpg,Ann,S,portrait,True",
    "2.jpg,Ann,S,portrait,False",
    "3.jpg,Ann,S,poster,false",
    "1.jpg,Ann,S,portrait,perhaps",
  ].join("\n");
  const { summary, report } = await prepare(files, csv);
  assert.deepEqual(summary.rows, { train: 1, valid: 1 });
  assert.deepEqual(summary.classes.genre, ["portrait"]);
  assert.deepEqual(report.leftOut, { "split unknown": 1, "class without training rows": 1 });
  assert.equal(
    report.leftOutRows.find(({ reason }) => reason === "class without training rows")?.detail,
    "genre: poster",
  );
});

test("a table that puts everything into one split is split by seed, and that is said", async () => {
  const files = { "1.jpg": await dark, "2.jpg": await light };
  const csv = "filename,artist,style,genre,in_train\n1.jpg,Ann,S,G,True\n2.jpg,Ann,S,G,True\n";
  const { summary, report } = await prepare(files, csv);
  assert.deepEqual(summary.rows, { train: 1, valid: 1 });
  assert.equal(report.splitBy, "seed");
  assert.match(report.remarks[1], /split by seed/);
});

describe("painters", () => {
  const csv = [
    "filename,artist,style,genre,in_train",
    ...["Ann", "Bob", "Bob", "Cyd", "Cyd", "Dan", "Dan", "Dan"].map(
      (name, i) => `${i}.jpg,${name},S,G,${name === "Dan" || i === 4 ? "False" : "True"}`,
    ),
  ].join("\n");
  const files = async () =>
    Object.fromEntries(await Promise.all([...Array(8).keys()].map(async (i) => [`${i}.jpg`, await dark] as const)));

  test("those with the most pictures, by name where equal; without training rows nobody is chosen", async () => {
    const { summary } = await prepare(await files(), csv, { painters: 1 });
    assert.deepEqual(summary.classes.painter, ["Bob"]);
    assert.equal(summary.leftOut["other painter"], 6);
    const all = await prepare(await files(), csv, { painters: 10 });
    assert.deepEqual(all.summary.classes.painter, ["Ann", "Bob", "Cyd"]);
    assert.match(all.report.remarks[0], /10 painters were asked for, 3 have/);
  });

  test("by name, in any case; an unknown name is told with those near it", async () => {
    const { summary } = await prepare(await files(), csv, { painters: ["cyd", "Ann"] });
    assert.deepEqual(summary.classes.painter, ["Ann", "Cyd"]);
    await assert.rejects(
      prepare(await files(), csv, { painters: ["Anne"] }),
      /named "Anne"\. The nearest names are "Ann", /,
    );
    await assert.rejects(prepare(await files(), csv, { painters: ["Dan"] }), /Dan has no training rows/);
    await assert.rejects(prepare(await files(), csv, { painters: 0 }), /painters: expected how many/);
  });
});

describe("input that is no such table", () => {
  const refuse = async (csv: string, message: RegExp) => {
    await assert.rejects(prepare({ "1.jpg": await dark }, csv), (error) => {
      assert.ok(error instanceof InputError, String(error));
      assert.match(error.message, message);
      return true;
    });
  };

  test("columns, contents, encoding", async () => {
    await refuse(
      "filename,style,genre\n1.jpg,S,G\n",
      /expected a column artist or painter .*found filename, style, genre/,
    );
    await refuse("", /expected a table/);
    await refuse("filename,artist,style,genre\n", /has no rows/);
    await refuse("filename,artist,style,genre\nx.jpg,A,S,G\n", /x\.jpg \(line 2\) was looked for/);
    await refuse('filename,artist,style,genre\n1.jpg,"A,S,G\n', /not a well-formed table: Quote Not Closed/);
    await refuse("\0\0\0", /binary file/);
    await refuse(Buffer.from("\ufefffilename", "utf16le").toString("latin1"), /./);
  });

  test("semicolons and tabs separate as well", async () => {
    for (const mark of [";", "\t"]) {
      const { summary } = await prepare(
        { "1.jpg": await dark, "2.jpg": await dark },
        ["filename,artist,style,genre", "1.jpg,A,S,G", "2.jpg,A,S,G"].join("\n").replaceAll(",", mark),
      );
      assert.deepEqual(summary.rows, { train: 1, valid: 1 });
    }
  });

  test("no table, no pictures", async () => {
    const options = { csv: join(root, "none.csv"), images: root, out: join(root, "none") };
    await assert.rejects(preparePaintings(options), /none\.csv: there is no such table/);
    await assert.rejects(
      preparePaintings({ ...options, images: join(root, "nowhere") }),
      /nowhere: there is no such folder/,
    );
    await assert.rejects(
      prepare({ "1.jpg": "" }, "filename,artist,style,genre\n1.jpg,A,S,G\n"),
      /None of 1 pictures .* 1 empty/,
    );
    assert.ok(!existsSync(join(root, "none")));
    assert.deepEqual(
      readdirSync(root).filter((name) => name.endsWith(".tmp")),
      [],
    );
  });
});
