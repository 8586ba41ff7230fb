/** Noise that depends on place and seed alone: the grain of clouds, ridges, bristles and canvas. */

/** A number in [0, 1) for each lattice point, without order. */
export function hash(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Value noise in [0, 1): smooth, one bump to a unit. */
export function noise(x: number, y: number, seed: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const fx = x - left;
  const fy = y - top;
  const sx = fx * fx * (3 - 2 * fx);
  const sy = fy * fy * (3 - 2 * fy);
  const above = hash(left, top, seed) * (1 - sx) + hash(left + 1, top, seed) * sx;
  const below = hash(left, top + 1, seed) * (1 - sx) + hash(left + 1, top + 1, seed) * sx;
  return above * (1 - sy) + below * sy;
}

/** Three octaves of value noise, in [0, 1): cloud, foliage, rock. */
export function rough(x: number, y: number, seed: number): number {
  return (
    (noise(x, y, seed) * 4 + noise(x * 2, y * 2, seed + 1) * 2 + noise(x * 4.1, y * 4.1, seed + 2)) * (1 / 7)
  );
}
