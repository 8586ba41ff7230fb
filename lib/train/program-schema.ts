import { readFile } from "node:fs/promises";
import { z } from "zod";
import { InputError, scalings } from "../data";
import { activations, bottleneckActivations, initializers, towerSeedings } from "../model";
import { callbackKeys, callbackSchema } from "./callbacks";
import { headKeys, headSchema } from "./losses";
import { nearName } from "./near-name";
import { optimizerKeys, optimizerSchema } from "./optimizers";
import type { FilledProgram, Program } from "./program";
import { transferKeys, unfreezeKeys } from "./transfer";
import { rateIsScheduled, scheduleKeys, scheduleSchema, setsRate } from "./schedules";

const share = z.number().min(0).lt(1);
const count = z.int().min(1);
const size = z.union([count, z.tuple([count, count])]);

const preprocessing = z.strictObject({
  scaling: z.enum(scalings).default("standard"),
  size: size.optional(),
  fit: z.enum(["resize", "crop"]).default("resize"),
});

const augment = z.strictObject({ flip: z.boolean().default(false), shift: share.default(0) });

/** Defaults are `buildModel`'s, written out so that a run's folder holds them. */
const model = z.strictObject({
  width: z.number().positive().default(1),
  bottleneckUnits: count.default(100),
  towerUnits: count.default(100),
  kernelInitializer: z.enum(initializers).default("glorotUniform"),
  activation: z.enum(activations).default("relu"),
  negativeSlope: z.number().default(0.3),
  batchNormalization: z.boolean().default(false),
  batchNormalizationMomentum: share.default(0.99),
  dropout: share.default(0),
  bottleneckActivation: z.enum(bottleneckActivations).default("linear"),
  l2: z.number().min(0).default(1e-4),
  towerSeeds: z.enum(towerSeedings).default("distinct"),
  ...transferKeys,
});

const program = z.strictObject({
  name: z
    .string()
    .regex(/^[\w][\w .-]*$/, "letters, digits, space, dot, dash and underscore only")
    .default("program"),
  data: z.string({ error: "expected the folder of its arrays" }).min(1),
  heads: z.record(z.string(), headSchema.prefault({})).optional(),
  preprocessing: preprocessing.prefault({}),
  augment: augment.prefault({}),
  model: model.prefault({}),
  optimizer: optimizerSchema.prefault({ name: "adam" }),
  schedule: scheduleSchema.prefault({ name: "constant" }),
  callbacks: z.array(callbackSchema).default([]),
  batchSize: count.default(32),
  epochs: count.default(10),
  stepsPerEpoch: count.optional(),
  shuffle: z.boolean().optional(),
  validationSteps: count.optional(),
  precision: z.enum(["float32", "bfloat16"]).default("float32"),
  seed: z.int().default(0),
});

/**
 * Checks a Program and fills in its defaults.
 *
 * @param value anything, such as parsed JSON
 * @param source what to call it in errors
 * @throws InputError naming the key, what was expected, what was found, and for an unknown key the nearest known
 */
export function parseProgram(value: unknown, source = "the program"): FilledProgram {
  const { data, error } = program.safeParse(value);
  if (data) {
    checkOneRate(data, source);
    return data satisfies Program;
  }
  throw new InputError(`${source}: ${error.issues.map((issue) => explain(issue, value)).join("; ")}.`);
}

/** Here, not only when the training begins: a Program that cannot be trained is none. */
function checkOneRate({ schedule, callbacks }: FilledProgram, source: string): void {
  if (setsRate(schedule) && callbacks.some(({ name }) => name === "reduceLROnPlateau")) {
    throw new InputError(`${source}: ${rateIsScheduled}`);
  }
}

/**
 * Reads a Program from a JSON file.
 *
 * @param changes keys to put in place of the file's, such as the data folder
 * @throws InputError if it cannot be read, is no JSON or no Program
 */
export async function readProgram(path: string, changes: Partial<Program> = {}): Promise<FilledProgram> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw new InputError(`${path}: expected a Program as JSON, found ${(error as Error).message}.`);
  }
  if (typeof value !== "object" || value === null) throw new InputError(`${path}: expected a Program as JSON object.`);
  return parseProgram({ ...value, ...changes }, path);
}

function explain(issue: z.core.$ZodIssue, value: unknown): string {
  const where = issue.path.join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys
      .map((key) => unknownKey([where, key].filter(Boolean).join("."), key, issue.path, value))
      .join("; ");
  }
  const found = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], value);
  return `${where || "a Program"}: ${issue.message}, found ${JSON.stringify(found) ?? "nothing"}`;
}

function unknownKey(where: string, key: string, path: readonly PropertyKey[], value: unknown): string {
  const known = knownKeys(path, value);
  const near = nearName(key, known);
  return `unknown key ${where}: ${near ? `did you mean ${near}?` : `expected one of ${known.join(", ")}`}`;
}

function knownKeys([first, second]: readonly PropertyKey[], value: unknown): string[] {
  const sections = { preprocessing, augment, model };
  if (second === "unfreeze") return unfreezeKeys;
  if (first === "heads") return headKeys((value as Program).heads![second as string].loss);
  if (first === "optimizer") return optimizerKeys;
  if (first === "callbacks") return callbackKeys((value as Program).callbacks![second as number].name);
  if (first === "schedule") return scheduleKeys((value as Program).schedule!.name, second);
  return Object.keys((sections[first as keyof typeof sections] ?? program).shape);
}
