import { basename, join } from "node:path";
import { numberedClasses, readClassNames } from "./class-names";
import { type DatasetFiles, findDatasetFiles } from "./dataset-files";
import { type Dtype, type TypedArray, countText, shapeText } from "./dtype";
import { InputError } from "./input-error";
import { type Labels, checkRange, parseLabels } from "./labels";
import { readNpy } from "./npy";
import { parseSampleWeights } from "./sample-weights";
import { type ImageShape, type PictureFile, openPictures } from "./picture-file";

/** An array's file as it lies in the folder. */
export interface ArrayFile {
  file: string;
  shape: number[];
  dtype: Dtype;
}

/** Pictures with their labels: the training rows, or the validation rows. */
export interface Split {
  rows: number;
  imageShape: ImageShape;
  dtype: Dtype;
  /** @returns the pictures of these rows one after the other, as stored: [height, width, channels] each */
  pictures(indices: ArrayLike<number>): Promise<TypedArray>;
  /** By head: the class of every row. */
  labels: Record<string, Int32Array>;
  /** By head, where its rows are weighed: what each counts in its loss, from 0 up. */
  sampleWeight?: Record<string, Float32Array>;
  files: {
    pictures: ArrayFile;
    labels: Record<string, ArrayFile & { oneHot: boolean }>;
    /** By head; several heads may share a file. */
    sampleWeight?: Record<string, ArrayFile>;
  };
}

/** A folder of arrays: pictures, and one label array a head. */
export interface Dataset {
  folder: string;
  /** In the order of classes.json, then of the alphabet; or as asked for. */
  heads: string[];
  /** By head: how many classes. */
  classes: Record<string, number>;
  /** By head: names from classes.json, or "class 0", "class 1" and so on. */
  classNames: Record<string, string[]>;
  imageShape: ImageShape;
  dtype: Dtype;
  train: Split;
  /** Missing where the folder has no validation files. */
  valid?: Split;
  /** Closes the picture files; labels stay. */
  close(): Promise<void>;
}

/**
 * Opens the question's eight files by either of their names, or any like them: `data.npy` or `data_train.npy` with
 * pictures, `y_NAME.npy` or `y_NAME_train.npy` with labels for each head NAME, `data_valid.npy` and `y_NAME_valid.npy`,
 * `sample_weight.npy` or `sample_weight_NAME.npy` (`_train`, `_valid`) with what rows count, and `classes.json` with names.
 * Labels and weights are read and checked; pictures stay on disk.
 *
 * @param options.heads only these heads, in this order
 * @returns the data set, which the caller closes
 * @throws InputError naming file, row, what was expected and what was found
 */
