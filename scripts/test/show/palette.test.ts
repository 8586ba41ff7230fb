import assert from "node:assert/strict";
import { test } from "node:test";
import { GREY, PALETTE, SEQUENTIAL } from "../../../lib/show/palette";

type Rgb = [number, number, number];

/** Machado, Oliveira & Fernandes 2009, severity 1: what the three kinds of colour blindness see of linear red, green, blue. */
const BLINDNESS: Record<string, number[][]> = {
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(colour: string): Rgb {
  return [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function lab([red, green, blue]: Rgb): Rgb {
  const [x, y, z] = [
    (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
    luminance([red, green, blue]),
    (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
  ].map((value) => (value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: Rgb, b: Rgb): number {
  return Math.hypot(...lab(a).map((value, i) => value - lab(b)[i]));
}

for (const page of ["#ffffff", "#111111"]) {
  test(`every colour reads on a page of ${page}`, () => {
    for (const colour of [...PALETTE, GREY]) assert.ok(contrast(colour, page) >= 3, `${colour} on ${page}`);
    assert.ok(contrast(GREY, page) >= 4, "words need more");
  });
}

for (const [kind, matrix] of Object.entries(BLINDNESS)) {
  test(`the colours of lines stay apart under ${kind}`, () => {
    const seen = (colour: string) =>
      matrix.map((row) =>
        Math.min(
          1,
          Math.max(
            0,
            row.reduce((sum, part, i) => sum + part * linear(colour)[i], 0),
          ),
        ),
      );
    for (const [i, a] of PALETTE.entries()) {
      for (const b of PALETTE.slice(0, i)) assert.ok(distance(seen(a) as Rgb, seen(b) as Rgb) > 10, `${a} and ${b}`);
    }
  });
}

test("the heat map's scale darkens from end to end", () => {
  const lights = SEQUENTIAL.map(([, colour]) => luminance(linear(colour)));
  for (let i = 1; i < lights.length; i++) assert.ok(lights[i] < lights[i - 1]);
});
