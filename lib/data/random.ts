import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus, xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** Where a `Random` stands, as JSON. */
export type RandomState = readonly number[];

/**
 * The library's one source of chance: xoroshiro128+ from an integer seed, whose place can be saved and restored.
 *
 * @see Blackman & Vigna, "Scrambled linear pseudorandom number generators"; npm's pure-rand
 */
export class Random {
  private readonly generator;

  /** @param from a seed (any integer), or the state of another `Random` to go on from */
  constructor(from: number | RandomState) {
    this.generator = typeof from === "number" ? fromSeed(from) : xoroshiro128plusFromState(from);
  }

  /** A float in [0, 1). */
  float(): number {
    return uniformFloat64(this.generator);
  }

  /** An integer in [0, below). */
  integer(below: number): number {
    return uniformInt(this.generator, 0, below - 1);
  }

  /** A normal deviate of mean 0 and deviation 1 (Box-Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.float())) * Math.cos(2 * Math.PI * this.float());
  }

  /** One of the items, all equally likely. */
  pick<T>(items: readonly T[]): T {
    return items[this.integer(items.length)];
  }

  /** Shuffles in place (Fisher-Yates) and answers the same array. */
  shuffle<A extends { length: number; [index: number]: unknown }>(items: A): A {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [items[i], items[j]] = [items[j], items[i]];
    }
    return items;
  }

  /** A new generator whose numbers are unrelated to what this one gives next. */
  fork(): Random {
    return new Random(uniformInt(this.generator, -0x80000000, 0x7fffffff));
  }

  state(): RandomState {
    return this.generator.getState();
  }
}

/** Seeds 1, 2, 3 start close to each other: the bits are mixed, and the first numbers thrown away. */
function fromSeed(seed: number) {
  let mixed = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  const generator = xoroshiro128plus(mixed ^ (mixed >>> 16));
  for (let i = 0; i < 16; i++) generator.next();
  return generator;
}
