/** npm run faults: the doctor before programs whose faults are known, and before healthy ones. */
import writeFileAtomic from "write-file-atomic";
import { InputError, terminalReporter } from "plateau";
import { command, integerFrom, printJson, run } from "./cli";
import { asidePrograms, chosenPrograms, openPrograms } from "./faults/catalogue";
import type { FaultProgram } from "./faults/fault-program";
import { programLine, reportOf, summary } from "./faults/report";
import { type Diagnosed, runDoctor } from "./faults/run-doctor";
import { verifyPrograms } from "./faults/verify";

interface Options {
  aside?: boolean;
  healthy?: boolean;
  faulty?: boolean;
  seconds: number;
  jobs: number;
  processorTime?: boolean;
  list?: boolean;
  verify?: boolean;
  seeds: number;
  out?: string;
  json?: boolean;
}

const cli = command(
  "faults",
  "Runs the doctor over programs whose faults are known, and over healthy ones, and scores what it says.",
)
  .argument("[names...]", "programs whose name holds one of these words (default: all)")
  .option("--aside", "the third that is kept aside, in place of those to tune on")
  .option("--healthy", "only healthy programs")
  .option("--faulty", "only faulty programs")
  .option("--seconds <n>", "the doctor's budget for a program", integerFrom(1), 60)
  .option("--jobs <n>", "programs at a time, each a process of its own", integerFrom(1), 1)
  .option("--processor-time", "count the doctor's seconds in processor time, for a machine that others work on")
  .option("--list", "only tell the programs and their causes")
  .option("--verify", "train them instead, as they are and mended: does each do what the bench says of it?")
  .option("--seeds <n>", "with --verify: seeds to train with", integerFrom(1), 2)
  .option("--out <file>", "also write the results to a JSON file, with all that the doctor said")
  .option("--json", "end with one line of JSON on stdout; everything else goes to stderr")
  .action(async (names: string[], options: Options) => {
    const say = options.json ? console.error : console.log;
    const programs = chosen(names, options);
    if (options.list) {
      for (const program of programs) say(listLine(program));
      if (options.json)
        printJson({ programs: programs.map(({ name, verdict, causes }) => ({ name, verdict, causes })) });
      return;
    }
    if (options.verify) {
      const { wrong } = await verifyPrograms(programs, { seeds: options.seeds, reporter: terminalReporter(), say });
      say(`${programs.length - wrong.length} of ${programs.length} programs do what the bench says of them`);
      if (options.json) printJson({ programs: programs.length, wrong });
      process.exitCode = wrong.length === 0 ? 0 : 1;
      return;
    }
    await examine(programs, options, say);
  });

function chosen(names: string[], { aside, healthy, faulty }: Options): readonly FaultProgram[] {
  const all = chosenPrograms(names, aside ? asidePrograms : openPrograms);
  const programs = all.filter(({ causes }) => (!healthy || causes.length === 0) && (!faulty || causes.length > 0));
  if (programs.length === 0) throw new InputError("no program is left to run: leave out --healthy or --faulty.");
  return programs;
}

async function examine(
  programs: readonly FaultProgram[],
  { seconds, jobs, processorTime, out, json }: Options,
  say: (text: string) => void,
): Promise<void> {
  const reporter = terminalReporter();
  const abort = new AbortController();
  process.once("SIGINT", () => abort.abort());
  let count = 0;
  const onDone = (diagnosed: Diagnosed) => {
    reporter.say(programLine(diagnosed));
    reporter.progress({ stage: "doctor", done: ++count, total: programs.length, unit: "programs" });
  };
  reporter.progress({ stage: "doctor", done: 0, total: programs.length, unit: "programs" });
  const done = await runDoctor(programs, { seconds, jobs, processorTime, signal: abort.signal, onDone });
  const report = reportOf(done);
  say(summary(report));
  if (out !== undefined) {
    const diagnoses = Object.fromEntries(done.map(({ program, diagnosis }) => [program.name, diagnosis]));
    await writeFileAtomic(out, `${JSON.stringify({ ...report, diagnoses }, null, 1)}\n`);
  }
  if (json) printJson(report);
  if (abort.signal.aborted) process.exitCode = 130;
}

function listLine({ name, verdict, causes, source }: FaultProgram): string {
  const roots = causes.map((cause) => cause.join(" or ")).join(" + ");
  return `${name}: ${roots || "healthy"}; ${verdict}; ${source}`;
}

void run(cli);