export async function openDataset(folder: string, options: { heads?: string[] } = {}): Promise<Dataset> {
  const files = await findDatasetFiles(folder);
  const found = Object.keys(files.labels);
  const names = await readClassNames(folder, found);
  const heads = options.heads ?? [...Object.keys(names), ...found.filter((head) => !Object.hasOwn(names, head))];
  checkHeads(heads, found, folder);

  const open: PictureFile[] = [];
  const close = async () => {
    for (const file of open) await file.close();
  };
  try {
    const splits: Awaited<ReturnType<typeof readSplit>>[] = [];
    for (const split of splitsOf(files)) {
      const file = files.pictures[split]!;
      const pictures = await openPictures(join(folder, file), file);
      open.push(pictures);
      splits.push(await readSplit(folder, files, split, heads, names, pictures));
    }
    const [train, valid] = splits.map(({ split }) => split);
    if (valid) checkAlike(train, valid);
    const classes = Object.fromEntries(
      heads.map((head) => [
        head,
        countClasses(
          head,
          names[head],
          splits.map(({ labels }) => labels[head]),
          files,
        ),
      ]),
    );
    const classNames = Object.fromEntries(heads.map((head) => [head, names[head] ?? numberedClasses(classes[head])]));
    const { imageShape, dtype } = train;
    return { folder, heads, classes, classNames, imageShape, dtype, train, valid, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function splitsOf(files: DatasetFiles): ("train" | "valid")[] {
  return files.pictures.valid ? ["train", "valid"] : ["train"];
}

async function readSplit(
  folder: string,
  files: DatasetFiles,
  name: "train" | "valid",
  heads: readonly string[],
  names: Record<string, string[]>,
  pictures: PictureFile,
): Promise<{ split: Split; labels: Record<string, Labels> }> {
  const file = files.pictures[name]!;
  const { imageShape, dtype, shape } = pictures;
  const split: Split = {
    rows: shape[0],
    imageShape,
    dtype,
    pictures: (indices) => pictures.rows(indices),
    labels: {},
    sampleWeight: {},
    files: { pictures: { file, shape, dtype }, labels: {}, sampleWeight: {} },
  };
  const labels: Record<string, Labels> = {};
  for (const head of heads) {
    const labelFile = files.labels[head][name]!;
    const array = await readNpy(join(folder, labelFile));
    const rows = array.shape[0] ?? 1;
    if (array.shape.length > 0 && rows !== split.rows) {
      throw new InputError(
        `${labelFile} holds ${countText(rows)} rows, ${file} ${countText(split.rows)}: every picture needs one label row.`,
      );
    }
    labels[head] = parseLabels(array, labelFile, names[head]?.length);
    split.labels[head] = labels[head].indices;
    split.files.labels[head] = {
      file: labelFile,
      shape: array.shape,
      dtype: array.dtype,
      oneHot: labels[head].oneHot,
    };
    await readSampleWeight(folder, split, head, files.sampleWeight[head]?.[name]);
  }
  return { split, labels };
}

async function readSampleWeight(folder: string, split: Split, head: string, file?: string): Promise<void> {
  if (file === undefined) return;
  const array = await readNpy(join(folder, file));
  split.sampleWeight![head] = parseSampleWeights(array, split.rows, file, split.files.pictures.file);
  split.files.sampleWeight![head] = { file, shape: array.shape, dtype: array.dtype };
}

function checkHeads(heads: readonly string[], found: readonly string[], folder: string): void {
  const unknown = heads.find((head) => !found.includes(head));
  if (unknown !== undefined) {
    throw new InputError(`${basename(folder)} has no labels for the head "${unknown}": found ${found.join(", ")}.`);
  }
  if (heads.length === 0 || new Set(heads).size < heads.length) {
    throw new InputError(`Expected at least one head, each once, found [${heads.join(", ")}].`);
  }
}

/** How many classes a head has: its names, its one-hot columns, or the largest label of both splits and one. */
function countClasses(head: string, names: string[] | undefined, labels: Labels[], files: DatasetFiles): number {
  const { train, valid } = files.labels[head];
  const file = [train, valid!];
  const columns = labels.findIndex((split) => split.oneHot);
  if (labels.every((split) => split.oneHot) && labels.some((split) => split.classes !== labels[0].classes)) {
    throw new InputError(
      `${valid} has ${labels[1].classes} columns, ${train} ${labels[0].classes}: both splits need the same classes.`,
    );
  }
  if (names && columns >= 0 && labels[columns].classes !== names.length) {
    throw new InputError(
      `${file[columns]} has ${labels[columns].classes} columns, classes.json names ${names.length} classes of ${head}: ` +
        "one name is needed for each column.",
    );
  }
  const widest = Math.max(...labels.map((split) => split.classes));
  const count = names?.length ?? (columns >= 0 ? labels[columns].classes : widest);
  labels.forEach(({ indices }, i) => checkRange(indices, count, file[i], names ? "classes.json" : file[columns]));
  return count;
}

function checkAlike(train: Split, valid: Split): void {
  const [a, b] = [train.files.pictures, valid.files.pictures];
  const unlike = train.imageShape.some((side, i) => side !== valid.imageShape[i]);
  if (unlike) {
    throw new InputError(
      `${b.file} holds pictures of ${shapeText(valid.imageShape)}, ${a.file} of ${shapeText(train.imageShape)}: ` +
        "both splits need the same height, width and channels.",
    );
  }
  if (train.dtype !== valid.dtype) {
    throw new InputError(`${b.file} holds ${b.dtype}, ${a.file} ${a.dtype}: both splits need the same dtype.`);
  }
}
