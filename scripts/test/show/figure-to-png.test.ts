import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import type { PlotlyFigure } from "../../../lib/show/figure";
import { figureToPng, figureToSvg } from "../../../lib/show/figure-to-png";
import { classCounts, coOccurrence, learningCurves } from "../../../lib/show/figures";
import { FONT_FAMILY, textWidth } from "../../../lib/show/text-size";

const painters = ["Pierre-Auguste Renoir", "Vincent van Gogh", "Ivan Aivazovsky"];
const figures: Record<string, PlotlyFigure> = {
  curves: learningCurves([
    { head: "style", training: [0.2, 0.4], validation: [0.2, 0.3], majority: 0.2, chance: 0.05 },
  ]),
  counts: classCounts(
    painters.map((name, i) => ({ class: name, training: 10 + i })),
    { head: "painter" },
  ),
  grid: coOccurrence(
    {
      rows: painters,
      columns: ["Impressionism", "Realism"],
      counts: [
        [9, 1],
        [0, 7],
        [3, 3],
      ],
    },
    { row: "painter", column: "style" },
  ),
};

/** Pixels that are not transparent, and those near a colour. */
async function pixelsOf(
  png: Buffer,
  near?: [number, number, number],
): Promise<{ all: number; drawn: number; near: number }> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const count = { all: info.width * info.height, drawn: 0, near: 0 };
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] < 128) continue;
    count.drawn++;
    if (near?.every((value, channel) => Math.abs(value - data[i + channel]) < 24)) count.near++;
  }
  return count;
}

for (const [name, figure] of Object.entries(figures)) {
  test(`${name}: a small PNG on a transparent ground, with marks and words on it`, async () => {
    const before = JSON.stringify(figure);
    const png = await figureToPng(figure);
    assert.equal(JSON.stringify(figure), before, "the figure is left as it was");
    const { all, drawn, near } = await pixelsOf(png, [0x78, 0x7b, 0x80]);
    assert.ok(drawn > all * 0.01 && drawn < all * 0.9, `${drawn} of ${all} pixels drawn`);
    assert.ok(near > 300, `${near} pixels of words`);
    assert.ok(png.length < 60_000, `${png.length} bytes`);
    const { width, height } = await sharp(png).metadata();
    assert.deepEqual([width, height], [700, figure.layout.height]);
  });
}

test("the heat map's cells are painted, and stay blank where nothing occurs", async () => {
  const dark = await pixelsOf(await figureToPng(figures.grid), [0x12, 0x3a, 0x66]);
  assert.ok(dark.near > 2000, "a cell of 100 % is dark");
});

test("words are drawn in the font that comes with the package", async () => {
  const svg = await figureToSvg(figures.counts);
  const families = new Set([...svg.matchAll(/font-family: ?([^;]+);/g)].map(([, family]) => family.split(",")[0]));
  assert.deepEqual([...families], [FONT_FAMILY]);
  assert.ok(svg.includes(">Pierre-Auguste Renoir"));
});

test("text is measured as it will be drawn", () => {
  assert.ok(Math.abs(textWidth("illi", 12) - 4 * textWidth("i", 12)) < 4);
  assert.ok(textWidth("WWWW", 12) > 2 * textWidth("iiii", 12));
  assert.ok(textWidth("bold", 12, true) > textWidth("bold", 12));
  assert.ok(Math.abs(textWidth("a b", 24) - 2 * textWidth("a b", 12)) < 1e-9);
  assert.ok(textWidth(" ", 10) > 1, "a space has a width");
});

test("long names get the room they need", async () => {
  const svg = await figureToSvg(figures.counts);
  const plot =
    /<rect class="bg" x="([\d.]+)"/.exec(svg) ?? /<g class="cartesianlayer">.*?translate\(([\d.]+)/s.exec(svg);
  assert.ok(plot, "where the plot starts is in the SVG");
  assert.ok(Number(plot[1]) > textWidth(painters[0], 12), `the plot starts at ${plot[1]}`);
});
