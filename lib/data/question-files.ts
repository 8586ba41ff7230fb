import { access } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "./input-error";

/** One of the question's arrays, by the two names it has there. */
export interface QuestionFile {
  array: string;
  /** What its program gives to `np.load`. */
  loads: string;
  /** What its table of data calls it. */
  table: string;
  /** Which of the two are in the folder. */
  found: string;
}

/**
 * The question's arrays by both of their names: its program loads `data.npy` and `y_NAME.npy`, its table of data has
 * `data_train.npy` and `y_NAME_train.npy`; on the validation arrays the two agree.
 *
 * @param heads the NAMEs; style, genre and painter there
 */
export async function questionFiles(folder: string, heads: readonly string[]): Promise<QuestionFile[]> {
  const arrays = [
    ["training pictures", "data", "_train"],
    ...heads.map((head) => [`training labels, ${head}`, `y_${head}`, "_train"]),
    ["validation pictures", "data", "_valid"],
    ...heads.map((head) => [`validation labels, ${head}`, `y_${head}`, "_valid"]),
  ];
  return Promise.all(
    arrays.map(async ([array, stem, split]) => {
      const loads = `${stem}${split === "_train" ? "" : split}.npy`;
      const table = `${stem}${split}.npy`;
      const names = [...new Set([loads, table])];
      const there = await Promise.all(names.map((name) => isThere(join(folder, name))));
      return { array, loads, table, found: names.filter((_, i) => there[i]).join(", ") || "neither" };
    }),
  );
}

/**
 * Looks for the arrays by the names that the question's program loads, in its order.
 *
 * @throws InputError in numpy's words for the first that is not there
 */
export async function loadAsPosted(folder: string, heads: readonly string[]): Promise<void> {
  for (const { loads } of await questionFiles(folder, heads)) {
    if (await isThere(join(folder, loads))) continue;
    throw new InputError(`FileNotFoundError: [Errno 2] No such file or directory: '${loads}'`);
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
