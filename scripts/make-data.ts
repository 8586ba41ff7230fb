/** `npm run data`: the default data, pictures painted by rule. */
import { InvalidArgumentError } from "commander";
import { type Summary, paintDefaultData, terminalReporter } from "plateau";
import { command, integerFrom, printJson, run } from "./cli";

interface Options {
  out: string;
  size: number | [number, number];
  seed: number;
  rows: { train: number; valid: number };
  json?: boolean;
}

const cli = command("data", "Paints the default data: pictures by rule, of 19 styles, 32 genres and 10 painters.")
  .option("--out <folder>", "the data set to make", "data/default")
  .option("--size <pixels>", "side of the pictures, or HEIGHTxWIDTH", sides, 64)
  .option("--seed <number>", "another seed paints other pictures", integerFrom(0), 1)
  .option("--rows <train,valid>", "how many pictures", rowCounts, { train: 2920, valid: 690 })
  .option("--json", "end standard output with the result as a line of JSON")
  .action(make);

function sides(text: string): number | [number, number] {
  const numbers = text.split(/x/i).map(Number);
  if (numbers.length > 2 || numbers.some((side) => !Number.isInteger(side) || side < 1)) {
    throw new InvalidArgumentError("Expected a side, such as 64, or HEIGHTxWIDTH, such as 224x244.");
  }
  return numbers.length === 1 ? numbers[0] : [numbers[0], numbers[1]];
}

function rowCounts(text: string): Options["rows"] {
  const numbers = text.split(",").map(Number);
  if (numbers.length !== 2 || numbers.some((count) => !Number.isInteger(count) || count < 0)) {
    throw new InvalidArgumentError("Expected two numbers, such as 2920,690.");
  }
  return { train: numbers[0], valid: numbers[1] };
}

async function make({ json, ...options }: Options): Promise<void> {
  const stop = new AbortController();
  const interrupted = () => stop.abort();
  process.once("SIGINT", interrupted);
  process.once("SIGTERM", interrupted);
  try {
    const summary = await paintDefaultData({ ...options, reporter: terminalReporter(), signal: stop.signal });
    console.error(inWords(summary));
    if (json) printJson(summary);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    console.error("Stopped; nothing was written.");
    process.exitCode = 130;
  } finally {
    process.removeListener("SIGINT", interrupted);
    process.removeListener("SIGTERM", interrupted);
  }
}

function inWords({ out, rows, imageShape, already }: Summary): string {
  const [height, width] = imageShape;
  return `${already ? "Already in" : "Painted"} ${out}: ${rows.train} training and ${rows.valid} validation pictures of ${height} x ${width} pixels.`;
}

void run(cli);
