/** `npm run paintings`: Kaggle's Painter by Numbers, its table and pictures, to a data set. */
import { type Summary, preparePaintings, terminalReporter } from "plateau";
import { command, integerFrom, printJson, run } from "./cli";

interface Options {
  csv: string;
  images: string;
  out: string;
  size: number;
  painters: number | string[];
  seed: number;
  json?: boolean;
}

const cli = command("paintings", "Makes a data set of paintings: the arrays that the notebooks and commands read.")
  .requiredOption("--csv <file>", "Kaggle's all_data_info.csv or train_info.csv")
  .requiredOption("--images <folder>", "the pictures, also in train/, test/ or images/ in it")
  .requiredOption("--out <folder>", "the data set to make")
  .option("--size <pixels>", "side of the pictures", integerFrom(1), 64)
  .option(
    "--painters <which>",
    'how many, those with the most pictures; or names: "Claude Monet;Rembrandt"',
    whichPainters,
    10,
  )
  .option("--seed <number>", "decides the split where the table does not", integerFrom(0), 1)
  .option("--json", "end standard output with the result as a line of JSON")
  .action(prepare);

function whichPainters(text: string): number | string[] {
  if (/^\s*-?\d+(\.\d+)?\s*$/.test(text)) return integerFrom(1)(text);
  return text
    .split(";")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

async function prepare({ json, ...options }: Options): Promise<void> {
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  try {
    const summary = await preparePaintings({ ...options, reporter: terminalReporter(), signal: stop.signal });
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
  const heads = Object.entries(classes).map(([head, names]) => `${names.length} ${head}s`);
  const reasons = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason}`);
  return [
    `${already ? "Already in" : "Made"} ${out}: ${rows.train} training and ${rows.valid} validation pictures, ${heads.join(", ")}.`,
    reasons.length === 0 ? "Nothing was left out." : `Left out: ${reasons.join(", ")}; ${out}/report.txt tells which.`,
  ].join("\n");
}

void run(cli);
