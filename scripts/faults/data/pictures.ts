import { Random } from "plateau";
import { type Parts, rowsOf, split } from "./rows";

export const DIGIT_SIDE = 12;

/** Strokes of a digit on a grid of 3 x 5 points, as the seven bars of a pocket calculator. */
const BARS: Record<string, [number, number, number, number]> = {
  top: [0, 0, 2, 0],
  middle: [0, 2, 2, 2],
  bottom: [0, 4, 2, 4],
  leftUp: [0, 0, 0, 2],
  leftDown: [0, 2, 0, 4],
  rightUp: [2, 0, 2, 2],
  rightDown: [2, 2, 2, 4],
};
const DIGITS: string[][] = [
  ["top", "bottom", "leftUp", "leftDown", "rightUp", "rightDown"],
  ["rightUp", "rightDown"],
  ["top", "middle", "bottom", "rightUp", "leftDown"],
  ["top", "middle", "bottom", "rightUp", "rightDown"],
  ["middle", "leftUp", "rightUp", "rightDown"],
  ["top", "middle", "bottom", "leftUp", "rightDown"],
  ["top", "middle", "bottom", "leftUp", "leftDown", "rightDown"],
  ["top", "rightUp", "rightDown"],
  ["top", "middle", "bottom", "leftUp", "leftDown", "rightUp", "rightDown"],
  ["top", "middle", "bottom", "leftUp", "rightUp", "rightDown"],
];

/** Painted digits, 12 x 12 grey pixels in 0..255, row by row: place, slant, size and ink differ. */
export function digits(rows = 900, seed = 21): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.integer(10);
    return { x: paintDigit(y, random), y };
  });
  return split(made, Math.round(0.7 * rows));
}

function paintDigit(digit: number, random: Random): number[] {
  const canvas = Array.from({ length: DIGIT_SIDE ** 2 }, () => 20 * random.float());
  const [left, top] = [2.5 + 1.2 * random.normal() * 0.5, 1.5 + 0.5 * random.normal()];
  const [wide, high] = [2.4 + 0.4 * random.float(), 1.8 + 0.25 * random.float()];
  const slant = 0.2 * random.normal();
  const ink = 150 + 105 * random.float();
  for (const bar of DIGITS[digit]) {
    const [x0, y0, x1, y1] = BARS[bar];
    for (let step = 0; step <= 12; step++) {
      const [gx, gy] = [x0 + ((x1 - x0) * step) / 12, y0 + ((y1 - y0) * step) / 12];
      dot(canvas, left + gx * wide + slant * (2 - gy), top + gy * high, ink);
    }
  }
  return canvas.map((value) => Math.round(Math.min(255, value)));
}

/** A soft dot, so that strokes have edges between pixels. */
function dot(canvas: number[], x: number, y: number, ink: number): void {
  for (let row = Math.floor(y); row <= Math.floor(y) + 1; row++) {
    for (let column = Math.floor(x); column <= Math.floor(x) + 1; column++) {
      if (row < 0 || column < 0 || row >= DIGIT_SIDE || column >= DIGIT_SIDE) continue;
      const near = Math.max(0, 1 - Math.abs(x - column)) * Math.max(0, 1 - Math.abs(y - row));
      const at = row * DIGIT_SIDE + column;
      canvas[at] = Math.max(canvas[at], ink * Math.sqrt(near));
    }
  }
}

export const TILE_SIDE = 16;

export interface Tile {
  shape: number;
  colour: number;
  size: number;
  place: number;
}

/** How many classes each of a tile's labels has. */
export const TILE_CLASSES: Record<keyof Tile, number> = { shape: 3, colour: 4, size: 2, place: 4 };

const COLOURS = [
  [220, 50, 40],
  [40, 190, 70],
  [50, 80, 220],
  [230, 200, 50],
];
const SHAPES = [
  (x: number, y: number) => x * x + y * y < 1,
  (x: number, y: number) => Math.max(Math.abs(x), Math.abs(y)) < 0.85,
  (x: number, y: number) => Math.min(Math.abs(x), Math.abs(y)) < 0.3 && Math.max(Math.abs(x), Math.abs(y)) < 1,
];

/** Tiles of 16 x 16 colour pixels in 0..255: a disc, a square or a cross in one of four colours, two sizes and four corners. */
export function tiles(rows = 600, seed = 22): Parts<Tile> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = {
      shape: random.integer(3),
      colour: random.integer(4),
      size: random.integer(2),
      place: random.integer(4),
    };
    return { x: paintTile(y, random), y };
  });
  return split(made, Math.round(0.7 * rows));
}

function paintTile({ shape, colour, size, place }: Tile, random: Random): number[] {
  const radius = (size === 0 ? 2.6 : 4.2) + 0.3 * random.normal();
  const centre = (far: boolean) => (far ? 10.5 : 4.5) + 0.6 * random.normal();
  const [cx, cy] = [centre(place % 2 === 1), centre(place >= 2)];
  const ground = 60 + 90 * random.float();
  return Array.from({ length: TILE_SIDE ** 2 }, (_, i) => {
    const [x, y] = [(i % TILE_SIDE) - cx, Math.floor(i / TILE_SIDE) - cy];
    const inside = SHAPES[shape](x / radius, y / radius);
    return [0, 1, 2].map((channel) =>
      Math.round(Math.max(0, Math.min(255, (inside ? COLOURS[colour][channel] : ground) + 18 * random.normal()))),
    );
  }).flat();
}
