import type { Split } from "./dataset";
import { type TypedArray, itemSize, sizeOf } from "./dtype";
import { toSize } from "./network-input";
import { type FittedPreprocessing, isByte } from "./preprocessing";

/** Reads pictures of a split at the network's size, not scaled yet. */
export type SizedPictures = (rows: ArrayLike<number>) => Promise<TypedArray>;

/** Pictures of a split that take more than this at the network's size are resized anew each time. */
const KEPT_BYTES = 1 << 30;

/** By split, and by size and fit: all that read the same pictures share what is resized already. */
const kept = new WeakMap<Split, Map<string, SizedPictures>>();

/**
 * A split's pictures at the network's size. What was read and resized is kept in memory, as bytes, so that from the second
 * epoch on large pictures cost no more than small ones: 2,920 of 224 x 224 are 440 MB on disk and 36 MB at 64 x 64.
 *
 * @param split whose pictures are read; the memory goes with it
 */
export function sizedPictures(split: Split, fitted: FittedPreprocessing): SizedPictures {
  const { imageShape, dtype, rows } = split;
  const { size, fit } = fitted;
  if (imageShape[0] === size[0] && imageShape[1] === size[1]) return (indices) => split.pictures(indices);
  const resize: SizedPictures = async (indices) =>
    toSize(await split.pictures(indices), [indices.length, ...imageShape], fitted);
  const bytes = rows * size[0] * size[1] * imageShape[2] * (isByte(dtype) ? 1 : Math.max(4, itemSize(dtype)));
  if (bytes > KEPT_BYTES) return resize;

  const known = kept.get(split) ?? new Map<string, SizedPictures>();
  kept.set(split, known);
  const key = `${fit} ${size}`;
  if (!known.has(key)) known.set(key, remember(resize, rows, sizeOf([...size, imageShape[2]])));
  return known.get(key)!;
}

function remember(resize: SizedPictures, rows: number, rowLength: number): SizedPictures {
  const have = new Uint8Array(rows);
  let all: Uint8Array | undefined; // or another typed array: of the class that resizing gives
  return async (indices) => {
    const missing = Array.from(indices).filter((row) => !have[row]);
    if (missing.length > 0) {
      const resized = (await resize(missing)) as Uint8Array;
      all ??= new (resized.constructor as Uint8ArrayConstructor)(rows * rowLength);
      for (const [i, row] of missing.entries()) {
        all.set(resized.subarray(i * rowLength, (i + 1) * rowLength), row * rowLength);
        have[row] = 1;
      }
    }
    const out = new (all!.constructor as Uint8ArrayConstructor)(indices.length * rowLength);
    for (let i = 0; i < indices.length; i++) {
      out.set(all!.subarray(indices[i] * rowLength, (indices[i] + 1) * rowLength), i * rowLength);
    }
    return out;
  };
}
