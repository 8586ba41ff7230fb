import { createHash } from "node:crypto";
import { InputError } from "../../data";
import { compiledModel, lossName } from "../compiled-model";
import type { FilledProgram } from "../program";
import { parseProgram } from "../program-schema";
import type { Workload } from "../workload";

/** What a run was made of, as JSON: with the same, it comes to the same. */
export interface RunSettings {
  epochs: number;
  /** But for epochs, its name, and the place of its data. */
  program?: Record<string, unknown>;
  /** Or what can be told of a Subject. */
  subject?: Record<string, unknown>;
  /** Hash of labels, preprocessing and the first batch: the same for a copy of the data elsewhere. */
  data: string;
}

/** @param seed of a Subject */
export async function settingsOf(workload: Workload, seed: number): Promise<RunSettings> {
  const { program } = workload;
  const what = program ? { program: programSettings(program) } : { subject: subjectSettings(workload, seed) };
  return { epochs: workload.epochs, ...asJson(what), data: await dataHash(workload) };
}

/**
 * Checks that a run can go on as another's checkpoint left off: only epochs may have grown.
 *
 * @param folder the run's, for errors
 * @throws InputError naming the first thing that differs
 */
export function checkSettings(folder: string, kept: RunSettings, given: RunSettings): void {
  const other =
    firstDifference(kept.program ? withDefaults(kept.program) : kept.subject, given.program ?? given.subject) ??
    (given.epochs < kept.epochs ? { key: "epochs", a: kept.epochs, b: given.epochs } : undefined);
  if (other) throw anotherRun(folder, other);
  if (given.data !== kept.data) {
    throw new InputError(
      `${folder}: expected the data that its checkpoint was trained on, found others: pictures or labels have changed.`,
    );
  }
}

/**
 * Checks that a folder's program.json is of the same Program.
 *
 * @param kept as it was read, nothing where there is none
 * @throws InputError naming the first thing that differs
 */
export function checkKeptProgram(folder: string, kept: unknown, given?: FilledProgram): void {
  if (kept === undefined || !given) return;
  const other = firstDifference(withDefaults(kept as Record<string, unknown>), asJson(programSettings(given)));
  if (other) throw anotherRun(folder, other);
}

function anotherRun(folder: string, { key, a, b }: Difference): InputError {
  const text = (value: unknown) => JSON.stringify(value) ?? "nothing";
  return new InputError(
    `${folder}: expected the run that is kept there, found another: ${key} was ${text(a)}, is ${text(b)} now, and ` +
      "only epochs may change, upwards. Give the same again, or another folder.",
  );
}

function programSettings(program: FilledProgram): Record<string, unknown> {
  return { ...program, name: undefined, data: undefined, epochs: undefined };
}

/** A Subject's model is code; it is told by the kinds and shapes of its weights, its losses and its optimizer. */
function subjectSettings({ model, training, validationSteps }: Workload, seed: number): Record<string, unknown> {
  const { optimizer, lossFunctions, outputNames } = compiledModel(model);
  const { batchSize, batchesPerEpoch } = training;
  return {
    ...{ seed, batchSize, batchesPerEpoch, validationSteps },
    optimizer: { name: optimizer.getClassName(), ...optimizer.getConfig() },
    losses: Object.fromEntries(outputNames.map((name, i) => [name, lossName(lossFunctions[i])])),
    weights: model.weights.map(({ originalName, shape }) => `${originalName.split("/").pop()} ${shape.join("x")}`),
  };
}

/** A checkpoint of a library that had fewer options: those it did not have are at their defaults. */
function withDefaults(program: Record<string, unknown>): Record<string, unknown> {
  return asJson(programSettings(parseProgram({ ...program, data: "-" }, "the Program that is kept there")));
}

async function dataHash({ training, labels, preprocessing, classes }: Workload): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify([training.rows, preprocessing, classes]));
  for (const split of [labels.train, labels.scored]) {
    for (const [head, classes] of Object.entries(split)) {
      hash.update(head).update(new Uint8Array(classes.buffer, classes.byteOffset, classes.byteLength));
    }
  }
  const start = training.state();
  const batch = await training.next();
  for (const tensor of [batch.x, ...Object.values(batch.y), ...Object.values(batch.sampleWeight ?? {})])
    hash.update(tensor.dataSync());
  batch.dispose();
  training.restore(start);
  return hash.digest("hex");
}

/** As it comes back from a file: without what is undefined. */
function asJson<T extends object>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

interface Difference {
  key: string;
  a: unknown;
  b: unknown;
}

/** Where two JSON values first differ, by the keys that lead there. */
export function firstDifference(a: unknown, b: unknown, key = ""): Difference | undefined {
  const isObject = (value: unknown) => typeof value === "object" && value !== null;
  if (!isObject(a) || !isObject(b)) return Object.is(a, b) ? undefined : { key, a, b };
  const [as, bs] = [a, b] as Record<string, unknown>[];
  for (const name of new Set([...Object.keys(as), ...Object.keys(bs)])) {
    const found = firstDifference(as[name], bs[name], key ? `${key}.${name}` : name);
    if (found) return found;
  }
  return undefined;
}
