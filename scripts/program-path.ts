import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { InputError } from "plateau";

const folder = join(__dirname, "programs");

/**
 * Where a Program lies: a file, or one of those that come with the project, by name.
 *
 * @throws InputError if it is neither
 */
export function programPath(fileOrName: string): string {
  if (existsSync(fileOrName)) return fileOrName;
  const own = join(folder, `${basename(fileOrName)}.json`);
  if (basename(fileOrName) === fileOrName && existsSync(own)) return relative(process.cwd(), own);
  const names = readdirSync(folder).map((file) => basename(file, ".json"));
  throw new InputError(`--program: expected a file or one of ${names.join(", ")}, found ${fileOrName}.`);
}
