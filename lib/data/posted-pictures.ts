import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Dataset, openDataset } from "./dataset";
import { paintDefaultData } from "./painted";
import type { Reporter } from "./reporter";

/** Height, width and channels in the question's table of data. */
const SHAPE = [224, 244, 3] as const;

/** Pictures and labels of the form that the question's table gives its arrays. */
export interface PostedPictures {
  /** `close` frees it, its folder included where it was painted. */
  dataset: Dataset;
  /** Whether it had to be painted, the data at hand having another form. */
  painted: boolean;
}

/**
 * Pictures of the question's own size, 224 x 244, with one-hot labels: the data at hand where they are of that form, else a
 * few rows of the default data, painted at that size into a folder of their own for as long as they are open.
 *
 * @param options.rows how many to paint; one batch of the question is ten
 */
export async function postedPictures(
  dataset: Dataset,
  options: { rows?: number; seed?: number; reporter?: Reporter } = {},
): Promise<PostedPictures> {
  const { rows = 10, seed = 1, reporter } = options;
  if (hasPostedForm(dataset, rows)) return { dataset: { ...dataset, close: async () => {} }, painted: false };
  const parent = await mkdtemp(join(tmpdir(), "plateau-posted-"));
  const remove = () => rm(parent, { recursive: true, force: true });
  try {
    const out = join(parent, "data");
    await paintDefaultData({ out, rows: { train: rows, valid: 0 }, size: [SHAPE[0], SHAPE[1]], seed, reporter });
    const painted = await openDataset(out);
    const close = async () => {
      await painted.close();
      await remove();
    };
    return { dataset: { ...painted, close }, painted: true };
  } catch (error) {
    await remove();
    throw error;
  }
}

function hasPostedForm({ imageShape, train, heads }: Dataset, rows: number): boolean {
  return (
    SHAPE.every((side, axis) => imageShape[axis] === side) &&
    train.rows >= rows &&
    heads.every((head) => train.files.labels[head].oneHot)
  );
}
