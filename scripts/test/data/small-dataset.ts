import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { TypedArray } from "../../../lib/data/dtype";
import { writeNpy } from "../../../lib/data/npy";

export type Arrays = Record<string, [data: TypedArray, shape: number[]]>;

/** `rows` pictures of `size` x `size` x 3 bytes, each picture's pixels about its row number. */
export function pictures(rows: number, size = 4): [Uint8Array, number[]] {
  const each = size * size * 3;
  return [Uint8Array.from({ length: rows * each }, (_, i) => Math.floor(i / each) + (i % 5)), [rows, size, size, 3]];
}

/** One-hot rows of class `row % classes`. */
export function oneHot(rows: number, classes: number): [Uint8Array, number[]] {
  const data = new Uint8Array(rows * classes);
  for (let row = 0; row < rows; row++) data[row * classes + (row % classes)] = 1;
  return [data, [rows, classes]];
}

/** Integers, class `row % classes`. */
export function integers(rows: number, classes: number): [BigInt64Array, number[]] {
  return [BigInt64Array.from({ length: rows }, (_, row) => BigInt(row % classes)), [rows]];
}

/** Writes arrays as .npy files into a new folder. */
export async function putDataset(parent: string, name: string, arrays: Arrays): Promise<string> {
  const folder = join(parent, name);
  mkdirSync(folder);
  for (const [file, [data, shape]] of Object.entries(arrays)) await writeNpy(join(folder, `${file}.npy`), data, shape);
  return folder;
}
