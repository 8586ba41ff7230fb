import type { TypedArray } from "./dtype";
import { InputError } from "./input-error";
import type { PicturesShape } from "./network-input";
import type { Random } from "./random";

/** Random changes to training pictures that leave their labels true. */
export interface Augmentation {
  /** Mirrors every other picture, left to right, by chance. */
  flip?: boolean;
  /** Moves each picture by up to this share of its side, either way, up or down and sideways; the edge is drawn out. */
  shift?: number;
}

/** What happens to one picture. */
export interface Move {
  flip: boolean;
  /** Pixels to the right, and down. */
  right: number;
  down: number;
}

/** @throws InputError if the share is no share */
export function checkAugmentation({ shift = 0 }: Augmentation): void {
  if (typeof shift !== "number" || !(shift >= 0 && shift <= 0.5)) {
    throw new InputError(`augment.shift: expected a share of the side from 0 to 0.5, found ${JSON.stringify(shift)}.`);
  }
}

/** Draws the moves for `count` pictures; the same three numbers are drawn for each, whatever is asked for. */
export function drawMoves(random: Random, count: number, [height, width]: number[], augment: Augmentation): Move[] {
  const { flip = false, shift = 0 } = augment;
  const [down, right] = [Math.round(shift * height), Math.round(shift * width)];
  return Array.from({ length: count }, () => ({
    flip: random.float() < 0.5 && flip,
    right: random.integer(2 * right + 1) - right,
    down: random.integer(2 * down + 1) - down,
  }));
}

/**
 * Makes the moves.
 *
 * @param pictures pixels of [pictures, height, width, channels]; not changed
 * @param moves    one a picture
 * @returns a new array of the same shape, or the same array where nothing moves
 */
export function applyMoves(pictures: TypedArray, shape: PicturesShape, moves: readonly Move[]): TypedArray {
  if (moves.every(({ flip, right, down }) => !flip && right === 0 && down === 0)) return pictures;
  const [count, height, width, channels] = shape;
  const from = pictures as Uint8Array;
  const out = new (from.constructor as Uint8ArrayConstructor)(from.length);
  const line = width * channels;
  const columns = new Int32Array(line);
  for (let n = 0; n < count; n++) {
    const { flip, right, down } = moves[n];
    for (let x = 0; x < width; x++) {
      const column = clamp(flip ? width - 1 - x + right : x - right, width);
      for (let c = 0; c < channels; c++) columns[x * channels + c] = column * channels + c;
    }
    for (let y = 0; y < height; y++) {
      const start = (n * height + clamp(y - down, height)) * line;
      const to = (n * height + y) * line;
      for (let i = 0; i < line; i++) out[to + i] = from[start + columns[i]];
    }
  }
  return out;
}

function clamp(index: number, length: number): number {
  return index < 0 ? 0 : index >= length ? length - 1 : index;
}
