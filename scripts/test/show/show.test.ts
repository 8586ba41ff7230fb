import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import Module from "node:module";
import sharp from "sharp";
import { figure } from "../../../lib/show/figure";
import { kernelDisplay } from "../../../lib/show/kernel";
import { pictureSheet } from "../../../lib/show/picture-sheet";
import { show } from "../../../lib/show/show";
import { startKernel, stopKernel, type Sent } from "./pretend-kernel";

afterEach(stopKernel);

const plot = figure("A title", [{ type: "scatter", name: "a line", x: [1, 2], y: [3, 4] }]);

test("outside a notebook a figure is told in words", async (t) => {
  const printed = t.mock.method(console, "log", () => {});
  await show(plot);
  assert.deepEqual(printed.mock.calls[0].arguments, ["[figure] A title: a line"]);
});

test("in a notebook a figure is live at once, then one bundle: live, static and in words", async () => {
  const sent = startKernel();
  await show(plot);
  assert.deepEqual(
    sent.map(({ update }) => update),
    [false, true],
  );
  const [first, { data, transient }] = sent.map(({ message }) => message);
  assert.deepEqual(Object.keys(first.data), ["application/vnd.plotly.v1+json", "text/plain"]);
  assert.equal(first.transient.display_id, transient.display_id);
  assert.deepEqual(Object.keys(data), ["application/vnd.plotly.v1+json", "image/png", "text/plain"]);
  assert.deepEqual(data["application/vnd.plotly.v1+json"], plot);
  const { width, height } = await sharp(Buffer.from(data["image/png"] as string, "base64")).metadata();
  assert.deepEqual([width, height], [700, 450]);
});

test("tables and pieces of HTML are HTML and words", async () => {
  const sent = startKernel();
  await show([{ rows: 2920 }]);
  await show({ html: "<b>x</b>", text: "x" });
  assert.deepEqual(
    sent.map(({ message }: Sent) => Object.keys(message.data)),
    [
      ["text/html", "text/plain"],
      ["text/html", "text/plain"],
    ],
  );
  assert.match(sent[0].message.data["text/html"] as string, /2,920/);
});

test("pictures are a PNG, and their captions are its words", async () => {
  const sent = startKernel();
  const sheet = await pictureSheet(new Uint8Array(2 * 4 * 6 * 3).fill(200), [4, 6, 3], ["one", "two\nlines"], {
    side: 60,
  });
  assert.deepEqual([sheet.width, sheet.height], [2 * 60 + 8, 40 + 2 * 14 + 8]);
  const { data } = await sharp(sheet.png).raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([...data.subarray(0, 4)], [200, 200, 200, 255]);
  await show(sheet);
  assert.match(sent[0].message.data["text/plain"] as string, /one, two \/ lines/);
});

test("a picture's floats are seen as 0..1 or 0..255, and one channel as grey", async () => {
  for (const [values, level] of [
    [[0.5, 1], 128],
    [[128, 255], 128],
  ] as const) {
    const sheet = await pictureSheet(Float32Array.from(values), [1, 2, 1], [""], { side: 2 });
    const { data } = await sharp(sheet.png).raw().toBuffer({ resolveWithObject: true });
    assert.ok(Math.abs(data[0] - level) < 8, `${data[0]}`);
  }
});

test("as many captions as pictures are wanted", async () => {
  await assert.rejects(pictureSheet(new Uint8Array(12), [2, 2, 3], ["a", "b"]), /needs 24 values, found 12/);
});

test("the kernel is the running one, wherever it is installed, and not our own idle copy", () => {
  Module.createRequire(__filename)("tslab/dist/jupyter");
  assert.equal(kernelDisplay(), undefined);
  startKernel();
  assert.ok(kernelDisplay());
});
