import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { InputError } from "plateau";

const folder = join(__dirname, "programs");

/**
 * Where a Program lies: a file, the folder of a run that it was trained in, or one of those that come with the project, by name.
 *
 * @throws InputError if it is neither
 */
export function programPath(fileOrName: string): string {
  if (statSync(fileOrName, { throwIfNoEntry: false })?.isDirectory()) return programOfRun(fileOrName);
  if (existsSync(fileOrName)) return fileOrName;
  const own = join(folder, `${basename(fileOrName)}.json`);
  if (basename(fileOrName) === fileOrName && existsSync(own)) return relative(process.cwd(), own);
  const names = readdirSync(folder).map((file) => basename(file, ".json"));
  throw new InputError(`--program: expected a file or one of ${names.join(", ")}, found ${fileOrName}.`);
}

function programOfRun(run: string): string {
  const kept = join(run, "program.json");
  if (existsSync(kept)) return kept;
  throw new InputError(`--program: ${run} is no run's folder: expected program.json in it, found none.`);
}
