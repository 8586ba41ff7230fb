import { Random } from "plateau";
import { type Parts, rowsOf, split } from "./rows";

/** Two rings, one in the other. With an inner share of a third, no straight line does better than a constant answer. */
export function rings(rows = 400, seed = 11, inner = 0.5): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.float() < inner ? 0 : 1;
    const radius = (y === 0 ? 1 : 2) + 0.15 * random.normal();
    const angle = 2 * Math.PI * random.float();
    return { x: [radius * Math.cos(angle), radius * Math.sin(angle)], y };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Two half moons that reach into each other. */
export function moons(rows = 400, seed = 12): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, (row) => {
    const y = row % 2;
    const angle = Math.PI * random.float();
    const [x0, x1] = y === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return { x: [x0 + 0.12 * random.normal(), x1 + 0.12 * random.normal()], y };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Two spirals, three quarters of a turn each. */
export function spirals(rows = 600, seed = 13): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, (row) => {
    const y = row % 2;
    const along = 0.15 + 0.85 * random.float();
    const angle = 1.9 * Math.PI * along + Math.PI * y;
    const radius = 2 * along;
    return {
      x: [radius * Math.cos(angle) + 0.06 * random.normal(), radius * Math.sin(angle) + 0.06 * random.normal()],
      y,
    };
  });
  return split(made, Math.round(0.7 * rows));
}

/** A curve over one number in -2..2: y = x ** power, with a little noise. */
export function power(exponent: number, rows = 300, seed = 14): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = 4 * random.float() - 2;
    return { x: [x], y: x ** exponent + 0.2 * random.normal() };
  });
  return split(made, Math.round(0.7 * rows));
}

export const WAVE_LENGTH = 32;

/** Three forms of waves, thirty-two samples each: sine, square and sawtooth, of any phase and of several pitches. */
export function waves(rows = 450, seed = 15): Parts {
  const random = new Random(seed);
  const forms = [
    (turn: number) => Math.sin(2 * Math.PI * turn),
    (turn: number) => (turn % 1 < 0.5 ? 1 : -1),
    (turn: number) => 2 * (turn % 1) - 1,
  ];
  const made = rowsOf(rows, () => {
    const y = random.integer(3);
    const [pitch, phase] = [2 + 2 * random.float(), random.float()];
    const x = Array.from({ length: WAVE_LENGTH }, (_, i) => forms[y](phase + (pitch * i) / WAVE_LENGTH));
    return { x: x.map((value) => value + 0.15 * random.normal()), y };
  });
  return split(made, Math.round(0.7 * rows));
}
