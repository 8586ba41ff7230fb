import { mkdir, readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import writeFileAtomic from "write-file-atomic";
import { tf } from "../engine";
import { InputError } from "../data";
import type { ModelArtifacts } from "./weights";

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
  const found = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw noFolder(path, error);
  });
  if (found.length === 0) return;
  throw new InputError(
    `${path}: expected a new or empty folder to keep the run in, found ${found.slice(0, 3).join(", ")}` +
      `${found.length > 3 ? ", ..." : ""}: choose another.`,
  );
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
  await writeFileAtomic(join(folder, file), `${JSON.stringify(value, undefined, 2)}\n`);
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

/** Writes model.json and weights.bin, which any tfjs loads, each under a temporary name first; weights before topology. */
export async function saveModel(folder: string, { topology, specs, data }: ModelArtifacts): Promise<void> {
  const json = {
    format: "layers-model",
    generatedBy: `TensorFlow.js tfjs-layers v${tf.version_layers}`,
    convertedBy: null,
    modelTopology: topology,
    weightsManifest: [{ paths: ["weights.bin"], weights: specs }],
  };
  await writeFileAtomic(join(folder, "weights.bin"), data);
  await writeFileAtomic(join(folder, "model.json"), JSON.stringify(json));
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
