import { readFile } from "node:fs/promises";
import { z } from "zod";
import { InputError } from "../data";
import { activations, bottleneckActivations, initializers, towerSeedings } from "../model";
import { lossNames } from "./losses";
import { nearName } from "./near-name";
import type { FilledProgram, Program } from "./program";

const share = z.number().min(0).lt(1);
const count = z.int().min(1);
const size = z.union([count, z.tuple([count, count])]);

const head = z.strictObject({
  loss: z.enum(lossNames).default("categoricalCrossentropy"),
  weight: z.number().min(0).default(1),
});

const preprocessing = z.strictObject({
  scaling: z.enum(["none", "unit", "standard"]).default("standard"),
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
  dropout: share.default(0),
  bottleneckActivation: z.enum(bottleneckActivations).default("linear"),
  l2: z.number().min(0).default(1e-4),
  towerSeeds: z.enum(towerSeedings).default("distinct"),
});

const adam = z.strictObject({
  name: z.literal("adam"),
  learningRate: z.number().positive().default(1e-4),
  beta1: share.default(0.9),
  beta2: share.default(0.999),
  epsilon: z.number().min(0).default(1e-7),
  amsgrad: z.boolean().default(false),
  weightDecay: z.number().min(0).default(0),
  clipNorm: z.number().positive().optional(),
});

const sgd = z.strictObject({
  name: z.literal("sgd"),
  learningRate: z.number().positive().default(0.01),
  momentum: share.default(0),
  nesterov: z.boolean().default(false),
});

const program = z.strictObject({
  name: z
    .string()
    .regex(/^[\w][\w .-]*$/, "letters, digits, space, dot, dash and underscore only")
    .default("program"),
  data: z.string({ error: "expected the folder of its arrays" }).min(1),
  heads: z.record(z.string(), head.prefault({})).optional(),
  preprocessing: preprocessing.prefault({}),
  augment: augment.prefault({}),
  model: model.prefault({}),
  optimizer: z.discriminatedUnion("name", [adam, sgd]).prefault({ name: "adam" }),
  batchSize: count.default(32),
  epochs: count.default(10),
  stepsPerEpoch: count.optional(),
  validationSteps: count.optional(),
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
  if (data) return data satisfies Program;
  throw new InputError(`${source}: ${error.issues.map((issue) => explain(issue, value)).join("; ")}.`);
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
    return issue.keys.map((key) => unknownKey([where, key].filter(Boolean).join("."), key, issue.path)).join("; ");
  }
  const found = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)?.[key], value);
  return `${where || "a Program"}: ${issue.message}, found ${JSON.stringify(found) ?? "nothing"}`;
}

function unknownKey(where: string, key: string, path: readonly PropertyKey[]): string {
  const known = knownKeys(path);
  const near = nearName(key, known);
  return `unknown key ${where}: ${near ? `did you mean ${near}?` : `expected one of ${known.join(", ")}`}`;
}

function knownKeys([first]: readonly PropertyKey[]): string[] {
  const sections = { heads: head, preprocessing, augment, model };
  if (first === "optimizer") return Object.keys({ ...adam.shape, ...sgd.shape });
  return Object.keys((sections[first as keyof typeof sections] ?? program).shape);
}
