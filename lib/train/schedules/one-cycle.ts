import { annealed } from "./decay";
import type { Schedule, Span } from "./schedule";
import type { FilledSchedule } from "./schedule-schema";

/**
 * Rate up and down, momentum down and up. The peak falls on step `pctStart * totalSteps - 1`, between two steps if that is
 * no whole number, as PyTorch has it; the last step has the least rate.
 *
 * @see Smith & Topin 2018, "Super-Convergence"; PyTorch, torch.optim.lr_scheduler.OneCycleLR
 */
export function oneCycle(
  spec: Extract<FilledSchedule, { name: "oneCycle" }>,
  { learningRate, totalSteps }: Span,
): Schedule {
  const { pctStart, divFactor, finalDivFactor, cycleMomentum, maxMomentum, baseMomentum } = spec;
  const first = learningRate / divFactor;
  const last = first / finalDivFactor;
  const peak = pctStart * totalSteps - 1;
  const end = totalSteps - 1;
  return (step) => {
    const rises = step <= peak;
    const share = rises ? part(step, 0, peak) : part(Math.min(step, end), peak, end);
    const between = (outer: [low: number, high: number], top: number) =>
      rises ? annealed(outer[0], top, share) : annealed(top, outer[1], share);
    return {
      learningRate: between([first, last], learningRate),
      ...(cycleMomentum && { momentum: between([maxMomentum, maxMomentum], baseMomentum) }),
    };
  };
}

/** How far a step is from one to another; at the end, where they are the same. */
const part = (step: number, from: number, to: number) => (to === from ? 1 : (step - from) / (to - from));
