import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../input-error";
import { type SplitName, type Summary, createPictureSet, pictureSetBytes, pictureSetFiles } from "../picture-set";
import { type Reporter, silent } from "../reporter";
import { type Stamp, checkFolder, makeFolder } from "../whole-folder";
import { GENRES, type Labels, PAINTERS, STYLES } from "./labels";
import { paintRows } from "./paint-rows";
import { pictureSequence } from "./sequence";

/**
 * The generator is FROZEN: a test pins what seed 1 paints. It was judged by eye, and by whether labels can be learned
 * about as well as those of real paintings, before any notebook told a story on it, and it is not to be changed to suit
 * one: data tuned until a story fits prove nothing. A change for another reason raises this number.
 */
const GENERATOR = 1;

const MADE_FROM = "made-from.json";

export interface DefaultDataOptions {
  /** The folder to make. It must not be there, or be empty, or hold just this already. */
  out: string;
  /** 1. Another seed paints other pictures of the same kinds. */
  seed?: number;
  /** 2,920 and 690, as in the question. */
  rows?: Record<SplitName, number>;
  /** Side in pixels, or height and width: 64; the question speaks of 224 x 244 as well. */
  size?: number | readonly [height: number, width: number];
  reporter?: Reporter;
  /** Stops after the picture in hand; nothing is left behind. */
  signal?: AbortSignal;
}

/**
 * Paints the default data by rule: pictures with 19 styles, 32 genres and 10 invented painters, whose palette, stroke,
 * contour, composition and texture carry the labels, and overlap. The same seed gives the same bytes on every machine;
 * of the same seed, more rows begin with the fewer.
 *
 * @throws InputError for options out of range, a folder in the way, a full disk
 */
export async function paintDefaultData(options: DefaultDataOptions): Promise<Summary> {
  const { out, seed = 1, rows = { train: 2920, valid: 690 }, size = 64, reporter = silent, signal } = options;
  const [height, width] = checkOptions(seed, rows, size);
  const classes = { style: [...STYLES], genre: [...GENRES], painter: [...PAINTERS] };
  const set = {
    rows: { train: rows.train, valid: rows.valid },
    imageShape: [height, width, 3] as [number, number, 3],
    classes,
  };
  const summary: Summary = { out, ...set, leftOut: {}, already: false };
  const madeFrom = { generator: GENERATOR, seed, rows: set.rows, imageShape: set.imageShape };
  const key = createHash("sha256").update(JSON.stringify(madeFrom)).digest("hex");
  if ((await checkFolder(out, MADE_FROM, key)) === "done") return { ...summary, already: true };

  await makeFolder(out, pictureSetBytes(set.rows, set.imageShape, classes), async (folder) => {
    const writer = await createPictureSet(folder, set);
    try {
      const total = rows.train + rows.valid;
      const row = height * width * 3;
      let done = 0;
      for (const split of ["train", "valid"] as const) {
        const labels = pictureSequence(seed, split, rows[split]);
        for await (const bytes of paintRows({ seed, split, count: rows[split], height, width })) {
          signal?.throwIfAborted();
          for (let at = 0; at < bytes.length; at += row) {
            await writer.add(split, bytes.subarray(at, at + row), indicesOf(labels.next().value!.labels));
            done++;
          }
          reporter.progress({ stage: "painting", done, total, unit: "pictures" });
        }
      }
      await writer.close();
    } catch (error) {
      await writer.abort();
      throw error;
    }
    const files = [...pictureSetFiles(Object.keys(classes), set.rows), MADE_FROM];
    const stamp: Stamp & typeof madeFrom = { key, files, ...madeFrom };
    await writeFile(join(folder, MADE_FROM), `${JSON.stringify(stamp, null, 2)}\n`);
  });
  return summary;
}

function indicesOf({ style, genre, painter }: Labels): Record<string, number> {
  return { style: STYLES.indexOf(style), genre: GENRES.indexOf(genre), painter: PAINTERS.indexOf(painter) };
}

function checkOptions(
  seed: number,
  rows: Record<SplitName, number>,
  size: DefaultDataOptions["size"],
): [number, number] {
  if (!Number.isSafeInteger(seed)) throw new InputError(`seed: expected a whole number, found ${seed}.`);
  for (const [split, least] of [
    ["train", 1],
    ["valid", 0],
  ] as const) {
    if (!Number.isInteger(rows[split]) || rows[split] < least) {
      throw new InputError(
        `rows: expected at least ${least} ${split} row${least === 1 ? "" : "s"}, found ${rows[split]}.`,
      );
    }
  }
  const sides = typeof size === "number" ? [size, size] : [...size!];
  // Under 16 pixels nothing can be told from anything else.
  if (sides.length !== 2 || !sides.every((side) => Number.isInteger(side) && side >= 16 && side <= 2048)) {
    throw new InputError(
      `size: expected a side from 16 to 2048 pixels, or a height and a width, found ${JSON.stringify(size)}.`,
    );
  }
  return sides as [number, number];
}
