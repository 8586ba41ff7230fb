/** npm run bench: training side by side with Keras and PyTorch, on the processor, in processes that take turns. */
import { mkdtempSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { terminalReporter } from "plateau";
import { benchData } from "./bench/bench-data";
import { type Case, casesOf } from "./bench/cases";
import { type EngineName, type EngineSettings, peerNames } from "./bench/engines";
import { measureCases } from "./bench/measure-cases";
import { peersPython } from "./bench/peers-environment";
import { benchReading, readingTable } from "./bench/reading";
import { resultWords } from "./bench/results";
import { command, integerFrom, printJson, run } from "./cli";
import { defaultData, ensureDefaultData } from "./notebooks/default-data";
import { endChildren } from "./setup/exec";

interface Options extends Partial<Case> {
  pairs: number;
  seconds: number;
  quiet?: number;
  data?: string;
  peers: boolean;
  python?: string;
  yes?: boolean;
  sameAllocator?: boolean;
  xla?: boolean;
  bfloat16?: boolean;
  cpuProf?: string;
  reading?: boolean;
  quick?: boolean;
  json?: boolean;
}

const cli = command(
  "bench",
  "Trains the question's network side by side in Plateau, Keras and PyTorch: same data, same first weights, float32, data " +
    "loading and metrics included. The engines take turns, slice by slice; a ratio is the median of the pairs.",
)
  .option("--width <w>", "of the network; 1 is the question's (default: 1, then 0.25)", positive)
  .option("--batch <n>", "pictures in a batch (default: 50, then 10)", integerFrom(1))
  .option("--pairs <n>", "slices that each engine is measured on, after one to warm up", integerFrom(1), 5)
  .option("--seconds <n>", "what a slice takes Plateau, about", positive, 8)
  .option("--quiet <minutes>", "for so long a case, repeat rounds that other processes disturb", positive)
  .option("--data <dir>", "folder with data*.npy and y_NAME*.npy (default: the default data)")
  .option("--no-peers", "Plateau alone")
  .option("--python <file>", "a Python that has tensorflow, keras and torch, in place of the one that is made")
  .option("--yes", "install Keras and PyTorch without asking, where they are missing")
  .option("--same-allocator", "start the peers, too, with the allocator's settings that Plateau starts with")
  .option("--xla", "let Keras compile with XLA (jit_compile), as an aside")
  .option("--bfloat16", "train in Plateau with precision bfloat16 as well, as an aside")
  .option("--cpu-prof <dir>", "leave profiles of Plateau's processes there, for a browser's developer tools")
  .option("--reading", "instead: training from large pictures on disk against training from small ones in memory")
  .option("--quick", "only a smoke test: width 0.25, batch 10, two pairs of one second")
  .option("--json", "end with one line of JSON on stdout; everything else goes to stderr")
  .action(bench);

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < Infinity)) throw new InvalidArgumentError("Expected a number above 0.");
  return value;
}

async function bench(given: Options): Promise<void> {
  // Not once: a second signal must not cut short what the first one tidies up.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(signal));
  const options = given.quick ? { ...given, ...quick(given) } : given;
  const { reading, json, pairs, seconds, width, batch, data: from = defaultData } = options;
  const reporter = terminalReporter();
  if (from === defaultData) ensureDefaultData((text) => reporter.say(text));
  const temporary = mkdtempSync(join(tmpdir(), `plateau-bench-${process.pid}-`));
  process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));
  const data = await benchData(from, join(temporary, "data"));
  const peers = options.peers && !reading;
  const settings: EngineSettings = {
    python: peers ? (options.python ?? (await peersPython(options.yes ?? false))) : undefined,
    sameAllocator: options.sameAllocator,
    xla: options.xla,
    profile: options.cpuProf && resolve(options.cpuProf),
  };
  const measuring = { pairs, patience: 60 * (options.quiet ?? 0), settings, reporter };
  const say = json ? console.error : console.log;
  if (reading) {
    const cases = await benchReading(data, join(temporary, "large"), measuring, batch ? [batch] : undefined);
    say(readingTable(cases).text);
    if (json) printJson({ cases });
    return;
  }
  const engines: EngineName[] = [
    "plateau",
    ...(peers ? peerNames : []),
    ...(options.bfloat16 ? ["bfloat16" as const] : []),
  ];
  const cases = await measureCases(data, casesOf({ width, batch }), { ...measuring, engines, seconds });
  say(resultWords(cases));
  if (json) printJson(cases.length === 1 ? cases[0] : { cases });
}

const quick = ({ width = 0.25, batch = 10 }: Options): Partial<Options> => ({ width, batch, pairs: 2, seconds: 1 });

/** The engines end with this process: see engine-process.ts. */
function stop(signal: "SIGINT" | "SIGTERM" | "SIGHUP"): void {
  endChildren();
  console.error(`\nStopped (${signal}); nothing was kept.`);
  process.exit(128 + constants.signals[signal]);
}

void run(cli);
