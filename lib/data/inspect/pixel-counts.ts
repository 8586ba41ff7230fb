import { channelStatistics, numbers } from "../channel-statistics";
import type { Dataset, Split } from "../dataset";
import { itemSize, sizeOf } from "../dtype";
import { type Reporter, silent } from "../reporter";

/** How pixel values are spread in one channel of one split, as stored. */
export interface PixelCounts {
  split: "training" | "validation";
  channel: string;
  mean: number;
  std: number;
  /** Of the whole split, over its channels. */
  min: number;
  max: number;
  /** Lower edges of the bins, all as wide as each other. */
  values: number[];
  /** Pixels in each bin. */
  counts: number[];
}

const BINS = 32;

/** Pictures in memory at a time. */
const CHUNK_BYTES = 16 << 20;

/** Range, mean, deviation and histogram of the pixels, a channel and a split, in two passes and bounded memory. */
export async function countPixels(dataset: Dataset, reporter: Reporter = silent): Promise<PixelCounts[]> {
  const splits = [
    { name: "training" as const, split: dataset.train },
    ...(dataset.valid ? [{ name: "validation" as const, split: dataset.valid }] : []),
  ];
  const measured = [];
  for (const { name, split } of splits) {
    measured.push({ name, split, figures: await channelStatistics(split, reporter) });
  }
  // Both splits are counted in the same bins, to be compared; bytes keep their own range.
  const bytes = dataset.dtype === "u1";
  const low = bytes ? 0 : Math.min(...measured.map(({ figures }) => figures.min));
  const high = bytes ? 256 : Math.max(...measured.map(({ figures }) => figures.max));
  const width = (high - low) / BINS || 1;
  const values = Array.from({ length: BINS }, (_, bin) => low + bin * width);
  const rows = [];
  for (const { name, split, figures } of measured) {
    const counts = await histograms(split, low, width);
    for (const [i, channel] of channelNames(split.imageShape[2]).entries()) {
      const { min, max, mean, std } = figures;
      rows.push({ split: name, channel, mean: mean[i], std: std[i], min, max, values, counts: counts[i] });
    }
  }
  return rows;
}

function channelNames(channels: number): string[] {
  return channels === 1 ? ["grey"] : ["red", "green", "blue", "alpha"].slice(0, channels);
}

/** [channels][bins] */
async function histograms(split: Split, low: number, width: number): Promise<number[][]> {
  const channels = split.imageShape[2];
  const counts = Array.from({ length: channels }, () => new Float64Array(BINS));
  const chunk = Math.max(1, Math.floor(CHUNK_BYTES / (sizeOf(split.imageShape) * itemSize(split.dtype))));
  for (let first = 0; first < split.rows; first += chunk) {
    const count = Math.min(chunk, split.rows - first);
    const pixels = numbers(await split.pictures(Uint32Array.from({ length: count }, (_, i) => first + i)));
    for (let channel = 0; channel < channels; channel++) {
      const bins = counts[channel];
      for (let i = channel; i < pixels.length; i += channels) {
        bins[Math.min(BINS - 1, Math.floor((pixels[i] - low) / width))]++;
      }
    }
  }
  return counts.map((bins) => Array.from(bins));
}
