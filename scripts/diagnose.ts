/** npm run diagnose: whether a program learns, a head, and if not why, having tried it. */
import { mkdirSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  diagnose,
  type Diagnosis,
  diagnosisPage,
  durationText,
  InputError,
  nextRunFolder,
  type Program,
  readProgram,
  renderDiagnosis,
  type Subject,
  terminalReporter,
} from "plateau";
import { command, integerFrom, printJson, run } from "./cli";
import { readSubject } from "./diagnose/subject-file";
import { secondsReporter } from "./diagnose/seconds-reporter";
import { programPath } from "./program-path";
import { replaceFile } from "./setup/stamp";

interface Options {
  data?: string;
  program?: string;
  subject?: string;
  seconds?: number;
  seeds?: number;
  out?: string;
  json?: boolean;
}

/** At most, as it ends when it knows. A Program's pictures take their time; a Subject is mostly small. */
const SECONDS = { program: 3600, subject: 60 };

const cli = command(
  "diagnose",
  "Says whether a Program, or a model of your own, learns, and if not why, having tried it. The answer in words, as JSON and as a page.",
)
  .option("--data <dir>", "folder with data*.npy and y_NAME*.npy (or the program's own)")
  .option(
    "--program <file>",
    "a Program as JSON, a run's folder for the Program that it was trained by, or question, for the question's own (default: \"question\")",
  )
  .option(
    "--subject <file>",
    "in place of a Program: a CommonJS file that exports a Subject, or a function (plateau, { data }) that makes one",
  )
  .option(
    "--seconds <n>",
    `time that it may take at most; it ends sooner when it knows, and at Ctrl-C, with what it knows by then ` +
      `(default: ${SECONDS.program} for a Program, ${SECONDS.subject} for a Subject)`,
    integerFrom(1),
  )
  .option("--seeds <n>", "seeds that trials are repeated with while there is time (default: 2)", integerFrom(1))
  .option(
    "--out <dir>",
    "folder for diagnosis.json and diagnosis.html, the page (default: runs/PROGRAM-diagnosis-NUMBER)",
  )
  .option("--json", "end with the Diagnosis as one line of JSON on stdout; everything else goes to stderr")
  .action(async (options: Options) => {
    if (options.program !== undefined && options.subject !== undefined) {
      throw new InputError("expected --program or --subject, found both: leave one out.");
    }
    const what = await whatToDiagnose(options);
    const out = options.out ?? (await nextRunFolder("runs", `${what.name!.replace(/[^\w.-]+/g, "-")}-diagnosis`));
    makeFolder(out);
    const seconds = options.seconds ?? SECONDS[options.subject === undefined ? "program" : "subject"];
    const reporter = secondsReporter(terminalReporter());
    const diagnosis = await diagnosed(what, { seconds, seeds: options.seeds, reporter }).catch((error) => {
      if (options.out === undefined) rmdirSync(out); // nothing is in it yet
      throw error;
    });
    const say = options.json ? console.error : console.log;
    say(renderDiagnosis(diagnosis));
    replaceFile(join(out, "diagnosis.json"), `${JSON.stringify(diagnosis, null, 2)}\n`);
    replaceFile(join(out, "diagnosis.html"), await diagnosisPage(diagnosis, { name: what.name }));
    say(`the page: ${join(out, "diagnosis.html")}`);
    if (options.json) printJson(diagnosis);
    if (diagnosis.budget.interrupted) process.exitCode = 130;
  });

async function diagnosed(
  what: Program | Subject,
  options: { seconds: number; seeds?: number; reporter: ReturnType<typeof secondsReporter> },
): Promise<Diagnosis> {
  const { seconds, reporter } = options;
  try {
    const working = diagnose(what, options);
    // Only now, as from now on Ctrl-C is answered.
    reporter.say(
      `at most ${durationText(seconds)}; it ends sooner when it knows, and at Ctrl-C, with what it knows by then`,
    );
    const diagnosis = await working;
    reporter.end("done");
    return diagnosis;
  } catch (error) {
    reporter.end("failed");
    throw error;
  }
}

async function whatToDiagnose({ data, program, subject }: Options) {
  if (subject !== undefined) return readSubject(subject, { data });
  return readProgram(programPath(program ?? "question"), data === undefined ? {} : { data });
}

/** Before the work, not after it: where nothing can be kept, nothing is begun. */
function makeFolder(out: string): void {
  const found = statSync(out, { throwIfNoEntry: false });
  if (found && !found.isDirectory()) throw new InputError(`--out: expected a folder, found the file ${out}.`);
  try {
    mkdirSync(out, { recursive: true });
  } catch (error) {
    throw new InputError(`--out: ${out} cannot be made: ${(error as Error).message}.`);
  }
}

void run(cli);
