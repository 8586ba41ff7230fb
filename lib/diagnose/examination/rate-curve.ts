import type { tf } from "../../engine";
import { setLearningRate, type Subject } from "../../train";
import { Breather } from "../../train/breather";
import { compiledModel } from "../../train/compiled-model";
import { Objective } from "../../train/objective";
import { suggestRates } from "../../train/rate-finder/suggestions";
import { subjectWorkload } from "../../train/subject-workload";
import { stepOf } from "../../train/training-step";
import { disposeModel } from "../model-copy";

/** Loss while the rate rises: Smith's range test. */
export interface RateCurve {
  rates: number[];
  /** Smoothed, one a rate. */
  losses: number[];
  /** Rate at which the loss falls fastest against the rate's logarithm; this and `minimum` are NaN of too short a curve. */
  steepest: number;
  /** Rate of the least loss over ten. */
  minimum: number;
  /** Rate above which the loss is over what it began with, or no number; the last rate where it never is. */
  diverges: number;
  /** Share of the beginning's loss that is gone at the least. */
  fall: number;
}

export interface RateCurveOptions {
  seed: number;
  /** At most: fewer where the deadline comes before so many would be through. */
  steps: number;
  deadline: number;
  /** See `ObserveOptions`. */
  asGraph?: boolean;
}

const LOWEST = 1e-6;
const HIGHEST = 10;
/** Weight of the last smoothed loss in the next, as fast.ai's finder has it. */
const SMOOTHING = 0.9;
/** A loss so many times the least ends the test (fast.ai's `stop_div`). */
const DIVERGED = 4;
/** Share of the steps at the beginning that suggestions leave out, as fast.ai does: the average has few losses behind it. */
const SKIP = 1 / 10;
/** Steps from which it is known how long one takes; the first is often a slow one. */
const TIMED_STEPS = 6;

/**
 * The subject's own optimizer on its own batches, its rate raised from 1e-6 to 10 step by step.
 *
 * @see Smith 2017, "Cyclical learning rates for training neural networks"; fast.ai's `lr_find`
 */
export async function rateCurve(subject: Subject, options: RateCurveOptions): Promise<RateCurve> {
  const { seed, deadline, asGraph } = options;
  const workload = subjectWorkload(subject, seed);
  const { model, kinds, training } = workload;
  const optimizer: tf.Optimizer = compiledModel(model).optimizer;
  const step = stepOf(workload, new Objective(model, kinds), asGraph);
  const breather = new Breather();
  const rates: number[] = [];
  const losses: number[] = [];
  let average = 0;
  let { steps } = options;
  let begun = 0;
  let rate = LOWEST;
  try {
    while (rates.length < steps && performance.now() < deadline) {
      if (rates.length === 1) begun = performance.now();
      if (rates.length === TIMED_STEPS) {
        const each = (performance.now() - begun) / (TIMED_STEPS - 1);
        steps = Math.min(steps, TIMED_STEPS + Math.floor((deadline - performance.now()) / each));
      }
      // The rest of the way from the last rate to the highest, in as many equal parts as there are steps to come.
      if (rates.length > 0) rate *= (HIGHEST / rate) ** (1 / Math.max(1, steps - rates.length));
      setLearningRate(optimizer, rate);
      const batch = await training.next();
      const measures = step.run(batch);
      const loss = measures.dataSync()[0];
      measures.dispose();
      batch.dispose();
      if (!Number.isFinite(loss)) break;
      average = SMOOTHING * average + (1 - SMOOTHING) * loss;
      rates.push(rate);
      losses.push(average / (1 - SMOOTHING ** rates.length));
      if (losses.at(-1)! > DIVERGED * Math.min(...losses) && rates.length > 10 && losses.at(-1)! > losses[0]) break;
      await breather.breathe();
    }
    return { rates, losses, ...marks(rates, losses, steps) };
  } finally {
    step.dispose();
    await workload.close();
    disposeModel(model);
  }
}

function marks(rates: number[], losses: number[], steps: number): Omit<RateCurve, "rates" | "losses"> {
  const { steepest, minimum } = suggestRates(rates, losses, Math.floor(steps * SKIP));
  const [first = NaN] = losses;
  const lowest = losses.indexOf(Math.min(...losses));
  const over = losses.findIndex((loss, i) => i > lowest && loss > first);
  return {
    steepest,
    minimum,
    diverges: (over < 0 ? rates.at(-1) : rates[over]) ?? NaN,
    fall: lowest < 0 ? 0 : (first - losses[lowest]) / Math.max(Math.abs(first), 1e-12),
  };
}
