import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "zod";
import { InputError } from "../../data";
import { saveKerasWeights } from "../../model";
import { saveModel } from "../run-folder";
import { modelArtifacts } from "../weights";
import type { Callback, Logs, Training } from "./callback";
import { Monitor, type MonitorOptions, monitorModes } from "./monitor";
import { callbackOptions } from "./options";
import { checkTemplate, fillTemplate } from "./path-template";

/** Keras's arguments, in camel case. */
export interface ModelCheckpointOptions extends MonitorOptions {
  /**
   * Where to, with fields as Keras has them: {epoch} (from 1), {batch} and the measures, such as {epoch:02d}-{val_loss:.3f}. A relative
   * one is seen from the working directory. Default: in the run's folder, models/{epoch:03d}, or models/best with
   * `saveBestOnly`; .weights.h5 at its end with `saveWeightsOnly`.
   */
  path?: string;
  /** Save only what is better than all before; a path without fields is then overwritten. Default false. */
  saveBestOnly?: boolean;
  /** Keras's HDF5 (a path that ends in .weights.h5 or .h5) instead of a folder with tfjs's model.json. Default false. */
  saveWeightsOnly?: boolean;
  /** With `saveBestOnly`, save only what is better than this, the first too. Default: the first is the best so far. */
  initialValueThreshold?: number;
  /** "epoch", or after so many batches, counted from epoch to epoch; they know training's measures only. Default "epoch". */
  saveFreq?: "epoch" | number;
}

export const modelCheckpointSchema = z.strictObject({
  name: z.literal("modelCheckpoint"),
  path: z.string().min(1).optional(),
  monitor: z.string().default("val_loss"),
  mode: z.enum(monitorModes).default("auto"),
  saveBestOnly: z.boolean().default(false),
  saveWeightsOnly: z.boolean().default(false),
  initialValueThreshold: z.number().optional(),
  saveFreq: z.union([z.literal("epoch"), z.int().min(1)]).default("epoch"),
});

/**
 * Saves the model after epochs, or after so many batches: every time, or the best so far. What Plateau itself needs to resume a run is not this but
 * its checkpoints.
 *
 * @throws InputError if an option is not what it must be; when the training begins, if it has no such measure, or no folder
 */
export function modelCheckpoint(options: ModelCheckpointOptions = {}): Callback {
  return new ModelCheckpoint(options);
}

class ModelCheckpoint implements Callback {
  readonly name = "modelCheckpoint";
  private readonly options: z.output<typeof modelCheckpointSchema>;
  private training!: Training;
  private template!: string;
  /** Not there where every epoch is saved. */
  private monitor?: Monitor;
  private best?: number;
  private epoch = 0;
  /** Since it saved last. */
  private batches = 0;
  /** Only where batches are counted: whoever has it gets the measures of every batch, which takes time. */
  readonly onBatchEnd?: (batch: number, logs?: Logs) => Promise<void>;

  constructor(options: ModelCheckpointOptions) {
    this.options = callbackOptions(modelCheckpointSchema, this.name, options);
    checkEnd(this.options);
    const { saveFreq } = this.options;
    if (saveFreq !== "epoch") this.onBatchEnd = (batch, logs) => this.countBatch(saveFreq, batch, logs);
  }

  setTraining(training: Training): void {
    const { monitor, mode, saveBestOnly } = this.options;
    this.training = training;
    this.template = this.options.path ?? this.defaultPath(training.folder);
    const known = training.logNames.filter((log) => !this.onBatchEnd || !log.startsWith("val_"));
    checkTemplate(this.name, this.template, ["epoch", ...(this.onBatchEnd ? ["batch"] : []), ...known]);
    this.monitor = saveBestOnly ? new Monitor(this.name, monitor, mode, 0, known) : undefined;
    this.best = this.options.initialValueThreshold;
  }

  onEpochBegin(epoch: number): void {
    this.epoch = epoch;
  }

  async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    if (!this.onBatchEnd) await this.saveIfBetter({ ...logs, epoch: epoch + 1 });
  }

  private async countBatch(every: number, batch: number, logs: Logs = {}): Promise<void> {
    if (++this.batches < every) return;
    this.batches = 0;
    await this.saveIfBetter({ ...logs, epoch: this.epoch + 1, batch: batch + 1 });
  }

  private async saveIfBetter(logs: Logs): Promise<void> {
    if (this.monitor) {
      const value = this.monitor.valueIn(logs);
      if (!this.monitor.isBetter(value, this.best)) return;
      this.best = value;
    }
    await this.save(fillTemplate(this.template, logs));
  }

  private async save(path: string): Promise<void> {
    const { model } = this.training;
    if (this.options.saveWeightsOnly) {
      await mkdir(dirname(path), { recursive: true });
      await saveKerasWeights(model, path);
    } else {
      await mkdir(path, { recursive: true });
      await saveModel(path, await modelArtifacts(model));
    }
  }

  private defaultPath(folder: string | undefined): string {
    if (folder === undefined) {
      throw new InputError(`${this.name}: expected a path, for this run has no folder of its own to save models in.`);
    }
    const { saveBestOnly, saveWeightsOnly } = this.options;
    return join(folder, "models", (saveBestOnly ? "best" : "{epoch:03d}") + (saveWeightsOnly ? ".weights.h5" : ""));
  }

  state(): { best?: number; batches: number } {
    return { best: this.best, batches: this.batches };
  }

  restore(state: unknown): void {
    const { best, batches } = state as { best?: number | null; batches: number };
    this.best = best ?? undefined;
    this.batches = batches;
  }
}

function checkEnd({ path = "", saveWeightsOnly }: { path?: string; saveWeightsOnly: boolean }): void {
  const right = saveWeightsOnly ? path.endsWith(".h5") : !/\.(h5|keras)$/.test(path);
  if (path === "" || right) return;
  throw new InputError(
    saveWeightsOnly
      ? `modelCheckpoint: expected a path that ends in .weights.h5, or .h5, found ${path}.`
      : `modelCheckpoint: expected a folder for tfjs's model.json, found ${path}: for Keras's HDF5, set saveWeightsOnly.`,
  );
}
