import { readdir } from "node:fs/promises";
import { join, normalize, resolve, sep } from "node:path";
import { InputError } from "../input-error";

/** Where the pictures of one split lie; undefined where the table does not tell the splits apart. */
export type Side = "train" | "valid" | undefined;

/** Kaggle's parts unpack as train, train_1 and so on; people also name them training, test, valid or val. */
const OF_SIDE = { train: /^train(ing)?([_-]?\d+)?$/i, valid: /^(test|valid|val|validation)([_-]?\d+)?$/i };

/** The split a folder of this name holds. */
export function sideOfFolder(name: string): Side {
  return OF_SIDE.train.test(name) ? "train" : OF_SIDE.valid.test(name) ? "valid" : undefined;
}

export type Found = { path: string } | { fault: "missing" | "ambiguous" | "outside the folder"; detail: string };

export interface PictureFolder {
  root: string;
  /** The file a row means, by the name in the table. */
  find(name: string, side: Side): Found;
}

/** Folders are listed once, this deep: DIR, DIR/train, DIR/images/train. */
const DEEPEST = 2;

/**
 * Lists a folder of pictures and the folders in it, to find files by name without asking the disk 100,000 times.
 *
 * A name in the table is looked for in the folder of its own split first (`train/` for training rows), then in DIR
 * itself, then elsewhere, but never in the other split's folder: a file of the same name there is another picture.
 */
export async function listPictureFolder(root: string): Promise<PictureFolder> {
  const files = new Map<string, Set<string>>();
  await list(root, "", 0, files);
  const folders = [...files.keys()].sort();
  const find = (name: string, side: Side): Found => {
    const inside = normalize(name.replaceAll("\\", "/"));
    if (inside.startsWith("..") || inside.startsWith(sep)) {
      return { fault: "outside the folder", detail: `${name} leads out of the pictures' folder` };
    }
    for (const group of ranked(folders, side)) {
      const places = group.map((folder) => join(folder, inside)).filter((path) => has(files, path));
      if (places.length === 1) return { path: resolve(root, places[0]) };
      if (places.length > 1) return { fault: "ambiguous", detail: `${name} lies in ${places.join(" and in ")}` };
    }
    return { fault: "missing", detail: name };
  };
  return { root, find };
}

async function list(root: string, folder: string, depth: number, into: Map<string, Set<string>>): Promise<void> {
  let entries;
  try {
    entries = await readdir(join(root, folder), { withFileTypes: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (depth > 0) return;
    if (code === "ENOENT") throw new InputError(`${root}: there is no such folder; give the folder with the pictures.`);
    if (code === "ENOTDIR") throw new InputError(`${root}: expected a folder with pictures, found a file.`);
    throw new InputError(`${root}: cannot be listed (${message}).`);
  }
  into.set(folder, new Set(entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name)));
  if (depth === DEEPEST) return;
  for (const entry of entries) {
    // A link to a folder counts as one: data sets are often linked from a larger disk.
    if ((entry.isDirectory() || (entry.isSymbolicLink() && !entry.name.includes("."))) && !entry.name.startsWith(".")) {
      await list(root, join(folder, entry.name), depth + 1, into);
    }
  }
}

function has(files: Map<string, Set<string>>, path: string): boolean {
  const slash = path.lastIndexOf(sep);
  return files.get(slash < 0 ? "" : path.slice(0, slash))?.has(path.slice(slash + 1)) ?? false;
}

/** The folders in the order they are looked through; those of one group rank alike. */
function ranked(folders: readonly string[], side: Side): string[][] {
  const below = folders.filter((folder) => folder !== "");
  const of = (wanted: Side) =>
    below.filter((folder) => sideOfFolder(folder.slice(folder.lastIndexOf(sep) + 1)) === wanted);
  if (side !== undefined) return [of(side), [""], of(undefined)];
  // Kaggle's train_info.csv has no splits and means train/; test/ comes last.
  return [[""], of("train"), of(undefined), of("valid")];
}
