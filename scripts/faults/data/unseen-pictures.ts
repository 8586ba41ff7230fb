/** Small pictures and signals of subjects that no earlier family has. All are of floats near 0..1 unless they say otherwise. */
import { Random } from "plateau";
import { type Parts, rowsOf, split } from "./rows";

/** Pixel by pixel, row by row: a picture of `height` x `width`. */
function painted<P>(height: number, width: number, paint: (x: number, y: number) => P): P[] {
  return Array.from({ length: height * width }, (_, i) => paint(i % width, Math.floor(i / width)));
}

export const CELL_SIDE = 10;

/** Blood cells of 10 x 10 colour pixels: infected (1) with a dark blue spot inside, by `share`, or sound (0) with a pale one. */
export function cells(rows = 640, share = 0.5, seed = 501): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.float() < share ? 1 : 0;
    const [cx, cy, radius] = [4.5 + 0.4 * random.normal(), 4.5 + 0.4 * random.normal(), 3.6 + 0.4 * random.float()];
    const [turn, far] = [2 * Math.PI * random.float(), 1.9 * random.float()];
    const [sx, sy] = [cx + far * Math.cos(turn), cy + far * Math.sin(turn)];
    const size = 1 + 0.5 * random.float();
    const spot = y === 1 ? [0.35, 0.2, 0.6] : [0.95, 0.75, 0.85];
    const x = painted(CELL_SIDE, CELL_SIDE, (px, py) => {
      const inCell = Math.hypot(px - cx, py - cy) < radius;
      const colour = Math.hypot(px - sx, py - sy) < size ? spot : inCell ? [0.85, 0.55, 0.65] : [0.92, 0.88, 0.9];
      return colour.map((value) => value + 0.05 * random.normal());
    }).flat();
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

export const SIGN_SIDE = 16;
export const SIGN_KINDS = 5;

const SIGNS: { inside(x: number, y: number): number; colour: number[] }[] = [
  { inside: (x, y) => Math.hypot(x, y), colour: [0.8, 0.1, 0.1] },
  { inside: (x, y) => Math.max(y, 1.4 * Math.abs(x) - 0.7 * y - 0.2), colour: [0.8, 0.1, 0.1] },
  { inside: (x, y) => Math.hypot(x, y), colour: [0.1, 0.2, 0.75] },
  { inside: (x, y) => Math.abs(x) + Math.abs(y), colour: [0.85, 0.7, 0.1] },
  { inside: (x, y) => 1.15 * Math.max(Math.abs(x), Math.abs(y)), colour: [0.1, 0.2, 0.75] },
];

/** Traffic signs of 16 x 16 colour pixels, five kinds: a white plate with a coloured rim, in more or less light. */
export function signs(rows = 600, seed = 502): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.integer(SIGN_KINDS);
    const [cx, cy, radius] = [7.5 + 0.9 * random.normal(), 7.5 + 0.9 * random.normal(), 5 + 1.6 * random.float()];
    const light = 0.5 + 0.5 * random.float();
    const ground = [0.2 + 0.5 * random.float(), 0.3 + 0.4 * random.float(), 0.3 + 0.4 * random.float()];
    const x = painted(SIGN_SIDE, SIGN_SIDE, (px, py) => {
      const from = SIGNS[y].inside((px - cx) / radius, (py - cy) / radius);
      const colour = from > 1 ? ground : from > 0.62 ? SIGNS[y].colour : [0.95, 0.95, 0.95];
      return colour.map((value) => light * value + 0.06 * random.normal());
    }).flat();
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

export const BRAILLE_SHAPE = [12, 8];

/** The dots of Braille's letters a to l: 1 to 3 down the left, 4 to 6 down the right. */
const BRAILLE = ["1", "12", "14", "145", "15", "124", "1245", "125", "24", "245", "13", "123"];
export const BRAILLE_LETTERS = BRAILLE.length;

