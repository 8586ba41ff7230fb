import type { PlateauLosses } from "../train";
import {
  crossEntropyPlateaus,
  type Examination,
  type LayerFacts,
  type ModelMeasures,
  type ObservedRun,
} from "./examination";

/** A number, or null where it is none: plain JSON has no NaN. */
export type Measured = number | null;

/** What the doctor measured, for whoever wants to look for himself; plain JSON. */
export interface Measures {
  /** The run as configured; none where `fit` would refuse the data. */
  run?: RunMeasures;
  /** By output name; none where nothing could be measured. */
  heads?: Record<string, HeadStates>;
  /** In the model's order. */
  layers: LayerMeasures[];
  /**
   * Rows of a batch whose gradient is as much noise as signal, on a sample, before the first step and after the last; null
   * where the sample shows no signal at all. McCandlish et al. 2018.
   */
  noiseScale?: { start?: Measured; end?: Measured };
  /** The finder's curve; none where there was no time for it. */
  rates?: RateMeasures;
}

export interface RunMeasures {
  seed: number;
  /** Epochs that the program asks for; those that were trained are in `epochs`. */
  planned: number;
  steps: number;
  seconds: number;
  /** Why it ended before its last epoch. */
  stopped?: string;
  epochs: EpochMeasures[];
}

export interface EpochMeasures {
  /** From 1. */
  epoch: number;
  /** Mean training loss of its batches, penalty included. */
  loss: Measured;
  /** By output name. */
  heads: Record<string, HeadEpoch>;
}

export interface HeadEpoch {
  /** Mean training loss of its batches. */
  loss: Measured;
  /** After it, on the scored rows: accuracy; for a regression 1 - error / error of the best constant. Not every epoch has it. */
  quality?: Measured;
  /** Whether that is above the majority, by the test that decides. */
  learns?: boolean;
}

export interface HeadStates {
  /** Of a head with classes: at which losses it would stand still, and why. See `PlateauLosses`. */
  plateaus?: PlateauLosses;
  /** The fresh model on a sample of training rows, no step taken; and the trained one. */
  start?: HeadState;
  end?: HeadState;
}

export interface HeadState {
  loss: Measured;
  /** The loss with every row given another row's answer, and with every input zero: no larger where inputs do not matter. */
  shuffledLoss: Measured;
  zeroedLoss: Measured;
  /** Share of rows whose own class is under the loss's clip, where it has no gradient. */
  clipped: Measured;
}

export interface LayerMeasures {
  name: string;
  className: string;
  activation: string;
  parameters: number;
  trainable: boolean;
  units?: number;
  /** The fresh model on a sample of training rows, no step taken; and the trained one. */
  start?: LayerState;
  end?: LayerState;
  /** All steps together over the weights before, both as root mean square; layers with a kernel. */
  moved?: Measured;
}

export interface LayerState {
  /** Root mean square of its answers, and of their deviation over the rows: where that is zero, the input does not matter. */
  rms: Measured;
  spread: Measured;
  /** Shares: of answers that are exactly zero, of units that are zero for every row, of answers at a sigmoid's or a tanh's ends. */
  zeros: Measured;
  deadUnits: Measured;
  saturated: Measured;
  /** Norm of its kernel's gradient over the kernel's. */
  gradient?: Measured;
}

export interface RateMeasures {
  /** Tried rates, and the smoothed loss at each. */
  rates: Measured[];
  losses: Measured[];
  /** Where the loss falls fastest; the rate of the least loss over ten; from where on it is over what it began with. */
  steepest: Measured;
  minimum: Measured;
  diverges: Measured;
  /** The program's own. */
  own: Measured;
}

/** Seconds that must be left for the rate's curve to be measured for its own sake. */
const CURVE_NEEDS = 5;

