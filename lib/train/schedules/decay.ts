import type { Schedule, Span } from "./schedule";
import type { FilledSchedule } from "./schedule-schema";

type Filled<Name> = Extract<FilledSchedule, { name: Name }>;

/** Whole turns; what is a hair's breadth under one is rounding. */
const whole = (turns: number) => Math.floor(turns + 1e-9);

/** @see PyTorch, torch.optim.lr_scheduler.StepLR */
export function stepDecay({ everyEpochs, factor }: Filled<"step">, { learningRate, stepsPerEpoch }: Span): Schedule {
  return (step) => ({ learningRate: learningRate * factor ** whole(step / (everyEpochs * stepsPerEpoch)) });
}

/** @see Keras, keras.optimizers.schedules.ExponentialDecay */
export function exponentialDecay(
  { decayRate, decayEpochs, staircase }: Filled<"exponential">,
  { learningRate, stepsPerEpoch }: Span,
): Schedule {
  return (step) => {
    const turns = step / (decayEpochs * stepsPerEpoch);
    return { learningRate: learningRate * decayRate ** (staircase ? whole(turns) : turns) };
  };
}

/** @see Keras, keras.optimizers.schedules.CosineDecay */
export function cosineDecay(
  { decayEpochs, alpha }: Filled<"cosine">,
  { learningRate, totalSteps, stepsPerEpoch }: Span,
): Schedule {
  const steps = decayEpochs === undefined ? totalSteps : decayEpochs * stepsPerEpoch;
  return (step) => ({ learningRate: annealed(learningRate, learningRate * alpha, Math.min(step / steps, 1)) });
}

/** @see Loshchilov & Hutter 2017, "SGDR: Stochastic Gradient Descent with Warm Restarts"; Keras's CosineDecayRestarts */
export function warmRestarts(
  { firstDecayEpochs, tMul, mMul, alpha }: Filled<"warmRestarts">,
  { learningRate, stepsPerEpoch }: Span,
): Schedule {
  const least = learningRate * alpha;
  return (step) => {
    // One by one: logarithms would put a restart a step early or late.
    let [begin, length, height] = [0, firstDecayEpochs * stepsPerEpoch, 1];
    while (step - begin >= length - 1e-9) [begin, length, height] = [begin + length, length * tMul, height * mMul];
    return { learningRate: least + (learningRate - least) * height * annealed(1, 0, (step - begin) / length) };
  };
}

/** Half a cosine. @param share of the way, 0 to 1 */
export function annealed(from: number, to: number, share: number): number {
  return to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share));
}
