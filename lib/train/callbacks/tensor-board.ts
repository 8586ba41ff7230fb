import { join } from "node:path";
import { z } from "zod";
import { InputError } from "../../data";
import type { Callback, Logs, Training } from "./callback";
import { dropEventsFrom } from "./event-files";
import { callbackOptions } from "./options";
import { SummaryFile } from "./summary-file";

/** Keras's arguments, in camel case. */
export interface TensorBoardOptions {
  /** A relative one is seen from the working directory. Default: tensorboard in the run's folder. */
  logDir?: string;
  /** Epochs from one set of histograms of all weights to the next; 0 for none. Default 1. */
  histogramFreq?: number;
}

export const tensorBoardSchema = z.strictObject({
  name: z.literal("tensorBoard"),
  logDir: z.string().min(1).optional(),
  histogramFreq: z.int().min(0).default(1),
});

/**
 * Writes measures and weights for TensorBoard, laid out as Keras does: folders train and validation, scalars epoch_NAME,
 * histograms WEIGHT/histogram, steps are epochs from 0. A resumed run goes on where it was resumed: what an earlier part
 * wrote beyond is taken back.
 *
 * @throws InputError if an option is not what it must be; when the training begins, if it has no folder and no logDir was given
 * @see `tensorboard --logdir RUN/tensorboard`, from PyPI's tensorboard
 */
export function tensorBoard(options: TensorBoardOptions = {}): Callback {
  return new TensorBoard(options);
}

class TensorBoard implements Callback {
  readonly name = "tensorBoard";
  private readonly options: z.output<typeof tensorBoardSchema>;
  private training!: Training;
  private folder!: string;
  private resumed = false;
  private files: { train?: SummaryFile; validation?: SummaryFile } = {};

  constructor(options: TensorBoardOptions) {
    this.options = callbackOptions(tensorBoardSchema, this.name, options);
  }

  setTraining(training: Training): void {
    const { logDir } = this.options;
    if (logDir === undefined && training.folder === undefined) {
      throw new InputError(`${this.name}: expected a logDir, for this run has no folder of its own to write into.`);
    }
    this.training = training;
    this.folder = logDir ?? join(training.folder!, "tensorboard");
    this.resumed = false;
    this.close(); // an earlier training may have been broken off
  }

  async onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    const train = await this.file("train", epoch);
    for (const [name, value] of Object.entries(logs)) {
      const file = name.startsWith("val_") ? await this.file("validation", epoch) : train;
      file.scalar(`epoch_${kerasName(name)}`, value, epoch);
    }
    const { histogramFreq } = this.options;
    if (histogramFreq > 0 && epoch % histogramFreq === 0) this.writeWeights(train, epoch);
    for (const file of Object.values(this.files)) file?.flush();
  }

  onTrainEnd(): void {
    this.close();
  }

  private writeWeights(file: SummaryFile, epoch: number): void {
    for (const weight of this.training.model.weights) file.histogram(`${weight.name}/histogram`, weight.read(), epoch);
  }

  /** @param epoch the first that this part of the run writes, if the file is not there yet */
  private async file(split: "train" | "validation", epoch: number): Promise<SummaryFile> {
    const folder = join(this.folder, split);
    if (!this.files[split] && this.resumed) await dropEventsFrom(folder, epoch);
    return (this.files[split] ??= new SummaryFile(folder));
  }

  private close(): void {
    for (const file of Object.values(this.files)) file?.close();
    this.files = {};
  }

  /** Nothing but that there was something to resume. */
  state(): object {
    return {};
  }

  restore(): void {
    this.resumed = true;
  }
}

function kerasName(log: string): string {
  return log === "learningRate" ? "learning_rate" : log.replace(/^val_/, "");
}
