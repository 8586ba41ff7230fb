/** More small pictures and signals made by rule. */
import { Random } from "plateau";
import { type Parts, rowsOf, split } from "./rows";

const LETTERS = [
  ["11111", "00100", "00100", "00100", "00100", "00100", "00100"],
  ["10000", "10000", "10000", "10000", "10000", "10000", "11111"],
  ["10001", "10001", "10001", "11111", "10001", "10001", "10001"],
  ["01110", "10001", "10001", "10001", "10001", "10001", "01110"],
  ["10001", "10001", "01010", "00100", "01010", "10001", "10001"],
  ["11111", "10000", "10000", "11110", "10000", "10000", "11111"],
];

export const LETTER_SIDE = 10;

/** T, L, H, O, X and E in 10 x 10 grey pixels of 0..1, anywhere in the square, some ink missing. */
export function letters(rows = 800, seed = 111): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.integer(LETTERS.length);
    const [left, top, ink] = [1 + random.integer(4), random.integer(4), 0.6 + 0.4 * random.float()];
    const x = Array.from({ length: LETTER_SIDE ** 2 }, (_, i) => {
      const inked = LETTERS[y][Math.floor(i / LETTER_SIDE) - top]?.[(i % LETTER_SIDE) - left] === "1";
      return Math.max(0, (inked && random.float() > 0.06 ? ink : 0) + 0.1 * random.normal());
    });
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

export const STRIPE_SIDE = 12;

/** Stripes in one of four directions, 12 x 12 grey pixels of 0..1, of any width and phase. */
export function stripes(rows = 600, seed = 112): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.integer(4);
    const angle = (Math.PI / 4) * y + 0.08 * random.normal();
    const [turns, phase] = [(2 * Math.PI) / (3.2 + 2 * random.float()), 2 * Math.PI * random.float()];
    const x = Array.from({ length: STRIPE_SIDE ** 2 }, (_, i) => {
      const along = (i % STRIPE_SIDE) * Math.cos(angle) + Math.floor(i / STRIPE_SIDE) * Math.sin(angle);
      return 0.5 + 0.35 * Math.sin(turns * along + phase) + 0.07 * random.normal();
    });
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

export const FACE_SIDE = 12;

/** Faces of 12 x 12 grey pixels of 0..1: two eyes, and a mouth that is bent up (1) or down (0). */
export function faces(rows = 500, seed = 113): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.integer(2);
    const [cx, cy] = [5.5 + 0.7 * random.normal(), 5.5 + 0.5 * random.normal()];
    const bend = (y === 1 ? -1 : 1) * (0.16 + 0.08 * random.float());
    const [ground, ink] = [0.6 + 0.3 * random.float(), 0.3 * random.float()];
    const x = Array.from({ length: FACE_SIDE ** 2 }, (_, i) => {
      const [dx, dy] = [(i % FACE_SIDE) - cx, Math.floor(i / FACE_SIDE) - cy];
      const eye = Math.hypot(Math.abs(dx) - 2, dy + 2) < 0.9;
      const mouth = Math.abs(dx) < 3.6 && Math.abs(dy - 2.5 - bend * (dx * dx - 4)) < 0.7;
      return (eye || mouth ? ink : ground) + 0.05 * random.normal();
    });
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

export const GAUGE_SIDE = 12;

/** A dial of 12 x 12 grey pixels of 0..1 and where its needle stands: 20 to 340 degrees. */
export function gauges(rows = 600, seed = 114): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = 20 + 320 * random.float();
    const angle = (Math.PI * y) / 180;
    const x = Array.from({ length: GAUGE_SIDE ** 2 }, (_, i) => {
      const [dx, dy] = [(i % GAUGE_SIDE) - 5.5, Math.floor(i / GAUGE_SIDE) - 5.5];
      const along = dx * Math.sin(angle) + dy * Math.cos(angle);
      const aside = Math.abs(dx * Math.cos(angle) - dy * Math.sin(angle));
      return (along > 0 && along < 5.5 ? Math.max(0, 1 - 0.7 * aside) : 0) + 0.06 * random.normal();
    });
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

export const BEAT_LENGTH = 40;

/** A heart's beat in forty samples: sound (0), with a wide peak (1) or with one upside down after it (2), by `shares`. */
export function beats(rows = 600, shares = [1 / 3, 1 / 3, 1 / 3], seed = 115): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const drawn = random.float();
    const y = drawn < shares[0] ? 0 : drawn < shares[0] + shares[1] ? 1 : 2;
    const [at, high] = [13 + 8 * random.float(), 1.6 + 0.5 * random.float()];
    const width = y === 1 ? 3.2 + 0.6 * random.float() : 1.2 + 0.3 * random.float();
    const bump = (i: number, centre: number, wide: number) => Math.exp(-(((i - centre) / wide) ** 2));
    const x = Array.from({ length: BEAT_LENGTH }, (_, i) => {
      const after = y === 2 ? -0.8 * bump(i, at + 8, 2) : 0.3 * bump(i, at + 8, 2.5);
      return high * bump(i, at, width) + after + 0.15 * random.normal();
    });
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}
