/** npm run train: one training run over a folder of arrays, kept in a folder of its own. */
import { access } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  brokeOff,
  InputError,
  nextRunFolder,
  percent,
  percentRange,
  type Program,
  readProgram,
  type Run,
  table,
  terminalReporter,
  train,
} from "plateau";
import { command, integerFrom, printJson, run } from "./cli";
import { programPath } from "./program-path";
import { suggestRate } from "./suggest-rate";

interface Options {
  data?: string;
  task: string;
  program?: string;
  epochs?: number;
  batch?: number;
  seed?: number;
  out?: string;
  checkpointSeconds?: number;
  resume?: boolean;
  findRate?: boolean;
  json?: boolean;
}

const cli = command(
  "train",
  "Trains one Program over a folder of arrays: one model for all its labels, or for one of them.",
)
  .option("--data <dir>", "folder with data*.npy and y_NAME*.npy (or the program's own)")
  .option("--task <name>", "multi for one model with all heads, or the name of one head", "multi")
  .option(
    "--program <file>",
    'a Program as JSON, or one that comes with the project: paintings, quick or question (default: "paintings")',
  )
  .option("--epochs <n>", "in place of the program's", integerFrom(1))
  .option("--batch <n>", "rows a step, in place of the program's", integerFrom(1))
  .option("--seed <n>", "in place of the program's", integerFrom(0))
  .option("--out <dir>", "a new folder to keep the run in (default: runs/PROGRAM-NUMBER)")
  .option("--resume", "go on with the run in --out from its last checkpoint, to the same end; --epochs may be more")
  .option("--checkpoint-seconds <n>", "seconds between two checkpoints (default 60; 0: one a batch)", integerFrom(0))
  .option("--find-rate", "suggest learning rates instead of training; their curve is kept as a picture in --out")
  .option("--json", "end with one line of JSON on stdout; everything else goes to stderr")
  .action(async (options: Options) => {
    const { resume, checkpointSeconds: seconds } = options;
    const program = await programOf(options);
    if (options.findRate) return suggestRate(program, options);
    const out = options.out ?? (await nextRunFolder("runs", program.name!));
    const checkpoints = seconds === undefined ? undefined : { seconds };
    const done = await train(program, { out, resume, checkpoints, reporter: terminalReporter() });
    const say = options.json ? console.error : console.log;
    say(summary(done));
    // Ended by a callback, it did what it was asked to.
    process.exitCode = done.stopped === "interrupted" ? 130 : brokeOff(done.stopped) ? 1 : 0;
    if (options.json) {
      const { heads, imagesPerSecond, peakMemoryMB, weightsSha256 } = done;
      printJson({ heads, imagesPerSecond, peakMemoryMB, weightsSha256 });
    }
  });

/** Half the question's width, thirty epochs: what `npm run accuracy` measures. */
const standard = "paintings";

async function programOf({ data, task, epochs, batch, seed, ...from }: Options): Promise<Program> {
  const changes = { data, epochs, batchSize: batch, seed };
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const read: Program = await readProgram(await programFile(from), Object.fromEntries(given));
  return task === "multi" ? read : { ...read, heads: { [task]: read.heads?.[task] ?? {} } };
}

/** The Program that is asked for, or that of the run to go on with. */
async function programFile({ program, resume, out }: Pick<Options, "program" | "resume" | "out">): Promise<string> {
  if (resume && out === undefined) {
    throw new InputError("--resume: expected --out DIR, the folder of the run to go on with.");
  }
  if (program !== undefined || !resume) return programPath(program ?? standard);
  const kept = join(out!, "program.json");
  const isThere = await access(kept).then(
    () => true,
    () => false,
  );
  return isThere ? kept : programPath(standard);
}

function summary({ heads, imagesPerSecond, peakMemoryMB, folder, stopped }: Run): string {
  const rows = Object.entries(heads).map(([head, { accuracy, interval, majority, chance, loss, rows }]) => ({
    head,
    accuracy: percent(accuracy),
    "95 % interval": percentRange(interval),
    majority: percent(majority),
    chance: percent(chance),
    loss: loss.toFixed(3),
    rows,
  }));
  return [
    "",
    table(rows).text,
    "majority: always answering the training rows' largest class; chance: guessing blindly",
    `${Math.round(imagesPerSecond)} pictures a second, ${Math.round(peakMemoryMB)} MB at most`,
    ...(stopped === undefined ? [] : [`stopped: ${stopped}`]),
    `kept in ${relative(process.cwd(), folder!)}${stopped === "interrupted" ? "; --resume with that as --out goes on" : ""}`,
  ].join("\n");
}

void run(cli);
