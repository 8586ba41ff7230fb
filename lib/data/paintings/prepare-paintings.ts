import { InputError } from "../input-error";
import type { Summary } from "../picture-set";
import { type PrepareOptions, prepare } from "./prepare";
import { folderSource, kaggleSource, tableSource } from "./sources";

export interface PaintingsOptions extends PrepareOptions {
  /** Kaggle's all_data_info.csv or train_info.csv. */
  csv: string;
  /** The folder with the pictures; they may lie in train/, test/ or images/ in it. */
  images: string;
  /** The N painters with the most pictures (10), or the painters by name. */
  painters?: number | readonly string[];
}

/**
 * Makes a data set of Kaggle's Painter by Numbers: pictures squeezed to size, with heads style, genre and painter.
 *
 * Split as `in_train` says where that column is there, else by seed, 81 to 19. What cannot be used (missing or broken
 * pictures, blank labels) is left out, counted, and told in `report.json` and `report.txt` in the folder. A run that was
 * killed or stopped is gone on with by the next one, to the same bytes: until the end its pictures lie in
 * `OUT.partial`. 100,000 rows and pictures of 400 megapixels need a bounded amount of memory.
 *
 * @throws InputError for a table without the columns, a painter who is not there, a folder in the way, a full disk
 */
export async function preparePaintings(options: PaintingsOptions): Promise<Summary> {
  const { csv, images, painters = 10 } = options;
  if (typeof painters === "number" ? !(Number.isInteger(painters) && painters > 0) : painters.length === 0) {
    throw new InputError(
      `painters: expected how many (at least 1), or a list of names, found ${JSON.stringify(painters)}.`,
    );
  }
  return prepare(await kaggleSource(csv, images, painters), options);
}

/** A folder for each class; or a table, the folder with its pictures, and the columns with labels, a head each. */
export type PictureSource =
  | { folders: string; /** The one head's name: "class". */ head?: string }
  | { csv: string; images: string; labels: readonly string[] };

/**
 * Makes a data set of anybody's pictures, as `preparePaintings` does of Kaggle's: any number of heads with any names.
 *
 * @throws InputError as there
 */
export async function preparePictures(options: PrepareOptions & PictureSource): Promise<Summary> {
  const source =
    "folders" in options
      ? await folderSource(options.folders, options.head ?? "class")
      : await tableSource(options.csv, options.images, options.labels);
  return prepare(source, options);
}
