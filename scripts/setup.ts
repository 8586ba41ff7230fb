/**
 * npm run setup: makes what a fresh clone lacks. Every command calls it first, with --only-if-needed, and it is silent
 * then when all is there. The npm packages are there already: see setup/launcher.js.
 */
import { Command } from "commander";
import { endChildren, exec } from "./setup/exec";
import { withLock } from "./setup/lock";
import { root } from "./setup/paths";
import { checkPrerequisites, PrerequisiteError } from "./setup/prerequisites";
import { SetUpProgress } from "./setup/progress";
import type { Step, Tools } from "./setup/step";
import { steps } from "./setup/steps";

async function main(): Promise<void> {
  const cli = new Command("npm run setup --")
    .description(
      "Sets up what is missing: engine, Python environment, Jupyter kernel, library. Nothing outside this folder is touched.",
    )
    .option("--only-if-needed", "say nothing when all is there")
    .option("--json", "end stdout with one line of JSON")
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  const options = cli.parse().opts<{ onlyIfNeeded?: boolean; json?: boolean }>();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stop(signal));

  const made = steps.some((step) => !step.isDone()) ? await withLock(root, makeMissing) : [];
  if (made.length === 0 && !options.onlyIfNeeded) console.error("Everything is set up.");
  if (options.json) console.log(JSON.stringify({ ready: true, made }));
}

/** Does the steps that are still to be done, in order, and answers their names. */
async function makeMissing(alsoHeldBy: (pid: number) => void): Promise<string[]> {
  checkPrerequisites(root);
  // A step that is made anew can unsettle a later one, so each is asked again when its turn comes.
  const missing = steps.filter((step) => !step.isDone());
  const progress = new SetUpProgress(missing);
  const made: string[] = [];
  try {
    for (const step of steps) {
      if (!step.isDone()) made.push(await make(step, missing, progress, alsoHeldBy));
    }
  } finally {
    progress.end();
  }
  if (missing.some((step) => step.seconds >= 2)) console.error(`Set-up is complete, in ${progress.total()}.`);
  return made;
}

async function make(
  step: Step,
  missing: Step[],
  progress: SetUpProgress,
  onProcess: (pid: number) => void,
): Promise<string> {
  const index = missing.indexOf(step);
  if (index >= 0) progress.begin(index);
  const log = step.name.toLowerCase().replace(/[^a-z]+/g, "-");
  const tools: Tools = {
    tell: (text, share) => progress.tell(text, share),
    exec: (command, args, more) => exec(log, command, args, { ...more, onProcess }),
  };
  await step.run(tools);
  // What it is made from may have changed meanwhile, as when somebody edits the library.
  if (!step.isDone()) await step.run(tools);
  if (index >= 0) progress.finish();
  if (!step.isDone()) throw new Error(`${step.name} was made but is not as it should be; see .setup/log/${log}.txt.`);
  return step.name;
}

function stop(signal: NodeJS.Signals): void {
  endChildren();
  console.error(`\nSet-up was stopped (${signal}). What is finished stays; the same command goes on from here.`);
  process.exit(130);
}

main().catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  console.error(`error: ${text}`);
  process.exit(error instanceof PrerequisiteError ? 2 : 1);
});
