import type { Reporter } from "../data";
import { InputError } from "../data";
import { checkKeptProgram } from "./checkpoints/run-settings";
import type { LoopState } from "./loop-options";
import { loadRun, type Run, type Scores } from "./run";
import { readRunFile } from "./run-folder";
import type { Workload } from "./workload";

/**
 * The run in a folder, if it is over: its last epoch done, ended by a callback, or by a loss that was no number. One that was
 * interrupted, or has fewer epochs than are asked for now, is not.
 *
 * @param from where its newest checkpoint left off, if it has any
 * @returns its model is not compiled, and the caller's to dispose of
 * @throws InputError if it is of another Program, or cannot go on for want of a checkpoint
 */
export async function finishedRun(
  folder: string,
  { program, epochs }: Workload,
  { from, reporter }: { from?: LoopState; reporter: Reporter },
): Promise<Run | undefined> {
  checkKeptProgram(folder, await readRunFile(folder, "program.json"), program);
  const scores = (await readRunFile(folder, "scores.json")) as Scores | undefined;
  const history = ((await readRunFile(folder, "history.json")) ?? []) as unknown[];
  const over = scores && (scores.stopped === undefined ? history.length >= epochs : scores.stopped !== "interrupted");
  if (over) {
    const how = scores.stopped === undefined ? `${history.length} epochs are done` : scores.stopped;
    reporter.say(`${folder}: that run is finished (${how}): nothing is left to train`);
    return loadRun(folder);
  }
  if (from) return undefined;
  if (scores) {
    throw new InputError(`${folder}: expected a run with a checkpoint to go on from, found one without: train anew.`);
  }
  reporter.say(`${folder}: no checkpoint was written there yet: starting from the beginning`);
  return undefined;
}
