import { tf } from "../../engine";

/** At most so many numbers of an array are read back; what is more is sampled by whole rows, evenly spread. */
const NUMBERS_READ = 2_000_000;

/** Statistics of an array's rows, of all of them or of an even sample. */
export interface ArrayFacts {
  shape: number[];
  dtype: string;
  rows: number;
  /** Rows that were looked at. */
  sampledRows: number;
  /** Of the finite numbers. */
  min: number;
  max: number;
  mean: number;
  std: number;
  /** Root of the mean square. */
  rms: number;
  /** NaN or infinite numbers among those that were looked at. */
  nonFinite: number;
  /** Up to 1000 different values that were seen, ascending; more are not kept. */
  distinct: number[];
  /** Whether all are whole numbers. */
  integers: boolean;
  /** A number a feature: a column of [rows, features], a channel of pictures. */
  features: FeatureFacts;
  /** Different rows among those that were looked at. */
  distinctRows: number;
}

export interface FeatureFacts {
  mean: Float64Array;
  std: Float64Array;
  min: Float64Array;
  max: Float64Array;
  /** Features of one value in all rows. */
  constant: number;
}

/** Rows read back, evenly spread over all of them, with where they stand. */
export interface RowSample {
  values: ArrayLike<number>;
  rows: Int32Array;
  width: number;
}

const DISTINCT_KEPT = 1000;

/** Reads rows back: all, or so many, evenly spread, that no more than two million numbers are read. */
export function sampleRows(array: tf.Tensor, most = Infinity): RowSample {
  const rows = array.shape[0] ?? 0;
  const width = rows === 0 ? 0 : array.size / rows;
  const wanted = Math.max(1, Math.min(rows, most, Math.floor(NUMBERS_READ / Math.max(1, width))));
  const places = Int32Array.from({ length: Math.min(wanted, rows) }, (_, i) => Math.floor((i * rows) / wanted));
  const values = tf.tidy(() => {
    if (places.length === rows) return array.dataSync();
    return tf.gather(array, tf.tensor1d(places, "int32")).dataSync();
  });
  return { values, rows: places, width };
}

/** Measures an array; [rows], [rows, features] or [rows, ..., channels]. */
export function arrayFacts(array: tf.Tensor): ArrayFacts {
  const { values, rows: sampled, width } = sampleRows(array);
  const features = array.shape.length === 1 ? 1 : array.shape[array.shape.length - 1];
  const sums = new Sums(Math.max(1, features));
  for (let i = 0; i < values.length; i++) sums.add(i % Math.max(1, features), values[i]);
  return {
    shape: [...array.shape],
    dtype: array.dtype,
    rows: array.shape[0] ?? 0,
    sampledRows: sampled.length,
    ...sums.whole(),
    features: sums.features(),
    distinctRows: distinctRows(values, sampled.length, width),
  };
}

class Sums {
  private readonly count: Float64Array;
  private readonly sum: Float64Array;
  private readonly squares: Float64Array;
  private readonly least: Float64Array;
  private readonly most: Float64Array;
  /** Sums are of differences to the first value, so that a far-off mean costs no digits. */
  private readonly origin: Float64Array;
  private readonly seen = new Set<number>();
  private nonFinite = 0;
  private integers = true;

  constructor(private readonly width: number) {
    this.count = new Float64Array(width);
    this.sum = new Float64Array(width);
    this.squares = new Float64Array(width);
    this.origin = new Float64Array(width);
    this.least = new Float64Array(width).fill(Infinity);
    this.most = new Float64Array(width).fill(-Infinity);
  }

  add(feature: number, value: number): void {
    if (!Number.isFinite(value)) {
      this.nonFinite++;
      return;
    }
    if (this.count[feature]++ === 0) this.origin[feature] = value;
    const from = value - this.origin[feature];
    this.sum[feature] += from;
    this.squares[feature] += from * from;
    if (value < this.least[feature]) this.least[feature] = value;
    if (value > this.most[feature]) this.most[feature] = value;
    if (this.integers && !Number.isInteger(value)) this.integers = false;
    if (this.seen.size < DISTINCT_KEPT) this.seen.add(value);
  }

  features(): FeatureFacts {
    const each = (of: (feature: number) => number) => Float64Array.from({ length: this.width }, (_, i) => of(i));
    const std = each((i) => Math.sqrt(this.variance(i)));
    return {
      mean: each((i) => this.mean(i)),
      std,
      min: this.least,
      max: this.most,
      constant: this.least.reduce((sum, least, i) => sum + (least === this.most[i] ? 1 : 0), 0),
    };
  }

  whole() {
    let count = 0;
    let sum = 0;
    for (let i = 0; i < this.width; i++) {
      count += this.count[i];
      sum += this.count[i] * this.mean(i);
    }
    const mean = count > 0 ? sum / count : NaN;
    let spread = 0;
    for (let i = 0; i < this.width; i++) spread += this.count[i] * (this.variance(i) + (this.mean(i) - mean) ** 2);
    const variance = count > 0 ? spread / count : NaN;
    return {
      min: Math.min(...chunked(this.least, Math.min)),
      max: Math.max(...chunked(this.most, Math.max)),
      mean,
      std: Math.sqrt(variance),
      rms: Math.sqrt(variance + mean * mean),
      nonFinite: this.nonFinite,
      distinct: [...this.seen].sort((a, b) => a - b),
      integers: count > 0 && this.integers,
    };
  }

  private mean(feature: number): number {
    return this.count[feature] ? this.origin[feature] + this.sum[feature] / this.count[feature] : 0;
  }

  private variance(feature: number): number {
    const count = this.count[feature];
    if (!count) return 0;
    return Math.max(0, this.squares[feature] / count - (this.sum[feature] / count) ** 2);
  }
}

/** Spreads of more than some hundred thousand arguments overflow the stack. */
function chunked(values: Float64Array, of: (...values: number[]) => number): number[] {
  const chunks: number[] = [];
  for (let i = 0; i < values.length; i += 10_000) chunks.push(of(...values.subarray(i, i + 10_000)));
  return chunks;
}

function distinctRows(values: ArrayLike<number>, rows: number, width: number): number {
  const seen = new Set<string>();
  for (let row = 0; row < rows; row++) seen.add(rowKey(values, row, width));
  return seen.size;
}

/** Equal rows have equal keys, and different rows, all but surely, different ones (two FNV-1a hashes of 32 bits). */
export function rowKey(values: ArrayLike<number>, row: number, width: number): string {
  // Adding zero makes -0 the 0 that it equals.
  const bits = new Int32Array(Float32Array.from({ length: width }, (_, i) => values[row * width + i] + 0).buffer);
  let first = 0x811c9dc5;
  let second = 0x01234567;
  for (const word of bits) {
    first = Math.imul(first ^ word, 0x01000193);
    first ^= first >>> 15;
    second = Math.imul(second ^ word, 0x85ebca6b);
    second ^= second >>> 13;
  }
  return `${first}/${second}`;
}
