/** Tables and small pictures whose rows have two to four labels each, of different kinds. */
import { Random } from "plateau";
import { type Parts, rowsOf, split } from "./rows";

/** A loan: whether it was paid late, the customer's segment (5), whether it is used abroad, and what is spent a month. */
export interface Loan {
  late: number;
  segment: number;
  abroad: number;
  spend: number;
}

/** Fourteen scaled columns; `bar` is the risk that is late: 0 for one in two, 2.9 for one in nine. Abroad is a product's sign. */
export function loans(rows = 800, bar = 0, seed = 301): Parts<Loan> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = Array.from({ length: 14 }, () => random.normal());
    const risk = 1.6 * x[0] + 1.1 * x[1] + 1.2 * x[2] + 0.3 * random.normal();
    const scores = [x[4] + x[5], x[6] - x[4], 1.3 * x[7], x[8] - 0.5 * x[6], x[9] - x[5]];
    const spend = 900 + 240 * x[12] + 160 * Math.abs(x[13]) + 90 * x[0] + 40 * random.normal();
    const y = {
      late: risk > bar ? 1 : 0,
      segment: scores.indexOf(Math.max(...scores)),
      abroad: x[10] * x[11] > 0.1 ? 1 : 0,
      spend,
    };
    return { x, y };
  });
  return split(made, Math.round(0.75 * rows));
}

/** A building: kilowatt-hours for heat and for cold, which want opposite walls, and its rating (4). */
export interface Building {
  heating: number;
  cooling: number;
  rating: number;
}

/** Seven scaled measures of a building, after the UCI's energy efficiency data. */
export function buildings(rows = 640, seed = 302): Parts<Building> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = Array.from({ length: 7 }, () => 2 * random.float() - 1);
    const loss = Math.tanh(1.4 * x[0] + 1.2 * x[1] * x[2] + 0.5 * x[3]);
    const glazing = x[4] + 0.5 * x[5] ** 2;
    const heating = 24 + 8 * loss + 1.5 * x[6] + 0.8 * random.normal();
    const cooling = 27 - 8 * loss - 0.5 * x[6] + 0.8 * random.normal();
    const worth = glazing + 0.6 * x[6] + 0.1 * random.normal();
    return { x, y: { heating, cooling, rating: worth < -0.35 ? 0 : worth < 0.2 ? 1 : worth < 0.7 ? 2 : 3 } };
  });
  return split(made, Math.round(0.75 * rows));
}

/** What a mast over a wood measures: carbon taken up, water given off, and whether the air is layered. */
export interface Flux {
  uptake: number;
  vapour: number;
  layered: number;
}

/** Nine scaled columns of an hour's weather. The uptake is of tenths, the vapour of tens below zero. */
export function fluxes(rows = 600, seed = 303): Parts<Flux> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = Array.from({ length: 9 }, () => random.normal());
    const light = Math.tanh(x[0] + 0.4 * x[1]);
    const uptake = 0.4 + 0.18 * light + 0.06 * x[2] + 0.03 * random.normal();
    const vapour = -22 + 7 * x[3] - 5 * x[4] + 3 * light + 1.5 * random.normal();
    return { x, y: { uptake, vapour, layered: x[5] - x[6] + 0.8 * x[7] + 0.3 * random.normal() > 0 ? 1 : 0 } };
  });
  return split(made, Math.round(0.75 * rows));
}

/** Which of two states a machine is in: whether its last two gauges stand on the same side. */
export interface Gauged {
  state: number;
  /** All twelve gauges, to be given back by a decoder. */
  gauges: number[];
}

/** Twelve gauges: three hidden figures show in the first ten of them, the last two go by themselves. */
export function gaugedMachines(rows = 800, seed = 304): Parts<Gauged> {
  const random = new Random(seed);
  const mixing = Array.from({ length: 10 }, () => Array.from({ length: 3 }, () => random.normal()));
  const made = rowsOf(rows, () => {
    const hidden = Array.from({ length: 3 }, () => random.normal());
    const shown = mixing.map(
      (row) => 0.6 * row.reduce((sum, share, i) => sum + share * hidden[i], 0) + 0.1 * random.normal(),
    );
    const own = [0, 1].map(() => (random.float() < 0.5 ? -0.7 : 0.7) + 0.2 * random.normal());
    const x = [...shown, ...own];
    return { x, y: { state: own[0] * own[1] > 0 ? 1 : 0, gauges: x } };
  });
  return split(made, Math.round(0.75 * rows));
}

export const GARMENT_SIDE = 16;

/** A photograph of a shirt, trousers or a dress, in one of four colours, plain or striped, and what it costs. */
export interface Garment {
  kind: number;
  colour: number;
  striped: number;
  price: number;
}

