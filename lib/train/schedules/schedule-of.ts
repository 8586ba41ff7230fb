import { InputError } from "../../data";
import { cosineDecay, exponentialDecay, stepDecay, warmRestarts } from "./decay";
import { oneCycle } from "./one-cycle";
import type { Schedule, Span } from "./schedule";
import { type FilledSchedule, scheduleSchema } from "./schedule-schema";
import type { ScheduleSpec } from "./schedule-spec";

/**
 * The rate, and with one-cycle the momentum, of each step.
 *
 * @throws InputError if it is none, or its warm-up would take the whole training
 */
export function scheduleOf(spec: ScheduleSpec, span: Span): Schedule {
  const { data: filled, error } = scheduleSchema.safeParse(spec);
  if (!filled)
    throw new InputError(
      `the schedule: ${error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`,
    );
  const { warmup } = filled;
  if (!warmup) return mainSchedule(filled, span);
  const steps = Math.round(warmup.epochs * span.stepsPerEpoch);
  if (steps >= span.totalSteps) {
    throw new InputError(
      `expected a warm-up shorter than the training's ${span.totalSteps} steps, found one of ${steps}: ` +
        "take fewer schedule.warmup.epochs, or more epochs.",
    );
  }
  const main = mainSchedule(filled, { ...span, totalSteps: span.totalSteps - steps });
  const begin = main(0);
  return (step) => {
    if (step >= steps) return main(step - steps);
    const factor = warmup.startFactor + (1 - warmup.startFactor) * (step / steps);
    return { ...begin, learningRate: begin.learningRate * factor };
  };
}

/** Whether it sets the rate at all: what stays constant leaves it to the optimizer, and to callbacks. */
export function setsRate({ name, warmup }: ScheduleSpec): boolean {
  return name !== "constant" || warmup !== undefined;
}

/** The schedule of a whole training; nothing if the rate is left to the optimizer and to callbacks. */
export function trainingSchedule(
  spec: ScheduleSpec | undefined,
  learningRate: number,
  epochs: number,
  stepsPerEpoch: number,
): Schedule | undefined {
  if (!spec || !setsRate(spec)) return undefined;
  return scheduleOf(spec, { learningRate, stepsPerEpoch, totalSteps: epochs * stepsPerEpoch });
}

/** For a person who wants both. */
export const rateIsScheduled =
  "expected one thing to set the learning rate, found the schedule and a callback: take out either " +
  '(a Program without schedule, or with { "name": "constant" }, leaves the rate to callbacks).';

function mainSchedule(spec: FilledSchedule, span: Span): Schedule {
  switch (spec.name) {
    case "constant":
      return () => ({ learningRate: span.learningRate });
    case "step":
      return stepDecay(spec, span);
    case "exponential":
      return exponentialDecay(spec, span);
    case "cosine":
      return cosineDecay(spec, span);
    case "warmRestarts":
      return warmRestarts(spec, span);
    case "oneCycle":
      return oneCycle(spec, span);
  }
}
