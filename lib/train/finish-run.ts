import { evaluate } from "./evaluate";
import type { TrainingLoop } from "./loop";
import type { Run, Scores } from "./run";
import { saveModel, writeRunFile } from "./run-folder";
import { headScore, type HeadScore } from "./scores";
import type { Tally } from "./tally";
import { modelArtifacts } from "./weights";
import type { Workload } from "./workload";

/**
 * Scores what a loop has trained, and keeps it. Weights are written before they are scored: a second Ctrl-C while scoring
 * loses the scores, not the weights.
 *
 * @param folder the run's, if it has one
 */
export async function finishRun(loop: TrainingLoop, workload: Workload, folder?: string): Promise<Run> {
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