/** Braille's letters a to l in 12 x 8 grey pixels, pressed more or less into uneven paper. */
export function braille(rows = 840, seed = 503): Parts {
  const random = new Random(seed);
  const [high, wide] = BRAILLE_SHAPE;
  const made = rowsOf(rows, () => {
    const y = random.integer(BRAILLE_LETTERS);
    const [left, top] = [2 + 0.35 * random.normal(), 2 + 0.35 * random.normal()];
    const [press, paper] = [0.35 + 0.3 * random.float(), 0.55 + 0.1 * random.float()];
    const dots = [...BRAILLE[y]].map((dot) => [left + (dot > "3" ? 4 : 0), top + 3.7 * ((Number(dot) - 1) % 3)]);
    const x = painted(high, wide, (px, py) => {
      const bumps = dots.map(([dx, dy]) => Math.exp(-((px - dx) ** 2 + (py - dy) ** 2) / 1.1));
      return paper - press * Math.max(...bumps) + 0.05 * random.normal();
    });
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

export const SPECTRUM_LENGTH = 72;

/** Spectra of four kinds of transmitter, 72 bins; `centre` draws where one stands, the middle being 36. */
export function spectra(rows: number, centre: (random: Random) => number, seed = 504): { x: number[]; y: number }[] {
  const random = new Random(seed);
  const hill = (at: number, wide: number) => Math.exp(-((at / wide) ** 2));
  const shapes = [
    (at: number) => hill(at, 2.5),
    (at: number) => 0.9 * (hill(at + 4, 1.6) + hill(at - 4, 1.6)),
    (at: number) => (Math.abs(at) < 6 ? 0.8 : 0),
    (at: number) => (at > -7 && at < 7 ? (at + 7) / 14 : 0),
  ];
  return Array.from({ length: rows }, () => {
    const y = random.integer(shapes.length);
    const [at, loud] = [centre(random), 0.7 + 0.4 * random.float()];
    const x = Array.from({ length: SPECTRUM_LENGTH }, (_, i) => loud * shapes[y](i - at) + 0.07 * random.normal());
    return { x, y };
  });
}

export const MOVE_SHAPE = [40, 3];

/** An accelerometer's three axes for 40 samples, begun at any moment of standing, walking, running or climbing stairs, in turns. */
export function moves(rows = 640, seed = 505): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, (row) => {
    const y = row % 4;
    const phase = 2 * Math.PI * random.float();
    const step = (2 * Math.PI * (y === 2 ? 1.25 : 0.7) * (0.92 + 0.16 * random.float())) / 8;
    const strong = y === 0 ? 0.08 : 0.8 + 0.4 * random.float();
    const x = Array.from({ length: MOVE_SHAPE[0] }, (_, i) => {
      const at = step * i + phase;
      const axes = [Math.sin(at), Math.cos(at), (y === 3 ? 1 : 0.15) * Math.sin(2 * at)];
      return axes.map((value) => strong * value + 0.2 * random.normal());
    }).flat();
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

export const ROAD_SHAPE = [10, 16];

/** A road ahead in 10 x 16 grey pixels of 0..255, and how a driver steered on it, from -1 to 1. */
export function roads(rows = 560, seed = 506): Parts {
  const random = new Random(seed);
  const [high, wide] = ROAD_SHAPE;
  const made = rowsOf(rows, () => {
    const y = Math.max(-1, Math.min(1, 0.45 * random.normal()));
    const [aside, grey, line] = [0.5 * random.normal(), 70 + 40 * random.float(), 180 + 60 * random.float()];
    const x = painted(high, wide, (px, py) => {
      const ahead = (high - 1 - py) / (high - 1);
      const middle = 7.5 + aside + 6 * y * ahead ** 2;
      const half = 5.5 - 3.5 * ahead;
      const border = Math.abs(Math.abs(px - middle) - half) < 0.7;
      const value = border ? line : Math.abs(px - middle) < half ? grey : grey + 40;
      return Math.round(Math.max(0, Math.min(255, value + 10 * random.normal())));
    });
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

export const PATCH_SIDE = 8;

/** Woven cloth in 8 x 8 grey pixels of 0..1 with the grain of a bad camera, and the same without; no pixel is lighter on average. */
export function patches(rows = 600, seed = 507): Parts<number[]> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const waves = [0, 1].map(() => ({ turns: 1 + random.integer(2), phase: 2 * Math.PI * random.float() }));
    const [across, down] = waves.map(({ turns, phase }) => (at: number) => {
      return Math.sin((2 * Math.PI * turns * at) / PATCH_SIDE + phase);
    });
    const y = painted(PATCH_SIDE, PATCH_SIDE, (px, py) => 0.5 + 0.22 * (across(px) + down(py)));
    return { x: y.map((value) => value + 0.12 * random.normal()), y };
  });
  return split(made, Math.round(0.7 * rows));
}