/** All that is known of a program at its diagnosis' end; measures what is cheap and was not asked for yet. */
export async function measuresOf(examination: Examination, run?: ObservedRun): Promise<Measures> {
  const known = examination.refusal === undefined;
  const start = known ? tried(() => examination.start) : undefined;
  const end = known && run ? await examination.end() : undefined;
  const rates = known ? await rateMeasures(examination) : undefined;
  const noise = { start: start && measured(start.noiseScale), end: end && measured(end.noiseScale) };
  return {
    ...(run && { run: runMeasures(run) }),
    ...(start && { heads: headMeasures(examination, start, end), noiseScale: defined(noise) }),
    layers: examination.layers.map((layer) => layerMeasures(layer, start, end, run)),
    ...(rates && { rates }),
  };
}

function runMeasures({ seed, planned, steps, seconds, stopped, history }: ObservedRun): RunMeasures {
  const epochs = history.map(({ epoch, loss, heads, outcomes }): EpochMeasures => {
    const each = Object.entries(heads).map(([head, headLoss]): [string, HeadEpoch] => {
      const outcome = outcomes?.[head];
      const scored = outcome && { quality: measured(outcome.quality), learns: outcome.learns };
      return [head, { loss: measured(headLoss), ...scored }];
    });
    return { epoch, loss: measured(loss), heads: Object.fromEntries(each) };
  });
  return { seed, planned, steps, seconds, ...(stopped !== undefined && { stopped }), epochs };
}

function headMeasures(
  { heads }: Examination,
  start: ModelMeasures,
  end: ModelMeasures | undefined,
): Record<string, HeadStates> {
  return Object.fromEntries(
    heads.map((head) => {
      const plateaus = crossEntropyPlateaus(head);
      const states = { start: headState(head.name, start), end: headState(head.name, end) };
      return [head.name, { ...(plateaus && { plateaus }), ...defined(states) }];
    }),
  );
}

function headState(head: string, model: ModelMeasures | undefined): HeadState | undefined {
  if (!model) return undefined;
  const { loss, shuffledLoss, zeroedLoss, clipped } = model.heads[head];
  return {
    loss: measured(loss),
    shuffledLoss: measured(shuffledLoss),
    zeroedLoss: measured(zeroedLoss),
    clipped: measured(clipped),
  };
}

function layerMeasures(
  { name, className, activation, parameters, trainable, units }: LayerFacts,
  start: ModelMeasures | undefined,
  end: ModelMeasures | undefined,
  run: ObservedRun | undefined,
): LayerMeasures {
  const states = { start: layerState(name, start), end: layerState(name, end) };
  const moved = run?.moved[name];
  return {
    name,
    className,
    activation,
    parameters,
    trainable,
    ...(units !== undefined && { units }),
    ...defined(states),
    ...(moved !== undefined && { moved: measured(moved) }),
  };
}

function layerState(name: string, model: ModelMeasures | undefined): LayerState | undefined {
  const signal = model?.signals[name];
  if (!signal) return undefined;
  const gradient = model.gradients[name];
  return {
    rms: measured(signal.rms),
    spread: measured(signal.spread),
    zeros: measured(signal.zeros),
    deadUnits: measured(signal.deadUnits),
    saturated: measured(signal.saturated),
    ...(gradient && { gradient: measured(gradient.gradient / gradient.kernel) }),
  };
}

async function rateMeasures(examination: Examination): Promise<RateMeasures | undefined> {
  if (!examination.knownRates && examination.budget.left < CURVE_NEEDS) return undefined;
  try {
    const { rates, losses, steepest, minimum, diverges } = await examination.rates();
    return {
      rates: rates.map(measured),
      losses: losses.map(measured),
      steepest: measured(steepest),
      minimum: measured(minimum),
      diverges: measured(diverges),
      own: measured(examination.optimizer.learningRate),
    };
  } catch {
    return undefined; // an optimizer of somebody's own, whose rate cannot be set
  }
}

function tried<T>(measure: () => T): T | undefined {
  try {
    return measure();
  } catch {
    return undefined; // a check that asked for it has told why
  }
}

const measured = (value: number): Measured => (Number.isFinite(value) ? value : null);

/** Plain JSON has no undefined either. */
function defined<T extends object>(of: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as never;
}
