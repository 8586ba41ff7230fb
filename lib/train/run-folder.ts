import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { tf } from "../engine";
import { InputError } from "../data";
import { LOCK_FILE } from "./checkpoints/folder-lock";
import { writeWhole } from "./checkpoints/whole-file";
import type { ModelArtifacts } from "./weights";

/** Of a run's folder, where its checkpoints are. */
export const CHECKPOINTS = "checkpoints";

/** The files of a run's folder. `scores.json` is written last: with it, the run is whole. */
export interface RunFiles {
  "program.json": unknown;
  "preprocessing.json": unknown;
  "classes.json": unknown;
  "history.json": unknown;
  "scores.json": unknown;
}

/**
 * Checks that a run can be kept in a folder: it is not there yet, or empty. Nothing is ever overwritten.
 *
 * @throws InputError if there is anything in it, or it is no folder
 */
export async function checkRunFolder(path: string): Promise<void> {
  const found = await namesIn(path);
  if (found.length === 0) return;
  const goOn = found.includes(CHECKPOINTS) ? ", or go on with that run by resume (--resume)" : "";
  throw new InputError(
    `${path}: expected a new or empty folder to keep the run in, found ${few(found)}: choose another${goOn}.`,
  );
}

/**
 * Whether a folder holds a run to go on with.
 *
 * @returns false if it is not there yet, or empty
 * @throws InputError if anything else is in it
 */
export async function holdsRun(path: string): Promise<boolean> {
  const found = await namesIn(path);
  if (found.length === 0) return false;
  if ([CHECKPOINTS, "program.json", "history.json"].some((name) => found.includes(name))) return true;
  throw new InputError(`${path}: expected the folder of a run to go on with, found ${few(found)}.`);
}

/** What is in a folder, but for the lock of whoever is about to train in it, or died there. */
async function namesIn(path: string): Promise<string[]> {
  const found = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw noFolder(path, error);
  });
  return found.filter((name) => name !== LOCK_FILE);
}

function few(names: string[]): string {
  return `${names.slice(0, 3).join(", ")}${names.length > 3 ? ", ..." : ""}`;
}

/**
 * Makes a run's folder, with those above it.
 *
 * @returns its absolute path
 * @throws InputError as `checkRunFolder`, or if it cannot be made
 */
export async function createRunFolder(path: string): Promise<string> {
  await checkRunFolder(path);
  const folder = resolve(path);
  await mkdir(folder, { recursive: true }).catch((error: Error) => {
    throw noFolder(path, error);
  });
  return folder;
}

function noFolder(path: string, error: Error): InputError {
  return new InputError(`${path}: expected a folder to keep the run in, found ${error.message}.`);
}

/**
 * The first of FOLDER/NAME-1, FOLDER/NAME-2 ... after all there are.
 *
 * @param folder need not be there
 */
export async function nextRunFolder(folder: string, name: string): Promise<string> {
  const base = name.replaceAll(" ", "-");
  const found = await readdir(folder).catch(() => []);
  const numbers = found
    .filter((entry) => entry.startsWith(`${base}-`))
    .map((entry) => Number(entry.slice(base.length + 1)));
  return join(folder, `${base}-${Math.max(0, ...numbers.filter(Number.isInteger)) + 1}`);
}

/** Writes one of the folder's JSON files under a temporary name, then renames it. Numbers that are not finite become null. */
export async function writeRunFile<F extends keyof RunFiles>(
  folder: string,
  file: F,
  value: RunFiles[F],
): Promise<void> {
  await writeText(join(folder, file), `${JSON.stringify(value, undefined, 2)}\n`);
}

/**
 * Reads one of the folder's JSON files; a null in it is a number that was not finite.
 *
 * @returns nothing if the file is not there
 * @throws InputError if it is no JSON
 */
export async function readRunFile(folder: string, file: keyof RunFiles): Promise<unknown> {
  const path = join(folder, file);
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new InputError(`${path}: expected a run's file, found ${error.message}.`);
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text, (_key, value: unknown) => (value === null ? Number.NaN : value));
  } catch (error) {
    throw new InputError(`${path}: expected JSON, found ${(error as Error).message}.`);
  }
}

/** Before the run goes on. */
export async function removeScores(folder: string): Promise<void> {
  await rm(join(folder, "scores.json"), { force: true });
}

/** Writes model.json and weights.bin, which any tfjs loads, each under a temporary name first; weights before topology. */
export async function saveModel(folder: string, { topology, specs, data }: ModelArtifacts): Promise<void> {
  const json = {
    format: "layers-model",
    generatedBy: `TensorFlow.js tfjs-layers v${tf.version_layers}`,
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: [{ paths: ["weights.bin"], weights: specs }],
  };
  await writeWhole(join(folder, "weights.bin"), (handle) => handle.writeFile(data));
  await writeText(join(folder, "model.json"), JSON.stringify(json));
}

async function writeText(path: string, text: string): Promise<void> {
  await writeWhole(path, (handle) => handle.writeFile(text));
}

/**
 * Loads what `saveModel` wrote.
 *
 * @returns not compiled; the caller disposes of it
 * @throws InputError if the folder holds no model
 */
export async function loadModel(folder: string): Promise<tf.LayersModel> {
  try {
    return await tf.loadLayersModel(`file://${join(resolve(folder), "model.json")}`);
  } catch (error) {
    throw new InputError(
      `${folder}: expected a run's folder with model.json and weights.bin; ${(error as Error).message}`,
    );
  }
}
