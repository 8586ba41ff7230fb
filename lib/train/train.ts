import { resolve } from "node:path";
import { InputError, type Reporter, silent } from "../data";
import type { Callback } from "./callbacks";
import { evaluate } from "./evaluate";
import { type Interrupt, watchInterrupt } from "./interrupt";
import { TrainingLoop } from "./loop";
import { compiledModel } from "./compiled-model";
import type { Program } from "./program";
import { parseProgram } from "./program-schema";
import { programWorkload } from "./program-workload";
import type { Run, Scores } from "./run";
import { checkRunFolder, createRunFolder, saveModel, writeRunFile } from "./run-folder";
import { headScore, type HeadScore } from "./scores";
import type { Subject } from "./subject";
import { subjectWorkload } from "./subject-workload";
import type { Tally } from "./tally";
import { modelArtifacts } from "./weights";
import type { Workload } from "./workload";

export interface TrainOptions {
  /** A new or empty folder to keep the run in. Without, nothing is written. */
  out?: string;
  /** Not yet: there are no checkpoints to go on from. */
  resume?: boolean;
  callbacks?: Callback[];
  reporter?: Reporter;
  /** Stops after the batch once it is aborted, as SIGINT does. */
  signal?: AbortSignal;
  /** A Subject's seed, 0 unless told; for a Program, in place of its own. */
  seed?: number;
}

/**
 * Trains a Program, or a Subject with its own compiled losses and optimizer as tfjs's `fit` would.
 *
 * SIGINT (Ctrl-C, a notebook kernel's interrupt) stops it after the batch: what there is is scored, kept and answered,
 * with `stopped` saying so; a second one ends the process. A loss that is no finite number stops it too, and `stopped`
 * says head, epoch, batch and rows.
 *
 * @returns see `Run`; its model is the caller's to dispose of
 * @throws InputError if the Program, its data or the folder are not as they must be, before anything is trained
 */
export async function train(what: Program | Subject, options: TrainOptions = {}): Promise<Run> {
  const { reporter = silent, callbacks = [], signal, out, seed } = options;
  if (options.resume) {
    throw new InputError("expected a run to start anew: checkpoints to resume from are not written yet.");
  }
  const program = isSubject(what) ? undefined : parseProgram({ ...what, ...(seed !== undefined && { seed }) });
  if (out !== undefined) await checkRunFolder(out);
  const interrupt = watchInterrupt(signal, () => reporter.say("stopping after this batch; once more to end at once"));
  try {
    // Interrupts count from here on: measuring many pictures takes a while, too.
    const workload = program ? await programWorkload(program, reporter) : subjectWorkload(what as Subject, seed ?? 0);
    return await trainWorkload(workload, { callbacks, reporter, interrupt, out });
  } finally {
    interrupt.dispose();
  }
}

interface LoopSettings {
  callbacks: Callback[];
  reporter: Reporter;
  interrupt: Interrupt;
  out?: string;
}

async function trainWorkload(workload: Workload, { out, ...settings }: LoopSettings): Promise<Run> {
  try {
    const folder = out === undefined ? undefined : resolve(out);
    // Before anything is written: a callback may not fit this training.
    const loop = new TrainingLoop(workload, {
      ...settings,
      folder,
      onEpoch: async (history) => {
        if (folder) await writeRunFile(folder, "history.json", history);
      },
    });
    if (folder) await writeBeginning(await createRunFolder(folder), workload);
    await loop.run();
    return await finish(loop, workload, folder);
  } catch (error) {
    const { optimizer } = compiledModel(workload.model);
    workload.model.dispose();
    optimizer.dispose();
    throw error;
  } finally {
    await closeAll(workload);
  }
}

export function isSubject(what: Program | Subject): what is Subject {
  return typeof (what as Subject).build === "function";
}

async function writeBeginning(folder: string, { program, preprocessing, classes }: Workload): Promise<void> {
  if (program) await writeRunFile(folder, "program.json", program);
  if (preprocessing) await writeRunFile(folder, "preprocessing.json", preprocessing);
  if (classes) await writeRunFile(folder, "classes.json", classes);
  await writeRunFile(folder, "history.json", []);
}

/** Weights are written before they are scored: a second Ctrl-C while scoring loses the scores, not the weights. */
async function finish(loop: TrainingLoop, workload: Workload, folder?: string): Promise<Run> {
  const artifacts = await modelArtifacts(workload.model);
  if (folder) await saveModel(folder, artifacts);
  const scores: Scores = {
    heads: await scoreHeads(loop, workload),
    imagesPerSecond: loop.rowsTrained / loop.secondsTrained,
    peakMemoryMB: process.resourceUsage().maxRSS / 1024,
    weightsSha256: artifacts.sha256,
    ...(loop.stopped !== undefined && { stopped: loop.stopped }),
  };
  if (folder) await writeRunFile(folder, "scores.json", scores);
  const { program, preprocessing, classes, model } = workload;
  return { folder, program, history: loop.history, ...scores, model, preprocessing, classes };
}

async function scoreHeads(loop: TrainingLoop, workload: Workload): Promise<Record<string, HeadScore>> {
  const { kinds, labels, scored, validation } = workload;
  const tally: Tally = (validation && loop.latest) ?? (await evaluate(loop.objective, scored));
  return Object.fromEntries(
    Object.entries(kinds).map(([head, kind]) => [
      head,
      headScore(head, kind, tally, { train: labels.train[head], scored: labels.scored[head] }),
    ]),
  );
}

async function closeAll({ training, validation, scored, close }: Workload): Promise<void> {
  await training.close();
  await validation?.close();
  await scored.close();
  await close();
}
