import type { z } from "zod";
import { InputError } from "../../data";
import { nearName } from "../near-name";

/**
 * Fills in a callback's defaults.
 *
 * @throws InputError if an option is unknown or not what it must be
 */
export function callbackOptions<S extends z.ZodObject>(schema: S, name: string, options: object): z.output<S> {
  const { success, data, error } = schema.safeParse({ ...options, name });
  if (success) return data;
  const known = Object.keys(schema.shape).filter((key) => key !== "name");
  const said = error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownOption(key, known));
    const key = String(issue.path[0]);
    return [`${key}: ${issue.message}, found ${JSON.stringify((options as Record<string, unknown>)[key])}`];
  });
  throw new InputError(`${name}: ${said.join("; ")}.`);
}

function unknownOption(key: string, known: string[]): string {
  const near = nearName(key, known);
  return `unknown option ${key}: ${near ? `did you mean ${near}?` : `expected one of ${known.join(", ")}`}`;
}
