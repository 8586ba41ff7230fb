import { z } from "zod";
import { InputError } from "../../data";
import { rateIsScheduled } from "../schedules";
import type { Callback, Logs, Training } from "./callback";
import { Monitor, type MonitorOptions, monitorModes } from "./monitor";
import { callbackOptions } from "./options";

/** Keras's arguments, in camel case. */
export interface ReduceLROnPlateauOptions extends MonitorOptions {
  /** What the rate is multiplied by, in (0, 1). Default 0.1. */
  factor?: number;
  /** Epochs without improvement before the rate is reduced. Default 10. */
  patience?: number;
  /** What counts as improvement: better by more than this. Default 1e-4. */
  minDelta?: number;
  /** Epochs after a reduction that are not counted. Default 0. */
  cooldown?: number;
  /** The rate is never reduced below it. Default 0. */
  minLr?: number;
}

export const reduceLROnPlateauSchema = z.strictObject({
  name: z.literal("reduceLROnPlateau"),
  monitor: z.string().default("val_loss"),
  factor: z.number().gt(0).lt(1).default(0.1),
  patience: z.int().min(0).default(10),
  mode: z.enum(monitorModes).default("auto"),
  minDelta: z.number().min(0).default(1e-4),
  cooldown: z.int().min(0).default(0),
  minLr: z.number().min(0).default(0),
});

interface State {
  best?: number | null;
  wait: number;
  /** Epochs of cooldown that are left. */
  cooldown: number;
  learningRate: number;
}

/**
 * Reduces the learning rate when a measure has stopped improving, step for step as Keras's ReduceLROnPlateau does.
 *
 * @throws InputError if an option is not what it must be; when the training begins, if it has no such measure
 */
export function reduceLROnPlateau(options: ReduceLROnPlateauOptions = {}): Callback {
  return new ReduceLROnPlateau(options);
}

class ReduceLROnPlateau implements Callback {
  readonly name = "reduceLROnPlateau";
  private readonly options: z.output<typeof reduceLROnPlateauSchema>;
  private training!: Training;
  private monitor!: Monitor;
  private best?: number;
  private wait = 0;
  private cooldown = 0;

  constructor(options: ReduceLROnPlateauOptions) {
    this.options = callbackOptions(reduceLROnPlateauSchema, this.name, options);
  }

  setTraining(training: Training): void {
    const { monitor, mode, minDelta } = this.options;
    if (training.scheduled) throw new InputError(`${this.name}: ${rateIsScheduled}`);
    this.training = training;
    this.monitor = new Monitor(this.name, monitor, mode, minDelta, training.logNames);
    this.best = undefined;
    this.wait = 0;
    this.cooldown = 0;
  }

  onEpochEnd(_epoch: number, logs?: Logs): void {
    const value = this.monitor.valueIn(logs);
    if (this.cooldown > 0) {
      this.cooldown--;
      this.wait = 0;
    }
    if (this.monitor.isBetter(value, this.best)) {
      this.best = value;
      this.wait = 0;
    } else if (this.cooldown === 0) {
      this.wait++;
      if (this.wait >= this.options.patience) this.reduce();
    }
  }

  private reduce(): void {
    const { factor, minLr, cooldown } = this.options;
    const before = this.training.learningRate;
    // At the least rate already: waiting goes on, and no cooldown begins, as in Keras.
    if (before <= minLr) return;
    this.training.learningRate = Math.max(before * factor, minLr);
    this.cooldown = cooldown;
    this.wait = 0;
  }

  state(): State {
    const { best, wait, cooldown, training } = this;
    return { best, wait, cooldown, learningRate: training.learningRate };
  }

  restore(state: unknown): void {
    const { best, wait, cooldown, learningRate } = state as State;
    Object.assign(this, { best: best ?? undefined, wait, cooldown });
    this.training.learningRate = learningRate;
  }
}
