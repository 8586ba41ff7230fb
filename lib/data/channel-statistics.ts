import type { Split } from "./dataset";
import { countText, itemSize, sizeOf } from "./dtype";
import { InputError } from "./input-error";
import { type Reporter, silent } from "./reporter";

/** What the pixels of a split amount to, as stored. */
export interface ChannelStatistics {
  /** A number a channel. */
  mean: number[];
  /** A number a channel, over all pixels (numpy's `std`). */
  std: number[];
  min: number;
  max: number;
}

/** Pictures in memory at a time. */
const CHUNK_BYTES = 16 << 20;

/**
 * Mean, standard deviation and range of a split's pixels, in one pass and bounded memory.
 *
 * @throws InputError naming the row of a pixel that is NaN or infinite
 */
export async function channelStatistics(split: Split, reporter: Reporter = silent): Promise<ChannelStatistics> {
  const [height, width, channels] = split.imageShape;
  const rowLength = sizeOf(split.imageShape);
  const chunkRows = Math.max(1, Math.floor(CHUNK_BYTES / (rowLength * itemSize(split.dtype))));
  const shift = new Float64Array(channels); // near the mean, so that the squares lose no digits
  const sum = new Float64Array(channels);
  const squares = new Float64Array(channels);
  let [min, max] = [Infinity, -Infinity];
  for (let first = 0; first < split.rows; first += chunkRows) {
    const count = Math.min(chunkRows, split.rows - first);
    const pixels = numbers(await split.pictures(Uint32Array.from({ length: count }, (_, i) => first + i)));
    if (first === 0)
      shift.set(Array.from(pixels.subarray(0, channels), (value) => (Number.isFinite(value) ? value : 0)));
    for (let channel = 0; channel < channels; channel++) {
      const origin = shift[channel];
      let [total, totalSquares] = [0, 0];
      for (let i = channel; i < pixels.length; i += channels) {
        const value = pixels[i];
        if (value < min) min = value;
        if (value > max) max = value;
        total += value - origin;
        totalSquares += (value - origin) * (value - origin);
      }
      if (!Number.isFinite(totalSquares)) throw notFinite(split, pixels, first, rowLength);
      sum[channel] += total;
      squares[channel] += totalSquares;
    }
    reporter.progress({ stage: "Measuring the pictures", done: first + count, total: split.rows, unit: "rows" });
  }
  const count = split.rows * height * width;
  const mean = Array.from(sum, (total, channel) => shift[channel] + total / count);
  const std = Array.from(squares, (total, c) => Math.sqrt(Math.max(0, total / count - (sum[c] / count) ** 2)));
  return { mean, std, min, max };
}

/** The same numbers in an array that can be calculated with: 64-bit integers become floats. */
export function numbers(data: ArrayLike<number | bigint>): Uint8Array | Float32Array {
  const wide = data instanceof BigInt64Array || data instanceof BigUint64Array;
  return (wide ? Float64Array.from(data, Number) : data) as Uint8Array | Float32Array;
}

function notFinite(split: Split, pixels: ArrayLike<number>, first: number, rowLength: number): InputError {
  const at = Array.from(pixels).findIndex((value) => !Number.isFinite(value));
  return new InputError(
    `${split.files.pictures.file}, row ${countText(first + Math.floor(at / rowLength))}: expected finite pixels, ` +
      `found ${pixels[at]}. Scaling by the split's own figures needs every pixel.`,
  );
}
