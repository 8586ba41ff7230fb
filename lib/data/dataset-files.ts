import { readdir } from "node:fs/promises";
import { InputError } from "./input-error";

/** A folder's array files, by what they hold: file names, without the folder. */
export interface DatasetFiles {
  pictures: { train: string; valid?: string };
  /** By head: labels of the training pictures, and of the validation pictures where there are any. */
  labels: Record<string, { train: string; valid?: string }>;
  /** By head, where there are any: what each row counts in its loss. */
  sampleWeight: Record<string, { train?: string; valid?: string }>;
}

interface Role {
  split: "train" | "valid";
  holds: "pictures" | "labels" | "weights";
  /** Empty for pictures, and for weights of all heads. */
  head: string;
}

type SplitFiles = { train?: string; valid?: string };
const ALL_HEADS = "";

/**
 * Finds the arrays of a data set by their names: `data.npy` or `data_train.npy`, `y_NAME.npy` or `y_NAME_train.npy`, and
 * `data_valid.npy` and `y_NAME_valid.npy`. Heads are the NAMEs, in alphabetical order. `sample_weight.npy` has what each row
 * counts in every head, `sample_weight_NAME.npy` in one; with `_train` and `_valid` as the labels.
 *
 * @throws InputError if one is missing that is needed, or is there under both names
 */
export async function findDatasetFiles(folder: string): Promise<DatasetFiles> {
  const names = await listFolder(folder);
  const pictures: SplitFiles = {};
  const labels = new Map<string, SplitFiles>();
  const weights = new Map<string, SplitFiles>();
  for (const name of names) {
    const role = roleOf(name);
    if (!role) continue;
    const found = role.holds === "pictures" ? pictures : filesOf(role.holds === "labels" ? labels : weights, role.head);
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
  const heads = [...labels.keys()].sort();
  return {
    pictures,
    labels: Object.fromEntries(heads.map((head) => [head, labels.get(head)])),
    sampleWeight: weightsByHead(weights, heads, pictures),
  } as DatasetFiles;
}

function filesOf(files: Map<string, SplitFiles>, head: string): SplitFiles {
  if (!files.has(head)) files.set(head, {});
  return files.get(head)!;
}

/** A file for all heads stands for each; none may have one of its own beside it. */
function weightsByHead(
  weights: ReadonlyMap<string, SplitFiles>,
  heads: readonly string[],
  pictures: SplitFiles,
): Record<string, SplitFiles> {
  for (const [head, { train, valid }] of weights) {
    if (head !== ALL_HEADS && !heads.includes(head)) {
      throw new InputError(`${train ?? valid} belongs to no labels: found labels of ${heads.join(", ")}.`);
    }
    if (valid && !pictures.valid) {
      throw new InputError(`${valid} has no data_valid.npy beside it: weights need their pictures.`);
    }
  }
  const all = weights.get(ALL_HEADS);
  return Object.fromEntries(
    heads.flatMap((head) => {
      const own = weights.get(head);
      if (!own && !all) return [];
      for (const split of ["train", "valid"] as const) {
        if (!own?.[split] || !all?.[split]) continue;
        throw new InputError(
          `${all[split]} and ${own[split]} both weigh the rows of ${head}: keep one, or a file for each head.`,
        );
      }
      return [[head, { ...all, ...own }]];
    }),
  );
}

function roleOf(file: string): Role | undefined {
  const data = /^data(_train|_valid)?\.npy$/.exec(file);
  if (data) return { holds: "pictures", head: ALL_HEADS, split: splitOf(data[1]) };
  const weight = /^sample_weights?(?:_(.+?))??(_train|_valid)?\.npy$/.exec(file);
  if (weight) return { holds: "weights", head: weight[1] ?? ALL_HEADS, split: splitOf(weight[2]) };
  const label = /^y_(.+?)(_train|_valid)?\.npy$/.exec(file);
  if (!label) return undefined;
  if (label[1] === "train" || label[1] === "valid") {
    throw new InputError(
      `${file} does not say which label it holds: expected y_NAME_${label[1]}.npy, as y_style_train.npy.`,
    );
  }
  return { holds: "labels", head: label[1], split: splitOf(label[2]) };
}

const splitOf = (ending?: string): "train" | "valid" => (ending === "_valid" ? "valid" : "train");

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
