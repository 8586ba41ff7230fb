import { readdir } from "node:fs/promises";
import { InputError } from "./input-error";

/** A folder's array files, by what they hold: file names, without the folder. */
export interface DatasetFiles {
  pictures: { train: string; valid?: string };
  /** By head: labels of the training pictures, and of the validation pictures where there are any. */
  labels: Record<string, { train: string; valid?: string }>;
}

type Role = { pictures: true; split: "train" | "valid" } | { head: string; split: "train" | "valid" };

/**
 * Finds the arrays of a data set by their names: `data.npy` or `data_train.npy`, `y_NAME.npy` or `y_NAME_train.npy`, and
 * `data_valid.npy` and `y_NAME_valid.npy`. Heads are the NAMEs, in alphabetical order.
 *
 * @throws InputError if one is missing that is needed, or is there under both names
 */
export async function findDatasetFiles(folder: string): Promise<DatasetFiles> {
  const names = await listFolder(folder);
  const pictures: { train?: string; valid?: string } = {};
  const labels = new Map<string, { train?: string; valid?: string }>();
  for (const name of names) {
    const role = roleOf(name);
    if (!role) continue;
    if (!("pictures" in role) && !labels.has(role.head)) labels.set(role.head, {});
    const found = "pictures" in role ? pictures : labels.get(role.head)!;
    if (found[role.split]) {
      throw new InputError(
        `${found[role.split]} and ${name} are both in ${folder}, two names for one array: keep one.`,
      );
    }
    found[role.split] = name;
  }
  if (!pictures.train) {
    const arrays = names.filter((name) => /\.np[yz]$/.test(name)).slice(0, 10);
    const found = arrays.length > 0 ? `found ${arrays.join(", ")}` : "found no .npy file at all";
    throw new InputError(`${folder} holds no pictures: expected data.npy or data_train.npy, ${found}.`);
  }
  if (labels.size === 0) {
    throw new InputError(`${folder} holds no labels: expected y_NAME.npy or y_NAME_train.npy for each head NAME.`);
  }
  for (const [head, found] of labels) {
    if (!found.train) {
      throw new InputError(`${found.valid} has no y_${head}.npy or y_${head}_train.npy beside it in ${folder}.`);
    }
    if (pictures.valid && !found.valid) {
      throw new InputError(
        `${pictures.valid} has no y_${head}_valid.npy beside it in ${folder}: every head needs labels of both splits.`,
      );
    }
    if (found.valid && !pictures.valid) {
      throw new InputError(`${found.valid} has no data_valid.npy beside it in ${folder}: labels need their pictures.`);
    }
  }
  return { pictures, labels: Object.fromEntries([...labels].sort(([a], [b]) => (a < b ? -1 : 1))) } as DatasetFiles;
}

function roleOf(file: string): Role | undefined {
  const data = /^data(_train|_valid)?\.npy$/.exec(file);
  if (data) return { pictures: true, split: data[1] === "_valid" ? "valid" : "train" };
  const label = /^y_(.+?)(_train|_valid)?\.npy$/.exec(file);
  if (!label) return undefined;
  if (label[1] === "train" || label[1] === "valid") {
    throw new InputError(
      `${file} does not say which label it holds: expected y_NAME_${label[1]}.npy, as y_style_train.npy.`,
    );
  }
  return { head: label[1], split: label[2] === "_valid" ? "valid" : "train" };
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOENT")
      throw new InputError(`${folder}: there is no such folder; expected one with data.npy in it.`);
    if (code === "ENOTDIR") throw new InputError(`${folder} is a file; expected a folder with data.npy in it.`);
    throw error;
  }
}
