import type { Check, Suspicion } from "../check";

/**
 * A person sees: the loss jumps, climbs or is NaN from the first steps on (rate too high); or it falls by hair's breadths (too low).
 *
 * Thresholds: weights that move by less than a thousandth in a whole run have not learned (Karpathy, "A Recipe for Training
 * Neural Networks", has 1e-3 a step); a loss that ends over where it began was driven there (Smith 2017).
 */
const HARDLY_MOVED = 0.01;
const LOSS_STAYED = 0.01;
const ROSE = 1.1;
/** A rate so many times over the one at which the finder's curve diverges. */
const OVER = 1;

/** The rate against what the run and the finder's curve show. */
export const rateInUse: Check = {
  name: "rate-in-use",
  codes: ["rate-too-high", "rate-too-low"],
  stage: "training",
  async run(examination) {
    const { optimizer, seed } = examination;
    const rate = optimizer.learningRate;
    if (!(rate > 0)) return [];
    const run = await examination.run();
    if (Object.values(run.heads).every(({ learns }) => learns) && !run.broken) return [];
    const first = run.history[0];
    const last = run.history.at(-1);
    const rose = run.broken || (first && last && last.loss > ROSE * Math.abs(first.firstLoss));
    if (rose) {
      const { diverges, steepest } = await examination.rates();
      const over = rate >= OVER * diverges;
      const found: Suspicion = {
        code: "rate-too-high",
        standing: "suspect",
        evidence: { rate, diverges, steepest, seed, loss: last?.loss ?? NaN, firstLoss: first?.firstLoss ?? NaN },
        says: `The loss ${run.broken ? "is no number any more" : "ends over where it began"}; in the finder's curve it climbs from a rate of ${diverges.toPrecision(2)} on, the program's is ${rate}.`,
        likelihood: over ? 0.6 : 0.45,
      };
      return [found];
    }
    const moved = Math.max(0, ...Object.values(run.moved).filter(Number.isFinite));
    const fell = first && last ? (first.firstLoss - last.loss) / Math.abs(first.firstLoss) : 0;
    if (moved > HARDLY_MOVED || moved === 0 || fell > 10 * LOSS_STAYED) return [];
    const { steepest } = await examination.rates();
    return [
      {
        code: "rate-too-low",
        standing: "suspect",
        evidence: { rate, moved, lossFell: fell, steepest, limit: HARDLY_MOVED },
        says: `In the whole run no layer's weights moved by more than ${(100 * moved).toPrecision(2)} %; the loss falls fastest at a rate of ${steepest.toPrecision(2)}, the program's is ${rate}.`,
        likelihood: 0.65,
        remedy: steepest > 3 * rate ? "the finder's rate" : "ten times the rate",
      },
    ];
  },
};
