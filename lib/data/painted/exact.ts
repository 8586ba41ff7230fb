/**
 * Arithmetic whose every bit is the same on every machine and in every Node.
 *
 * The default data are pinned by a hash, and `Math.sin`, `Math.pow`, `Math.exp` and their like may differ in the last
 * bit from one JavaScript engine to the next. So pictures are painted with `+ - * /`, `Math.sqrt` and rounding alone,
 * which IEEE 754 leaves no choice about.
 */
import type { Random } from "../random";

/** The sine of an angle in turns (1 is all the way round), off by 0.001 at most, which no brush would notice. */
export function wave(turns: number): number {
  const t = turns - Math.floor(turns + 0.5);
  const parabola = 8 * t - 16 * t * Math.abs(t);
  return 0.225 * (parabola * Math.abs(parabola) - parabola) + parabola;
}

/** A normal deviate, near enough: the sum of six uniforms, of mean 0 and deviation 1, never beyond 4.25. */
export function bell(random: Random): number {
  let sum = -3;
  for (let i = 0; i < 6; i++) sum += random.float();
  return sum * Math.SQRT2;
}

/** A float in [from, to). */
export function between(random: Random, from: number, to: number): number {
  return from + (to - from) * random.float();
}

/** True that often. */
export function chance(random: Random, probability: number): boolean {
  return random.float() < probability;
}

export function clamp(x: number, least: number, most: number): number {
  return x < least ? least : x > most ? most : x;
}

export function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}

/** 0 below `from`, 1 above `to`, a smooth S between them. */
export function smoothstep(from: number, to: number, x: number): number {
  const t = clamp((x - from) / (to - from), 0, 1);
  return t * t * (3 - 2 * t);
}
