/**
 * A layer's own seed, from the model's seed and the layer's name.
 *
 * By name, not by a counter: the trunk of a model with one head starts with the same weights as that of a model
 * with three, and a layer that is added or taken out leaves the others' weights as they were.
 *
 * @returns an integer from 1 to 2^31 - 1; never 0, which tfjs's normal initialisers take for no seed at all
 * @see FNV-1a, and MurmurHash3's finaliser, which spreads neighbouring seeds
 */
export function seedFor(seed: number, name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(`${seed}/${name}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) & 0x7fffffff || 1;
}
