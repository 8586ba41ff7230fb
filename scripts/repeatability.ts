/**
 * npm run repeatability: whether a training repeats itself bit for bit on this machine; lib/train/REPEATABILITY.md says what
 * came of it. Trains one Program again and again: in one process, in several, and on fewer cores.
 */
import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { compileProgram, disposeSubject, InputError, type Program, train } from "plateau";
import { command, integerFrom, printJson, run } from "./cli";

interface Options {
  data: string;
  epochs: number;
  steps: number;
  runs: number;
  width: number;
  child?: "program" | "subject";
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
  .option("--child <kind>", "only train a program, or it as a subject, and answer the hash of the weights")
  .action(async (options: Options) => {
    if (options.child) return printJson(await weightsOf(options.child, options));
    for (const kind of ["program", "subject"] as const) await measure(kind, options);
  });

/** A Program's steps are one graph each; a Subject's are taken op by op. */
async function measure(kind: "program" | "subject", options: Options): Promise<void> {
  const { runs } = options;
  const inOne: string[] = [];
  const tell = (what: string, hashes: string[]) => {
    const same = hashes.filter((hash) => hash === inOne[0]).length;
    const seen = [...new Set(hashes)].map((hash) => hash.slice(0, 8)).join(", ");
    console.log(`${kind}, ${what}: ${same} of ${hashes.length} as the first (${seen})`);
  };
  for (let i = 0; i < runs; i++) inOne.push(await weightsOf(kind, options));
  tell(`${runs} trainings in one process`, inOne);
  const cores = availableParallelism();
  const one = ["taskset", "-c", "0"];
  tell(
    `${runs} processes, ${cores} cores`,
    Array.from({ length: runs }, () => inProcess(kind, [])),
  );
  if (cores > 1) tell("2 processes on one core", [inProcess(kind, one), inProcess(kind, one)]);
  tell("without oneDNN", [inProcess(kind, [], { TF_ENABLE_ONEDNN_OPTS: "0" })]);
}

/** Convolutions, batch normalisation and dropout; for a Program flips and shifts too. */
async function weightsOf(kind: "program" | "subject", { data, width, epochs, steps }: Options): Promise<string> {
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
  if (kind === "program") {
    const { model, weightsSha256 } = await train(program);
    model.dispose();
    return weightsSha256;
  }
  const subject = await compileProgram(program);
  const { model, weightsSha256 } = await train(subject, { seed: 5 });
  model.dispose();
  disposeSubject(subject);
  return weightsSha256;
}

function inProcess(kind: string, before: string[], env: Record<string, string> = {}): string {
  const [name, ...args] = [...before, process.execPath, ...process.execArgv, ...process.argv.slice(1), "--child", kind];
  const { status, stdout, stderr } = spawnSync(name, args, { env: { ...process.env, ...env }, encoding: "utf8" });
  if (status !== 0) throw new InputError(`${name} ${args.join(" ")} failed: ${stderr}`);
  return JSON.parse(stdout.trimEnd().split("\n").at(-1)!) as string;
}

void run(cli);
