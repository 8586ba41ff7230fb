import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { openDataset, type Reporter, silent } from "../data";
import { makeFolder } from "../data/whole-folder";
import { dataFingerprint, libraryFingerprint } from "./fingerprints";
import type { Program } from "./program";
import { parseProgram } from "./program-schema";
import { loadRun, type Run } from "./run";
import { train, type TrainOptions } from "./train";

/** In the folder of a recorded run: what it is the run of. */
const FILE = "record.json";

/** All that decides what a run comes to. A recorded run is taken for another only where all of it is the same. */
interface RunRecord {
  /** With everything filled in, but for its name and the place of its data. */
  program: object;
  /** See `dataFingerprint`. */
  data: string;
  /** See `libraryFingerprint`. */
  library: string;
  /** Of the run that this is the record of. */
  weights: string;
}

/** No callbacks: what one does to a training stands in no Program, so that its run would be taken for another's. */
export interface RecordOptions extends Pick<TrainOptions, "reporter" | "signal"> {
  /** Holds recorded runs, a folder each, named for the Program and its heads. */
  records: string;
}

/**
 * Trains a Program and records its run in place of the one recorded before under the same name and heads. A run that ended
 * early is answered, but not recorded: the one before stays.
 *
 * @returns its model is the caller's to dispose of
 * @throws InputError as `train` does
 */
export async function trainAndRecord(given: Program, options: RecordOptions): Promise<Run> {
  const { records, reporter, ...rest } = options;
  const place = recordFolder(given, records);
  const record = await recordOf(given, reporter);
  await sweep(place);
  let stopped: Run | undefined;
  let run: Run | undefined;
  try {
    await makeFolder(place, 0, async (folder) => {
      run = await train(given, { ...rest, reporter, out: folder, checkpoints: false });
      if (run.stopped !== undefined) {
        stopped = run;
        throw new Error(run.stopped);
      }
      await writeFile(join(folder, FILE), JSON.stringify({ ...record, weights: run.weightsSha256 }, undefined, 2));
      await rm(place, { recursive: true, force: true });
    });
  } catch (error) {
    if (!stopped) {
      run?.model.dispose();
      throw error;
    }
  }
  return { ...run!, folder: stopped ? undefined : place };
}

/**
 * The run that was recorded of a Program: only if it was of just this Program, of data that have not changed by a byte, by
 * this very library, and lies there as it was written. Why another was not taken is told to the reporter.
 *
 * @returns its model is not compiled, and the caller's to dispose of; nothing where there is no such run
 * @throws InputError if the Program or its data are not as they must be
 */
export async function recordedRun(given: Program, options: RecordOptions): Promise<Run | undefined> {
  const { records, reporter = silent } = options;
  const place = recordFolder(given, records);
  const text = await readFile(join(place, FILE), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const wanted = await recordOf(given, reporter);
  const name = basename(place);
  try {
    const found = JSON.parse(text) as RunRecord;
    const changed = (["program", "data", "library"] as const).filter((part) => !equal(found[part], wanted[part]));
    if (changed.length > 0) {
      reporter.say(`the recorded run ${name} is not taken: since then, ${changed.join(" and ")} changed`);
      return undefined;
    }
    const run = await loadRun(place);
    if (run.weightsSha256 === found.weights) return run;
    run.model.dispose();
    reporter.say(`the recorded run ${name} is not taken: its weights are others than its record says`);
  } catch (error) {
    reporter.say(`the recorded run ${name} is not taken: ${(error as Error).message.replaceAll(place, name)}`);
  }
  return undefined;
}

/**
 * The recorded run of a Program, or else a new one, which is then recorded.
 *
 * @returns whether it was recorded before, and the run, whose model is the caller's to dispose of
 * @throws InputError as `trainAndRecord`
 */
export async function recordedOrTrained(
  program: Program,
  options: RecordOptions,
): Promise<{ run: Run; recorded: boolean }> {
  const recorded = await recordedRun(program, options);
  return { run: recorded ?? (await trainAndRecord(program, options)), recorded: recorded !== undefined };
}

/** Heads may have any letters, folders may not: "hair/colour" is "hair%2Fcolour". */
function recordFolder(given: Program, records: string): string {
  const { name, heads } = parseProgram(given);
  const words = [name, ...Object.keys(heads ?? {})].map((word) => encodeURIComponent(word));
  return resolve(records, words.join("-"));
}

async function recordOf(given: Program, reporter?: Reporter): Promise<Omit<RunRecord, "weights">> {
  const filled = parseProgram(given);
  const { data: folder, ...program } = { ...filled, name: undefined };
  const dataset = await openDataset(folder, program.heads && { heads: Object.keys(program.heads) });
  try {
    const { weights } = program.model;
    const data = await dataFingerprint(dataset, dataset.heads, reporter, weights === undefined ? [] : [weights]);
    // As JSON has it: what is undefined is not there.
    return { program: JSON.parse(JSON.stringify(program)), data, library: libraryFingerprint() };
  } finally {
    await dataset.close();
  }
}

/** Removes what trainings left behind that were killed while they wrote this run. */
async function sweep(place: string): Promise<void> {
  const folder = dirname(place);
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.startsWith(`${basename(place)}.`)) continue;
    const pid = /^(\d+)-[0-9a-f]+\.tmp$/.exec(name.slice(basename(place).length + 1))?.[1];
    if (pid && !isRunning(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether two JSON values are the same, whatever the order of their keys. */
function equal(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return (
    keys.length === others.length &&
    keys.every((key) => equal((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
