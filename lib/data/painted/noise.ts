/** Noise that depends on place and seed alone: the grain of clouds, ridges, bristles and canvas. */

const X = 0x27d4eb2d;
const Y = 0x165667b1;
const SEED = 0x9e3779b1 | 0;

/** Scatters the bits of a lattice point's number, to [0, 1). */
function scatter(h: number): number {
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** A number in [0, 1) for each lattice point, without order. */
export function hash(x: number, y: number, seed: number): number {
  return scatter((Math.imul(x, X) + Math.imul(y, Y) + Math.imul(seed, SEED)) | 0);
}

/** Value noise in [0, 1): smooth, one bump to a unit. */
export function noise(x: number, y: number, seed: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const fx = x - left;
  const fy = y - top;
  const sx = fx * fx * (3 - 2 * fx);
  const sy = fy * fy * (3 - 2 * fy);
  const corner = (Math.imul(left, X) + Math.imul(top, Y) + Math.imul(seed, SEED)) | 0;
  const above = scatter(corner) * (1 - sx) + scatter((corner + X) | 0) * sx;
  const below = scatter((corner + Y) | 0) * (1 - sx) + scatter((corner + X + Y) | 0) * sx;
  return above * (1 - sy) + below * sy;
}

/** Three octaves of value noise, in [0, 1): cloud, foliage, rock. */
export function rough(x: number, y: number, seed: number): number {
  return (noise(x, y, seed) * 4 + noise(x * 2, y * 2, seed + 1) * 2 + noise(x * 4.1, y * 4.1, seed + 2)) * (1 / 7);
}
