import { existsSync } from "node:fs";
import { copyFile, mkdir, symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Dataset, InputError, openDataset, writeNpy } from "plateau";

/** The training rows of a data set as every engine reads them. */
export interface BenchData {
  /** data_train.npy, and y_NAME_train.npy with classes as int32. */
  folder: string;
  /** What they are of; closed. */
  dataset: Dataset;
}

/**
 * Puts a data set's training rows into a new folder, pictures by a link, labels as classes. Validation rows stay out:
 * training is what is measured.
 *
 * @throws InputError if its pictures are not bytes, or too small for the network's five poolings
 */
export async function benchData(from: string, folder: string): Promise<BenchData> {
  const dataset = await openDataset(from);
  await dataset.close();
  const { train, dtype, heads, imageShape } = dataset;
  if (dtype !== "u1" || Math.min(imageShape[0], imageShape[1]) < 32) {
    throw new InputError(
      `${from}: expected pictures of 32 x 32 or more in bytes (u1), found ${imageShape[0]} x ${imageShape[1]} of ${dtype}.`,
    );
  }
  await mkdir(folder, { recursive: true });
  await symlink(resolve(from, train.files.pictures.file), join(folder, "data_train.npy"));
  for (const head of heads) await writeNpy(join(folder, `y_${head}_train.npy`), train.labels[head], [train.rows]);
  const names = join(from, "classes.json");
  if (existsSync(names)) await copyFile(names, join(folder, "classes.json"));
  return { folder, dataset };
}
