/** `npm run paintings`: Kaggle's Painter by Numbers, or anybody's labelled pictures, to a data set. */
import {
  InputError,
  type PrepareOptions,
  type Summary,
  preparePaintings,
  preparePictures,
  terminalReporter,
} from "plateau";
import { command, integerFrom, printJson, run } from "./cli";

interface Options {
  csv?: string;
  images?: string;
  labels?: string[];
  folders?: string;
  out: string;
  size: number;
  painters: number | string[];
  seed: number;
  json?: boolean;
}

const cli = command("paintings", "Makes a data set of pictures: the arrays that the notebooks and commands read.")
  .requiredOption("--out <folder>", "the data set to make")
  .option("--csv <file>", "Kaggle's all_data_info.csv or train_info.csv; with --labels any table")
  .option("--images <folder>", "the table's pictures, also in train/, test/ or images/ in it")
  .option("--labels <columns>", "the table's columns to be predicted, with commas between", listOf(","))
  .option("--folders <folder>", "instead of a table: a folder with one folder of pictures a class")
  .option("--size <pixels>", "side of the pictures", integerFrom(1), 64)
  .option(
    "--painters <which>",
    'how many, those with the most pictures; or names: "A. Painter;B. Painter"',
    whichPainters,
    10,
  )
  .option("--seed <number>", "decides the split where the source does not", integerFrom(0), 1)
  .option("--json", "end standard output with the result as a line of JSON")
  .action(main);

function listOf(mark: string): (text: string) => string[] {
  return (text) =>
    text
      .split(mark)
      .map((item) => item.trim())
      .filter((item) => item !== "");
}

function whichPainters(text: string): number | string[] {
  return /^\s*-?\d+(\.\d+)?\s*$/.test(text) ? integerFrom(1)(text) : listOf(";")(text);
}

/** Prepares from whichever source the options name. */
function prepare(
  { csv, images, labels, folders, painters, ...rest }: Options,
  more: Partial<PrepareOptions>,
): Promise<Summary> {
  const options = { ...rest, ...more };
  if (folders !== undefined && csv === undefined) return preparePictures({ ...options, folders });
  if (folders === undefined && csv !== undefined && images !== undefined) {
    return labels
      ? preparePictures({ ...options, csv, images, labels })
      : preparePaintings({ ...options, csv, images, painters });
  }
  throw new InputError("Expected either --csv FILE with --images FOLDER, or --folders FOLDER.");
}

async function main({ json, ...options }: Options): Promise<void> {
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  try {
    const summary = await prepare(options, { reporter: terminalReporter(), signal: stop.signal });
    console.error(inWords(summary));
    if (json) printJson(summary);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    console.error("Stopped. The same command goes on from here.");
    process.exitCode = 130;
  } finally {
    process.removeListener("SIGINT", interrupted);
    process.removeListener("SIGTERM", interrupted);
  }
}

function inWords({ out, rows, classes, leftOut, already }: Summary): string {
  const heads = Object.entries(classes).map(([head, names]) => `${head} (${names.length})`);
  const reasons = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason}`);
  return [
    `${already ? "Already in" : "Made"} ${out}: ${rows.train} training and ${rows.valid} validation pictures; heads and their classes: ${heads.join(", ")}.`,
    reasons.length === 0 ? "Nothing was left out." : `Left out: ${reasons.join(", ")}; ${out}/report.txt tells which.`,
  ].join("\n");
}

void run(cli);
