import type { Check, Suspicion } from "../check";
import type { ObservedEpoch } from "../examination";

/**
 * A person sees: the loss is still on its way down when the run ends, and has most of its way before it.
 *
 * Thresholds: by experiment, `npm run faults`: healthy programs end under half the loss they began with, or have stopped falling.
 */
/** The loss at the end over the loss at the beginning: what is under it has been learned. */
const LEFT = 0.6;
/** Of the loss, what the last third of the run still took away, at least. */
const STILL_FALLING = 0.01;
const FEW_EPOCHS = 10;
/** Epochs; DeepCrime's HNE and the askers of Stack Overflow 50306988 and 59282996 end at one to five. */
const HARDLY_BEGUN = 5;

/** Ends before it has learned. */
export const runLength: Check = {
  name: "run-length",
  codes: ["undertrained"],
  stage: "training",
  async run(examination) {
    const { history, broken, steps, planned, heads } = await examination.run();
    const start = history[0]?.firstLoss;
    if (broken || history.length === 0 || !(start > 0)) return [];
    const end = history.at(-1)!.loss;
    const falling = fallAtEnd(history);
    const left = end / start;
    const few = planned <= FEW_EPOCHS;
    const learned = Object.values(heads).every(({ learns }) => learns);
    // A run this short shows nothing of where it goes, however its loss began.
    const hardlyBegun = planned <= HARDLY_BEGUN && steps < 100 && !learned && left < 1.02;
    const still = left >= LEFT && left <= 1.02 && (history.length <= 2 || falling >= STILL_FALLING * (few ? 0.2 : 1));
    if (!still && !hardlyBegun) return [];
    const suspicion: Suspicion = {
      code: "undertrained",
      standing: "suspect",
      evidence: { epochs: history.length, steps, lossFirst: start, lossLast: end, fallingAtEnd: falling, limit: LEFT },
      says: `The loss went from ${start.toPrecision(3)} to ${end.toPrecision(3)} in ${steps} steps and was still falling.`,
      likelihood: few || steps < 100 ? 0.5 : 0.42,
      dose: { epochsTimes: few ? 10 : 5 },
    };
    return [suspicion];
  },
};

/** Share of the loss that the run's last third took away. */
function fallAtEnd(history: readonly ObservedEpoch[]): number {
  const then = history[Math.max(0, Math.floor((2 * history.length) / 3) - 1)].loss;
  return (then - history.at(-1)!.loss) / Math.abs(then);
}
