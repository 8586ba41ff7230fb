import { resolve } from "node:path";
import { type Dataset, InputError, type Reporter, silent } from "../data";
import type { Callback } from "./callbacks";
import { Checkpoints } from "./checkpoints/checkpoints";
import { lockFolder } from "./checkpoints/folder-lock";
import type { CheckpointPace } from "./checkpoints/pace";
import { compiledModel } from "./compiled-model";
import { finishRun } from "./finish-run";
import type { Epoch } from "./history";
import { watchInterrupt } from "./interrupt";
import { TrainingLoop } from "./loop";
import type { LoopOptions } from "./loop-options";
import type { Program } from "./program";
import { parseProgram } from "./program-schema";
import { programWorkload } from "./program-workload";
import { finishedRun } from "./resume";
import type { Run } from "./run";
import { checkRunFolder, createRunFolder, holdsRun, removeScores, writeRunFile } from "./run-folder";
import type { Subject } from "./subject";
import { subjectWorkload } from "./subject-workload";
import type { Workload } from "./workload";

export interface TrainOptions {
  /** A new or empty folder to keep the run in. Without, nothing is written. */
  out?: string;
  /**
   * Goes on with the run in `out` from its newest checkpoint, to the end that it would have had if never stopped; only
   * `epochs` may have grown since. A finished run is answered as it is; where there is none yet, one begins.
   */
  resume?: boolean;
  /**
   * How often the run is kept in `out` to go on from. Unless told, every minute and at each epoch's end, or more seldom
   * where that would take over a hundredth of the time; and when it is interrupted, and at its end. false for never.
   */
  checkpoints?: CheckpointPace | false;
  callbacks?: Callback[];
  reporter?: Reporter;
  /** Stops after the batch once it is aborted, as SIGINT does. */
  signal?: AbortSignal;
  /** A Subject's seed, 0 unless told; for a Program, in place of its own. */
  seed?: number;
  /**
   * What is done to a Program's data once they are opened, such as a fault put in to see what it does. It stands in no
   * Program, so that whoever keeps the run must keep what was done, too.
   */
  changeData?: (dataset: Dataset) => Dataset;
}

/**
 * Trains a Program, or a Subject with its own compiled losses and optimizer as tfjs's `fit` would.
 *
 * SIGINT (Ctrl-C, a notebook kernel's interrupt) stops it after the batch: what there is is scored, kept and answered,
 * with `stopped` saying so; a second one ends the process. With `out`, SIGTERM does the same, and the process ends then.
 * A loss that is no finite number stops it too, and `stopped` says head, epoch, batch and rows.
 *
 * A process that trains in a folder keeps others out of it.
 *
 * @returns see `Run`; its model is the caller's to dispose of
 * @throws InputError if the Program, its data or the folder are not as they must be, before anything is trained; if the
 *   disk is full, after which what was kept before is still there to go on from
 */
export async function train(what: Program | Subject, options: TrainOptions = {}): Promise<Run> {
  const { reporter = silent, callbacks = [], signal, out, seed, resume = false, checkpoints = {} } = options;
  const program = isSubject(what) ? undefined : parseProgram({ ...what, ...(seed !== undefined && { seed }) });
  const folder = out === undefined ? undefined : resolve(out);
  if (resume && !folder)
    throw new InputError("resume: expected `out`, the folder of the run to go on with, found none.");
  const goOn = resume && (await holdsRun(folder!));
  if (folder && !goOn) await checkRunFolder(folder);
  const interrupt = watchInterrupt({
    signal,
    onRequest: () => reporter.say("stopping after this batch; once more to end at once"),
    terminate: folder !== undefined,
  });
  try {
    // Interrupts count from here on: measuring many pictures takes a while, too.
    const workload = program
      ? await programWorkload(program, reporter, options.changeData)
      : subjectWorkload(what as Subject, seed ?? 0);
    const settings = { callbacks: [...(workload.callbacks ?? []), ...callbacks], reporter, interrupt };
    try {
      if (!folder) return await trainWorkload(workload, settings);
      return await trainKept(workload, settings, { folder, goOn, pace: checkpoints, seed: seed ?? 0 });
    } catch (error) {
      disposeModel(workload);
      throw error;
    } finally {
      await closeAll(workload);
    }
  } finally {
    interrupt.dispose();
  }
}

type LoopSettings = Omit<LoopOptions, "onEpoch">;

/** @param begin called once it is known that the training can begin */
async function trainWorkload(workload: Workload, settings: LoopSettings, begin?: () => Promise<void>): Promise<Run> {
  const { folder, reporter } = settings;
  // Before anything is written: a callback may not fit this training.
  const loop = new TrainingLoop(workload, {
    ...settings,
    onEpoch: async (history) => {
      if (folder) await writeRunFile(folder, "history.json", history);
    },
  });
  await begin?.();
  await loop.run();
  if (folder && loop.broken) reporter.say("checkpoints in the run's folder, if any, are from before that");
  return finishRun(loop, workload, folder);
}

interface Kept {
  folder: string;
  /** Whether there is a run in it to go on with. */
  goOn: boolean;
  pace: CheckpointPace | false;
  /** A Subject's. */
  seed: number;
}

/** Trains with everything kept in a folder, in which no other process may train meanwhile. */
async function trainKept(workload: Workload, settings: LoopSettings, kept: Kept): Promise<Run> {
  const { folder, goOn, pace, seed } = kept;
  const { reporter } = settings;
  let unlock = goOn ? await lockFolder(folder) : undefined;
  try {
    const checkpoints = await Checkpoints.open(folder, workload, { resume: goOn, pace, seed, reporter });
    const done = goOn && (await finishedRun(folder, workload, { from: checkpoints?.from, reporter }));
    if (done) {
      disposeModel(workload);
      return done;
    }
    const run = await trainWorkload(workload, { ...settings, folder, checkpoints }, async () => {
      if (!goOn) await createRunFolder(folder);
      unlock ??= await lockFolder(folder);
      await writeBeginning(folder, workload, checkpoints?.from?.history);
    });
    if (run.stopped !== "interrupted") await checkpoints?.finished();
    return run;
  } finally {
    await unlock?.();
  }
}

export function isSubject(what: Program | Subject): what is Subject {
  return typeof (what as Subject).build === "function";
}

async function writeBeginning(folder: string, workload: Workload, history: Epoch[] = []): Promise<void> {
  const { program, preprocessing, classes } = workload;
  await removeScores(folder); // of weights that are trained on: the run is no longer whole
  if (program) await writeRunFile(folder, "program.json", program);
  if (preprocessing) await writeRunFile(folder, "preprocessing.json", preprocessing);
  if (classes) await writeRunFile(folder, "classes.json", classes);
  await writeRunFile(folder, "history.json", history);
}

function disposeModel({ model }: Workload): void {
  const { optimizer } = compiledModel(model);
  model.dispose();
  optimizer.dispose();
}

async function closeAll({ training, validation, scored, close }: Workload): Promise<void> {
  await training.close();
  await validation?.close();
  await scored.close();
  await close();
}
