/** Writing a data set: the files that `openDataset` reads. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createNpyWriter } from "./npy-writer";

export type SplitName = "train" | "valid";

/** What a data set made here holds. */
export interface Summary {
  /** The folder, as it was given. */
  out: string;
  rows: Record<SplitName, number>;
  imageShape: [height: number, width: number, channels: 3];
  /** Class names by head, in the order of their indices. */
  classes: Record<string, string[]>;
  /** How many pictures were left out, by reason. */
  leftOut: Record<string, number>;
  /** True when the folder already held just this, and nothing was done. */
  already: boolean;
}

export interface PictureSetWriter {
  /** Appends one picture, height * width * 3 bytes, with its class index in each head. */
  add(split: SplitName, pixels: Uint8Array, labels: Record<string, number>): Promise<void>;
  close(): Promise<void>;
  abort(): Promise<void>;
}

/** The files a set of these heads consists of; those of an empty split are not written. */
export function pictureSetFiles(heads: readonly string[], rows: Record<SplitName, number>): string[] {
  const splits = (["train", "valid"] as const).filter((split) => rows[split] > 0);
  return [
    ...splits.flatMap((split) => [`data_${split}.npy`, ...heads.map((head) => `y_${head}_${split}.npy`)]),
    "classes.json",
  ];
}

/** How many bytes of arrays a set takes. */
export function pictureSetBytes(
  rows: Record<SplitName, number>,
  shape: readonly number[],
  classes: Record<string, readonly string[]>,
): number {
  const row = shape.reduce((a, b) => a * b, 1) + Object.values(classes).reduce((sum, names) => sum + names.length, 0);
  return (rows.train + rows.valid) * row;
}

/**
 * Writes `data_SPLIT.npy` (uint8 [rows, height, width, 3]), `y_HEAD_SPLIT.npy` (uint8, one-hot [rows, classes]) and
 * `classes.json`, row by row in bounded memory.
 */
export async function createPictureSet(
  folder: string,
  { rows, imageShape, classes }: Pick<Summary, "rows" | "imageShape" | "classes">,
): Promise<PictureSetWriter> {
  const heads = Object.keys(classes);
  const writers = new Map<string, Awaited<ReturnType<typeof createNpyWriter>>>();
  for (const split of ["train", "valid"] as const) {
    if (rows[split] === 0) continue;
    const create = (name: string, shape: number[]) =>
      createNpyWriter(join(folder, `${name}_${split}.npy`), { dtype: "u1", shape });
    writers.set(`${split} pictures`, await create("data", [rows[split], ...imageShape]));
    for (const head of heads)
      writers.set(`${split} ${head}`, await create(`y_${head}`, [rows[split], classes[head].length]));
  }
  return {
    async add(split, pixels, labels) {
      const writes = heads.map((head) => {
        const oneHot = new Uint8Array(classes[head].length);
        oneHot[labels[head]] = 1;
        return writers.get(`${split} ${head}`)!.write(oneHot);
      });
      await Promise.all([writers.get(`${split} pictures`)!.write(pixels), ...writes]);
    },
    async close() {
      for (const writer of writers.values()) await writer.close();
      await writeFile(join(folder, "classes.json"), `${JSON.stringify(classes, null, 2)}\n`);
    },
    async abort() {
      for (const writer of writers.values()) await writer.abort();
    },
  };
}
