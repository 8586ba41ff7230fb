/**
 * npm run repeatability: whether a training repeats itself bit for bit on this machine; lib/train/REPEATABILITY.md says what
 * came of it. Trains one Program again and again: in one process, in several, and on fewer cores.
 */
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { InputError, type Program, silent, terminalReporter, train } from "plateau";
import { command, integerFrom, printJson, run } from "./cli";

interface Options {
  data: string;
  epochs: number;
  steps: number;
  runs: number;
  width: number;
  child?: boolean;
}

const cli = command(
  "repeatability",
  "Trains one Program again and again, and says whether its weights come out the same.",
)
  .option("--data <dir>", "a data set", "data/default")
  .option("--width <w>", "of the network", Number, 0.25)
  .option("--epochs <n>", "of each training", integerFrom(1), 2)
  .option("--steps <n>", "batches an epoch", integerFrom(1), 10)
  .option("--runs <n>", "processes, and trainings in one process", integerFrom(2), 3)
  .option("--child", "only train, and answer the hash of the weights")
  .action(async (options: Options) => {
    if (options.child) return printJson(await weightsOf(options));
    const reporter = terminalReporter();
    const rows: [string, string[]][] = [];
    const inOne: string[] = [];
    for (let i = 0; i < options.runs; i++) {
      reporter.progress({ stage: "training in one process", done: i, total: options.runs, unit: "runs" });
      inOne.push(await weightsOf(options));
    }
    rows.push([`${options.runs} trainings in one process`, inOne]);
    const cores = availableParallelism();
    const others = (count: number, before: string[] = [], env = {}) =>
      Array.from({ length: count }, () => inProcess(before, env));
    rows.push([`${options.runs} processes, ${cores} cores`, others(options.runs)]);
    if (cores > 1) rows.push(["on one core", others(1, ["taskset", "-c", "0"])]);
    rows.push(["without oneDNN", others(1, [], { TF_ENABLE_ONEDNN_OPTS: "0" })]);
    for (const [what, found] of rows) {
      const same = found.filter((hash) => hash === inOne[0]).length;
      console.log(
        `${what}: ${same} of ${found.length} as the first (${[...new Set(found)].map((h) => h.slice(0, 8)).join(", ")})`,
      );
    }
  });

/** Convolutions, batch normalisation, dropout, flips and shifts. */
async function weightsOf({ data, width, epochs, steps }: Options): Promise<string> {
  const program: Program = {
    data,
    model: { width, kernelInitializer: "heUniform", batchNormalization: true, dropout: 0.3, activation: "leakyReLU" },
    augment: { flip: true, shift: 0.1 },
    optimizer: { name: "adam", learningRate: 0.001 },
    epochs,
    stepsPerEpoch: steps,
    validationSteps: 2,
    seed: 5,
  };
  const { model, weightsSha256 } = await train(program, { reporter: silent });
  model.dispose();
  return weightsSha256;
}

function inProcess(before: string[], env: Record<string, string>): string {
  const [name, ...args] = [...before, process.execPath, ...process.execArgv, ...process.argv.slice(1), "--child"];
  const { status, stdout, stderr } = spawnSync(name, args, { env: { ...process.env, ...env }, encoding: "utf8" });
  if (status !== 0) throw new InputError(`${name} ${args.join(" ")} failed: ${stderr}`);
  return JSON.parse(stdout.trimEnd().split("\n").at(-1)!) as string;
}

void run(cli);
