import { Resvg } from "@resvg/resvg-js";
import sharp, { type OverlayOptions } from "sharp";
import { InputError, type TypedArray } from "../data";
import { FIGURE_SIZE } from "./figure";
import { GREY } from "./palette";
import { FONT_FAMILY, escapeMarkup, fontsFor, textWidth } from "./text-size";

/** A picture that can be shown: its bytes, and what stands for it where no picture can be. */
export interface Picture {
  png: Buffer;
  width: number;
  height: number;
  text: string;
}

/** Pixels: between two pictures, a line of caption, its font. */
const GAP = 8;
const LINE = 14;
const FONT_SIZE = 10.5;

/**
 * Many small pictures on one sheet, each with its caption under it, as a PNG with a transparent ground and a palette
 * (some 8 KB a picture of 96 x 96).
 *
 * @param pictures rows one after the other, [n, height, width, channels]: bytes, or floats, which are taken to lie in 0..1
 *   where none is over 1 and in 0..255 otherwise. One channel is grey, three are red, green, blue
 * @param shape of one picture: [height, width, channels]
 * @param captions one a picture; a line break starts a second line, and what is too long for its picture is cut
 * @param options.side pixels of a picture's longer side on the sheet
 * @throws InputError if the array is not as long as shape and captions say
 */
export async function pictureSheet(
  pictures: TypedArray,
  shape: readonly number[],
  captions: string[],
  options: { columns?: number; side?: number } = {},
): Promise<Picture> {
  const [height, width, channels] = shape;
  const size = height * width * channels;
  if (pictures.length !== captions.length * size || captions.length === 0) {
    throw new InputError(
      `A sheet of ${captions.length} pictures of ${shape.join(" x ")} needs ${captions.length * size} values, ` +
        `found ${pictures.length}: give one caption a picture.`,
    );
  }
  const side = options.side ?? 96;
  const cell = {
    width: Math.max(1, Math.round((side * width) / Math.max(width, height))),
    height: Math.max(1, Math.round((side * height) / Math.max(width, height))),
    lines: Math.max(...captions.map((caption) => (caption === "" ? 0 : caption.split("\n").length))),
  };
  const fitting = Math.max(1, Math.floor((FIGURE_SIZE.width + GAP) / (cell.width + GAP)));
  const columns = Math.min(options.columns ?? fitting, captions.length);
  const rows = Math.ceil(captions.length / columns);
  const step = { x: cell.width + GAP, y: cell.height + cell.lines * LINE + GAP };
  const sheet = { width: columns * step.x - GAP, height: rows * step.y };
  const bytes = asBytes(pictures);
  const pieces = await Promise.all(
    captions.map(async (_, i): Promise<OverlayOptions> => {
      const raw = { width, height, channels: channels as 1 | 2 | 3 | 4 };
      const input = await sharp(bytes.subarray(i * size, (i + 1) * size), { raw })
        .resize(cell.width, cell.height, { kernel: side > 3 * Math.max(width, height) ? "nearest" : "lanczos3" })
        .png({ compressionLevel: 0 })
        .toBuffer();
      return { input, left: (i % columns) * step.x, top: Math.floor(i / columns) * step.y };
    }),
  );
  const words = captions.map((caption, i) =>
    captionSvg(caption, cell.width, (i % columns) * step.x, Math.floor(i / columns) * step.y + cell.height),
  );
  const png = await sharp({ create: { ...sheet, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .composite([...pieces, { input: paintedCaptions(words.join(""), sheet) }])
    .png({ palette: true, quality: 90, dither: 0.7, compressionLevel: 9, effort: 7 })
    .toBuffer();
  return { png, ...sheet, text: `${captions.length} pictures: ${captions.join(", ").replace(/\n/g, " / ")}` };
}

function asBytes(values: TypedArray): Uint8Array {
  if (values instanceof Uint8Array) return values;
  const numbers = Float32Array.from(values as ArrayLike<number>, Number);
  const scale = numbers.every((value) => value <= 1) ? 255 : 1;
  return Uint8Array.from(numbers, (value) => Math.min(255, Math.max(0, Math.round(value * scale))));
}

function captionSvg(caption: string, width: number, left: number, top: number): string {
  return caption
    .split("\n")
    .map((line, i) => `<text x="${left}" y="${top + (i + 0.85) * LINE}">${escapeMarkup(fitted(line, width))}</text>`)
    .join("");
}

/** The line, cut with an ellipsis where it is wider than its picture. */
function fitted(line: string, width: number): string {
  if (textWidth(line, FONT_SIZE) <= width) return line;
  let end = line.length;
  while (end > 0 && textWidth(`${line.slice(0, end).trimEnd()}…`, FONT_SIZE) > width) end--;
  return `${line.slice(0, end).trimEnd()}…`;
}

function paintedCaptions(texts: string, { width, height }: { width: number; height: number }): Buffer {
  const style = `font-family="${FONT_FAMILY}" font-size="${FONT_SIZE}" fill="${GREY}"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g ${style}>${texts}</g></svg>`;
  return new Resvg(svg, { font: fontsFor(svg) }).render().asPng();
}
