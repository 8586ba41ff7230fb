import { z } from "zod";
import type { Callback, KeptArrays, Logs, Training } from "./callback";
import { Monitor, type MonitorOptions, monitorModes } from "./monitor";
import { callbackOptions } from "./options";
import { readWeights, writeWeights } from "./weight-arrays";

/** Keras's arguments, in camel case. */
export interface EarlyStoppingOptions extends MonitorOptions {
  /** Epochs without improvement before the training is stopped. Default 0: at the first. */
  patience?: number;
  /** What counts as improvement: better by more than this. Default 0. */
  minDelta?: number;
  /** Waiting starts anew only for what is better than this, too. */
  baseline?: number;
  /** Epochs at the beginning that are not looked at. Default 0. */
  startFromEpoch?: number;
  /** Whether the weights of the best epoch are put back at the end, however the training ends. Default false. */
  restoreBestWeights?: boolean;
}

export const earlyStoppingSchema = z.strictObject({
  name: z.literal("earlyStopping"),
  monitor: z.string().default("val_loss"),
  patience: z.int().min(0).default(0),
  mode: z.enum(monitorModes).default("auto"),
  minDelta: z.number().min(0).default(0),
  baseline: z.number().optional(),
  startFromEpoch: z.int().min(0).default(0),
  restoreBestWeights: z.boolean().default(false),
});

interface State {
  best?: number | null;
  bestEpoch: number;
  wait: number;
}

/**
 * Stops the training when a measure has stopped improving, step for step as Keras's EarlyStopping does. The best weights are
 * all of the model's, the moving figures of batch normalisation too.
 *
 * @throws InputError if an option is not what it must be; when the training begins, if it has no such measure
 */
export function earlyStopping(options: EarlyStoppingOptions = {}): Callback {
  return new EarlyStopping(options);
}

class EarlyStopping implements Callback {
  readonly name = "earlyStopping";
  private readonly options: z.output<typeof earlyStoppingSchema>;
  private training!: Training;
  private monitor!: Monitor;
  private best?: number;
  private bestEpoch = 0;
  private wait = 0;
  private bestWeights?: KeptArrays;

  constructor(options: EarlyStoppingOptions) {
    this.options = callbackOptions(earlyStoppingSchema, this.name, options);
  }

  setTraining(training: Training): void {
    const { monitor, mode, minDelta } = this.options;
    this.training = training;
    this.monitor = new Monitor(this.name, monitor, mode, minDelta, training.logNames);
    this.best = undefined;
    this.bestEpoch = 0;
    this.wait = 0;
    this.bestWeights = undefined;
  }

  async onEpochEnd(epoch: number, logs?: Logs): Promise<void> {
    const { startFromEpoch, baseline, patience } = this.options;
    if (epoch < startFromEpoch) return;
    const value = this.monitor.valueIn(logs);
    const better = this.monitor.isBetter(value, this.best);
    // As in Keras, the first epoch that is looked at is the best until there is another, whatever its measure.
    if (better || (this.options.restoreBestWeights && !this.bestWeights)) await this.keepBest(epoch);
    this.wait++;
    if (better) {
      this.best = value;
      if (baseline === undefined || this.monitor.isBetter(value, baseline)) this.wait = 0;
    } else if (this.wait >= patience && epoch > 0) {
      this.training.stop(this.reason());
    }
  }

  onTrainEnd(): void {
    if (this.bestWeights) writeWeights(this.training.model, this.bestWeights);
  }

  private async keepBest(epoch: number): Promise<void> {
    this.bestEpoch = epoch;
    if (this.options.restoreBestWeights) this.bestWeights = await readWeights(this.training.model);
  }

  private reason(): string {
    const { best, bestEpoch, wait, bestWeights, monitor } = this;
    const than =
      best === undefined ? "never a number" : `no better than ${best.toPrecision(4)} in epoch ${bestEpoch + 1}`;
    const put = bestWeights ? `; the weights are those of epoch ${bestEpoch + 1}` : "";
    return `early stopping: ${monitor.name} ${than} for ${wait} ${wait === 1 ? "epoch" : "epochs"}${put}`;
  }

  state(): State {
    const { best, bestEpoch, wait } = this;
    return { best, bestEpoch, wait };
  }

  arrays(): KeptArrays {
    return this.bestWeights ?? {};
  }

  restore(state: unknown, arrays: KeptArrays): void {
    const { best, bestEpoch, wait } = state as State;
    const bestWeights = Object.keys(arrays).length > 0 ? arrays : undefined;
    Object.assign(this, { best: best ?? undefined, bestEpoch, wait, bestWeights });
  }
}
