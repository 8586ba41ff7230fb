import type { tf } from "../engine";
import { type FittedPreprocessing, InputError } from "../data";
import type { Epoch } from "./history";
import type { FilledProgram } from "./program";
import { parseProgram } from "./program-schema";
import { loadModel, readRunFile } from "./run-folder";
import type { HeadScore } from "./scores";
import { modelArtifacts } from "./weights";

/** What came of a training. */
export interface Run {
  /** Where it is kept, if anywhere. */
  folder?: string;
  /** With everything filled in; a Subject's run has none. */
  program?: FilledProgram;
  /** One entry a whole epoch. */
  history: Epoch[];
  /** Scores of the weights as they are at the end, by head. */
  heads: Record<string, HeadScore>;
  /** Of all weights in the model's order, with their kinds and shapes, as 64 hexadecimal digits. */
  weightsSha256: string;
  /** The caller's: `run.model.dispose()` frees it, and a Program's optimizer with it; a Subject's own optimizer stays. */
  model: tf.LayersModel;
  /** Training rows a second, data loading included, validation aside. */
  imagesPerSecond: number;
  /** The most memory that the process has held up to the run's end, in MB of 2^20 bytes. */
  peakMemoryMB: number;
  /** Why it ended early: "interrupted", where a loss was no number, or a callback's words. */
  stopped?: string;
  /** How stored pictures became the network's input. */
  preprocessing?: FittedPreprocessing;
  /** Names of the classes, by head. */
  classes?: Record<string, string[]>;
}

/** What of a run stands in its scores.json. */
export type Scores = Pick<Run, "heads" | "weightsSha256" | "imagesPerSecond" | "peakMemoryMB" | "stopped">;

/**
 * Reads a run back from its folder.
 *
 * @returns its model is not compiled, and the caller's to dispose of
 * @throws InputError if the folder holds no whole run
 */
export async function loadRun(folder: string): Promise<Run> {
  const [program, preprocessing, classes, history, scores] = await Promise.all([
    readRunFile(folder, "program.json"),
    readRunFile(folder, "preprocessing.json"),
    readRunFile(folder, "classes.json"),
    readRunFile(folder, "history.json"),
    readRunFile(folder, "scores.json"),
  ]);
  const model = await loadModel(folder);
  const { sha256 } = await modelArtifacts(model);
  const kept = (scores ?? { heads: {}, weightsSha256: sha256, imagesPerSecond: NaN, peakMemoryMB: NaN }) as Scores;
  if (kept.weightsSha256 !== sha256) {
    model.dispose();
    throw new InputError(`${folder}: expected the weights of its scores.json, found others: weights.bin has changed.`);
  }
  return {
    folder,
    ...(program !== undefined && { program: parseProgram(program, `${folder}/program.json`) }),
    history: (history ?? []) as Epoch[],
    ...kept,
    model,
    ...(preprocessing !== undefined && { preprocessing: preprocessing as FittedPreprocessing }),
    ...(classes !== undefined && { classes: classes as Record<string, string[]> }),
  };
}
