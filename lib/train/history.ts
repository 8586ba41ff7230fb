import type { Objective } from "./objective";
import { type SplitMeasures, Tally } from "./tally";

/** What one epoch did. In JSON, a number that is not finite is null. */
export interface Epoch {
  /** From 1. */
  epoch: number;
  /** On the training rows while they were learned from: losses and accuracies of a model that changed meanwhile. */
  training: SplitMeasures;
  /** At the epoch's end, on all validation rows unless the Program has validationSteps. */
  validation?: SplitMeasures;
  /** Of the optimizer, at the epoch's end. */
  learningRate: number;
  /** Spent on training, validation aside. */
  seconds: number;
}

/** An epoch's measures under the names that Keras and tfjs give them: loss, acc, val_loss, painter_acc, val_painter_acc. */
export function logsOf({ training, validation, learningRate }: Epoch): Record<string, number> {
  return { ...splitLogs(training, ""), ...(validation && splitLogs(validation, "val_")), learningRate };
}

/** Names of what `logsOf` will answer for every epoch of a training. */
export function logNamesOf(objective: Objective, validates: boolean): string[] {
  const tally = new Tally(objective);
  // Of one row: means over none are no numbers, and an accuracy that is no number has no name.
  tally.add(new Float32Array(objective.columns.length), 1);
  const measures = tally.result();
  const validation = validates ? measures : undefined;
  return Object.keys(logsOf({ epoch: 1, training: measures, validation, learningRate: 0, seconds: 0 }));
}

/** @param prefix such as "val_" */
export function splitLogs({ loss, heads, metrics }: SplitMeasures, prefix: string): Record<string, number> {
  const logs: Record<string, number> = { [`${prefix}loss`]: loss };
  const names = Object.keys(heads);
  for (const name of names) {
    // As in tfjs, a model's only head has no name of its own in its logs.
    const head = names.length > 1 ? `${name}_` : "";
    if (head) logs[`${prefix}${head}loss`] = heads[name].loss;
    if (!Number.isNaN(heads[name].accuracy)) logs[`${prefix}${head}acc`] = heads[name].accuracy;
  }
  for (const [name, value] of Object.entries(metrics ?? {})) logs[`${prefix}${name}`] = value;
  return logs;
}