/** Red and blue, orange and azure: each is another one with its first and last channel exchanged. */
const DYES = [
  [205, 40, 55],
  [55, 40, 205],
  [225, 140, 45],
  [45, 140, 225],
];
const CUTS: ((x: number, y: number) => boolean)[] = [
  (x, y) => y < 0.5 && (Math.abs(x) < 0.5 || y < -0.4),
  (x, y) => Math.abs(x) < 0.6 && (Math.abs(x) > 0.2 || y < -0.5),
  (x, y) => Math.abs(x) < 0.3 + 0.4 * Math.max(0, y),
];

/** 16 x 16 colour pixels in 0..255. What it costs goes by the kind, the stripes and how large it is. */
export function garments(rows = 640, seed = 305): Parts<Garment> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const [kind, colour, striped] = [random.integer(3), random.integer(4), random.integer(2)];
    const half = 5 + 2.2 * random.float();
    const [cx, cy] = [7.5 + 0.7 * random.normal(), 7.5 + 0.7 * random.normal()];
    const [wall, phase] = [150 + 70 * random.float(), random.integer(4)];
    const x = Array.from({ length: GARMENT_SIDE ** 2 }, (_, i) => {
      const [column, row] = [i % GARMENT_SIDE, Math.floor(i / GARMENT_SIDE)];
      const [u, v] = [(column - cx) / half, (row - cy) / half];
      const inside = Math.abs(u) < 1 && Math.abs(v) < 1 && CUTS[kind](u, v);
      const shade = striped === 1 && (row + phase) % 4 < 2 ? 0.45 : 1;
      return [0, 1, 2].map((channel) => byte((inside ? shade * DYES[colour][channel] : wall) + 14 * random.normal()));
    }).flat();
    const price = 18 + 14 * kind + 9 * striped + 4 * (half - 6) + 1.5 * random.normal();
    return { x, y: { kind, colour, striped, price } };
  });
  return split(made, Math.round(0.75 * rows));
}

function byte(value: number): number {
  return Math.round(Math.max(0, Math.min(255, value)));
}

export const PLATE_SHAPE = [9, 28, 1];

const GLYPHS = [
  ["01110", "10001", "11111", "10001", "10001"],
  ["11111", "10000", "11110", "10000", "11111"],
  ["10001", "10001", "10001", "10001", "01110"],
  ["11111", "00100", "00100", "00100", "00100"],
  ["10001", "01010", "00100", "01010", "10001"],
];

/** How many letters there are for each of the four places. */
export const LETTERS = GLYPHS.length;

/** Four letters side by side as a form asks for them against robots: 9 x 28 grey pixels of 0..1; y is the four. */
export function plates(rows = 800, seed = 306): Parts<number[]> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = Array.from({ length: 4 }, () => random.integer(LETTERS));
    const offsets = y.map(() => [random.integer(3), random.integer(5)]);
    const ink = 0.6 + 0.4 * random.float();
    const x = Array.from({ length: 9 * 28 }, (_, i) => {
      const [row, column] = [Math.floor(i / 28), i % 28];
      const cell = Math.floor(column / 7);
      const [left, top] = offsets[cell];
      const inked = GLYPHS[y[cell]][row - top]?.[(column % 7) - left] === "1";
      return Math.max(0, (inked ? ink : 0) + 0.15 * random.normal());
    });
    return { x, y };
  });
  return split(made, Math.round(0.75 * rows));
}

export const BOX_SIDE = 14;

/** A thing in a picture: a block, a frame or a bar that leans; whether it is brighter than most; and its box in pixels. */
export interface Boxed {
  kind: number;
  bright: number;
  /** Left, top, width and height. */
  box: number[];
}

/** 14 x 14 grey pixels in 0..255, one thing each, of the three kinds by `shares`. */
export function boxes(rows = 640, shares = [1 / 3, 1 / 3, 1 / 3], seed = 307): Parts<Boxed> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const drawn = random.float();
    const kind = drawn < shares[0] ? 0 : drawn < shares[0] + shares[1] ? 1 : 2;
    const [width, height] = [5 + random.integer(4), 5 + random.integer(4)];
    const [left, top] = [random.integer(BOX_SIDE - width + 1), random.integer(BOX_SIDE - height + 1)];
    const bright = random.integer(2);
    const ink = (bright === 1 ? 215 : 135) + 12 * random.normal();
    const x = Array.from({ length: BOX_SIDE ** 2 }, (_, i) => {
      const [u, v] = [(i % BOX_SIDE) - left, Math.floor(i / BOX_SIDE) - top];
      const inside = u >= 0 && v >= 0 && u < width && v < height;
      const edge = Math.min(u, v, width - 1 - u, height - 1 - v) < 1;
      const leaning = Math.abs(u / (width - 1) - v / (height - 1)) < 0.25;
      return byte((inside && [true, edge, leaning][kind] ? ink : 35) + 14 * random.normal());
    });
    return { x, y: { kind, bright, box: [left, top, width, height] } };
  });
  return split(made, Math.round(0.75 * rows));
}
