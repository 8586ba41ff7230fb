import assert from "node:assert/strict";
import { test } from "node:test";
import { dataFrame } from "../../../lib/show/data-frame";
import { table } from "../../../lib/show/table";

test("words are escaped, in heads and cells", () => {
  const { html } = table([{ "<i>": `<script>"&'` }]);
  assert.ok(!/<script|<i>/.test(html));
  assert.match(html, /&#60;script&#62;&#34;&#38;&#39;/);
});

test("numbers stand to the right with thousands separated, words to the left", () => {
  const { html, text } = table([
    { name: "training", rows: 2920 },
    { name: "validation", rows: 690 },
  ]);
  assert.match(html, /<td style="text-align: left">training<\/td><td style="text-align: right">2,920<\/td>/);
  assert.match(text, /│ training\s+│ 2,920 │/);
});

test("a column has the decimals it needs, three at most, and intervals are read as such", () => {
  const { html } = table([
    { accuracy: 0.5, share: 0.25, interval: [0.41234, 0.6], tiny: 0.00001 },
    { accuracy: 0.33333, share: 1, interval: [0, 1], tiny: 0.5 },
  ]);
  for (const cell of ["0.500", "0.333", "0.25", "1.00", "0.412 to 0.600", "1.0e-5"]) {
    assert.ok(html.includes(`>${cell}<`), `${cell} in ${html}`);
  }
});

test("rows need not have the same keys; what is missing is empty", () => {
  const { html } = table([{ a: 1 }, { b: null, c: false }]);
  assert.match(html, /<th[^>]*>a<.*<th[^>]*>b<.*<th[^>]*>c</);
  assert.equal(html.match(/><\/td>/g)?.length, 4);
  assert.match(html, />no</);
});

test("no rows make an empty table, not an error", () => {
  assert.match(table([]).text, /empty/);
});

test("a danfojs frame is a table too, sorted and grouped", () => {
  const frame = dataFrame([{ head: "style", rows: 3 }, { head: "genre", rows: 1200 }, { head: "style" }]);
  assert.deepEqual(frame.shape, [3, 2]);
  const sorted = frame.iloc({ rows: [0, 1] }).sortValues("rows", { ascending: false });
  assert.match(table(sorted).html, /genre.*1,200[\s\S]*style.*>3</);
  assert.match(table(dataFrame([])).text, /empty/);
});

test("a frame's columns may be called as its own members", () => {
  const rows = ["round", "square", "round"].map((shape, index) => ({ shape, columns: "same", index }));
  const counts = dataFrame(rows).groupby(["shape", "columns"]).agg({ index: "count" });
  counts.rename({ index_count: "size" }, { inplace: true });
  const sorted = counts.sortValues("size", { ascending: false });
  assert.deepEqual(sorted.shape, [2, 3]);
  assert.deepEqual(sorted.columns, ["shape", "columns", "size"]);
  assert.deepEqual(sorted.values, [
    ["round", "same", 2],
    ["square", "same", 1],
  ]);
  assert.match(table(sorted).html, /round[\s\S]*square/);
});
