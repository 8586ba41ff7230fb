import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { InputError } from "./input-error";

const schema = z.record(z.string(), z.array(z.string().min(1)).min(1));

/**
 * The names of each head's classes, in the order of their numbers, from `classes.json`:
 * `{ "style": ["Baroque", "Cubism"], "genre": [...] }`.
 *
 * @param heads the heads there are labels for
 * @returns by head; none where the folder has no such file
 * @throws InputError if it is not of that form, names a class twice, or a head that is not there
 */
export async function readClassNames(folder: string, heads: readonly string[]): Promise<Record<string, string[]>> {
  let text: string;
  try {
    text = await readFile(join(folder, "classes.json"), "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
  const names = parse(text);
  for (const [head, classes] of Object.entries(names)) {
    const twice = classes.find((name, i) => classes.indexOf(name) !== i);
    if (twice !== undefined)
      throw new InputError(`classes.json names the class "${twice}" of ${head} twice: keep one.`);
    if (!heads.includes(head)) {
      throw new InputError(
        `classes.json names classes of "${head}", which has no y_${head}.npy: found ${heads.join(", ")}.`,
      );
    }
  }
  return names;
}

/** "class 0", "class 1" and so on, for a head whose classes have no names. */
export function numberedClasses(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `class ${i}`);
}

function parse(text: string): Record<string, string[]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`classes.json is no JSON: ${(error as Error).message}.`);
  }
  const { data, error } = schema.safeParse(value);
  if (data) return data;
  const issue = error.issues[0];
  const where = issue.path.length > 0 ? ` at ${issue.path.join(", ")}` : "";
  throw new InputError(`classes.json: expected {"HEAD": ["class name", ...], ...}${where}; ${issue.message}.`);
}
