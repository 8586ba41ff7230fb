import { Random } from "plateau";
import { type Parts, rowsOf, split } from "./rows";

export const CLOCK_SIDE = 12;

/** The hand of a clock: the quarter that it points into (4), its length in pixels, and whether it is bold. */
export interface Clock {
  quarter: number;
  length: number;
  bold: number;
}

/** Clocks of 12 x 12 grey pixels in 0..255: one hand from near the middle, on a noisy ground. */
export function clocks(rows = 700, seed = 211): Parts<Clock> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const quarter = random.integer(4);
    const angle = (Math.PI / 2) * (quarter + 0.1 + 0.8 * random.float());
    const length = 2.5 + 3 * random.float();
    const bold = random.float() < 0.4 ? 1 : 0;
    const [cx, cy] = [5.5 + 0.4 * random.normal(), 5.5 + 0.4 * random.normal()];
    const x = Array.from({ length: CLOCK_SIDE ** 2 }, (_, i) => {
      const [dx, dy] = [(i % CLOCK_SIDE) - cx, Math.floor(i / CLOCK_SIDE) - cy];
      const along = dx * Math.cos(angle) + dy * Math.sin(angle);
      const across = Math.abs(dy * Math.cos(angle) - dx * Math.sin(angle));
      const inside = along > -0.5 && along < length && across < (bold === 1 ? 1.5 : 0.7);
      return Math.round(Math.max(0, Math.min(255, (inside ? 210 : 40) + 20 * random.normal())));
    });
    return { x, y: { quarter, length, bold } };
  });
  return split(made, Math.round(0.7 * rows));
}
