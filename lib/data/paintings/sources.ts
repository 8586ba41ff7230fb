/** Where labelled pictures come from: Kaggle's tables, anyone's table, or a folder a class. */
import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { InputError } from "../input-error";
import type { Candidate, Source } from "./candidates";
import { choosePainters } from "./choose-painters";
import { cleanLabel, readLabelledTable } from "./labelled-table";
import { sideOfFolder } from "./picture-folder";

/**
 * Kaggle's Painter by Numbers, in both its tables: `all_data_info.csv` (artist, style, genre, in_train, new_filename and
 * others) with pictures in train/ and test/, and `train_info.csv` (filename, artist, title, style, genre, date), where
 * artists are hashes.
 */
export async function kaggleSource(csv: string, images: string, painters: number | readonly string[]): Promise<Source> {
  const heads = { style: ["style"], genre: ["genre"], painter: ["artist", "painter"] };
  const table = await readLabelledTable(csv, images, heads);
  const choice = choosePainters(table.candidates, painters, csv);
  const candidates = table.candidates.filter(({ labels }) => choice.painters.has(labels.painter));
  return {
    heads: Object.keys(heads),
    candidates,
    leftOut: table.leftOut,
    leftOutUnnamed: { "other painter": table.candidates.length - candidates.length },
    identity: { csvSha256: table.csvSha256, painters },
    remarks: choice.remarks,
  };
}

/** A table with a head in each of these columns. */
export async function tableSource(csv: string, images: string, columns: readonly string[]): Promise<Source> {
  const heads = Object.fromEntries(columns.map((column) => [headName(column), [column]]));
  if (columns.length === 0 || Object.keys(heads).length < columns.length) {
    throw new InputError(`labels: expected one column or more, each once, found ${JSON.stringify(columns)}.`);
  }
  const { candidates, leftOut, csvSha256 } = await readLabelledTable(csv, images, heads);
  const identity = { csvSha256, labels: columns };
  return { heads: Object.keys(heads), candidates, leftOut, leftOutUnnamed: {}, identity, remarks: [] };
}

/**
 * A folder a class, with the class's pictures in it and in folders below: FOLDER/cat/1.jpg. Or the same under train/ and
 * test/ (or valid/): FOLDER/train/cat/1.jpg.
 */
export async function folderSource(folder: string, name: string): Promise<Source> {
  const head = headName(name);
  const root = resolve(folder);
  const top = await foldersIn(root, folder);
  const split = top.length > 0 && top.every((name) => sideOfFolder(name) !== undefined);
  const candidates: Candidate[] = [];
  for (const part of split ? top : [""]) {
    const side = sideOfFolder(part);
    for (const className of await foldersIn(join(root, part), folder)) {
      const labels = { [head]: cleanLabel(className) };
      for (const name of await filesIn(join(root, part, className))) {
        const file = join(part, className, name);
        candidates.push({ file, path: join(root, file), labels, side });
      }
    }
  }
  if (candidates.length === 0) {
    throw new InputError(`${folder}: expected a folder for each class with pictures in it, found none.`);
  }
  return { heads: [head], candidates, leftOut: [], leftOutUnnamed: {}, identity: { head }, remarks: [] };
}

/** A column's name as the name of a head, which becomes part of file names and of the model's layers. */
function headName(column: string): string {
  const name = column
    .trim()
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[^a-z0-9]+/g, "_");
  const head = name.replace(/^_+|_+$/g, "").replace(/(^|_)(train|valid)$/, "$1$2_label");
  if (head === "") throw new InputError(`"${column}" cannot name a head: expected a name with letters or digits.`);
  return head;
}

async function foldersIn(path: string, given: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
      .map(({ name }) => name)
      .sort();
  } catch (error) {
    throw new InputError(`${given}: cannot be listed as a folder (${(error as Error).message}).`);
  }
}

/** All files below a folder, by their paths in it; hidden ones (.DS_Store) and Windows' Thumbs.db aside. */
async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "Thumbs.db")
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(path.length + 1))
    .sort();
}
