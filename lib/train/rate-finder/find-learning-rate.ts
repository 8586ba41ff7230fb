import { InputError, type Reporter, silent } from "../../data";
import { Breather } from "../breather";
import { compiledModel } from "../compiled-model";
import { watchInterrupt } from "../interrupt";
import { Objective } from "../objective";
import { setLearningRate } from "../optimizers";
import type { Program } from "../program";
import { parseProgram } from "../program-schema";
import { programWorkload } from "../program-workload";
import type { Subject } from "../subject";
import { subjectWorkload } from "../subject-workload";
import { isSubject } from "../train";
import { stepOf } from "../training-step";
import type { Workload } from "../workload";
import { everFalls } from "./falling";
import { type RateSuggestions, suggestRates } from "./suggestions";
import { mark, remember } from "./untouched";

/** fastai's names, in camel case. */
export interface FindLearningRateOptions {
  /** The first rate. Default 1e-7. */
  startLr?: number;
  /** The last rate. Default 10. */
  endLr?: number;
  /** Steps, and so rates; at least 10. Default 100. */
  numIt?: number;
  /** Whether to stop when the smoothed loss is over four times its least. Default true. */
  stopDiv?: boolean;
  /** Of the model and the batches: a Subject's, 0 unless told; for a Program, in place of its own. */
  seed?: number;
  reporter?: Reporter;
  /** Stops after the step once it is aborted, as SIGINT does. */
  signal?: AbortSignal;
}

/** What a search for a learning rate saw. Suggestions are NaN where `doubt` says why there are none. */
export interface LearningRateSearch extends RateSuggestions {
  /** One a step, each the one before times the same factor; as many as `losses`. */
  rates: number[];
  /**
   * Of the batch at each rate, before the step, smoothed: a moving average whose bias at the beginning is corrected. Without
   * the regularizers' penalty, which may fall where nothing is learned.
   */
  losses: number[];
  /** Why it ended before the last rate. */
  stopped?: "diverged" | "not a number" | "interrupted";
  /** Why no rate can be suggested. */
  doubt?: string;
}

/** How much of the average stays at a step; fastai's AvgSmoothLoss. */
const BETA = 0.98;
/** The smoothed loss has diverged when it is this many times its least; fastai's. */
const DIVERGED = 4;
/** Share of the steps at the beginning that suggestions leave out; fastai's. */
const SKIP = 1 / 10;
const LEAST_STEPS = 10;

/**
 * Looks for a learning rate as fastai's `lr_find` does: one training step at each of a hundred rates, each larger than the
 * one before by the same factor, until the loss diverges.
 *
 * Nothing is left changed: a Program's model is a fresh one and goes again; so does what a Subject's `build` makes, and a
 * model or optimizer that it had before gets weights, moments, rate and random states back. A Program's schedule and
 * callbacks play no part. SIGINT stops it after the step; what was seen by then is answered.
 *
 * No rate is suggested (all three are NaN, `doubt` says why) when the loss never falls by more than it scatters from batch to
 * batch, or ends before there is a curve: a loss that is no number ends it at once.
 *
 * @throws InputError if the Program, its data or an option are not as they must be
 * @see Smith 2017, "Cyclical Learning Rates for Training Neural Networks"; fastai's callback/schedule.py
 */
export async function findLearningRate(
  what: Program | Subject,
  options: FindLearningRateOptions = {},
): Promise<LearningRateSearch> {
  const { reporter = silent, signal, seed } = options;
  const rates = ratesOf(options);
  const program = isSubject(what) ? undefined : parseProgram({ ...what, ...(seed !== undefined && { seed }) });
  const interrupt = watchInterrupt({
    signal,
    onRequest: () => reporter.say("stopping after this step; once more to end at once"),
  });
  const since = mark();
  try {
    const workload = program ? await programWorkload(program, reporter) : subjectWorkload(what as Subject, seed ?? 0);
    const putBack = await remember(workload.model, since);
    try {
      const steps = rateSteps(workload, rates, reporter);
      return await search(steps, rates, { stopDiv: options.stopDiv ?? true, interrupted: () => interrupt.requested });
    } finally {
      await putBack();
      for (const batches of [workload.training, workload.validation, workload.scored]) await batches?.close();
      await workload.close();
    }
  } finally {
    interrupt.dispose();
  }
}

function ratesOf({ startLr = 1e-7, endLr = 10, numIt = 100 }: FindLearningRateOptions): number[] {
  if (!(startLr > 0 && startLr < endLr && Number.isFinite(endLr))) {
    throw new InputError(`findLearningRate: expected 0 < startLr < endLr, found ${startLr} and ${endLr}.`);
  }
  if (!Number.isInteger(numIt) || numIt < LEAST_STEPS) {
    throw new InputError(
      `findLearningRate: expected numIt to be a whole number from ${LEAST_STEPS} on, found ${numIt}.`,
    );
  }
  return Array.from({ length: numIt }, (_, i) => startLr * (endLr / startLr) ** (i / (numIt - 1)));
}

/** Takes one step at each of the rates. @returns the loss of its batch before it, without penalty, one a rate */
async function* rateSteps(workload: Workload, rates: number[], reporter: Reporter): AsyncGenerator<number, void, void> {
  const { model, kinds, training, name } = workload;
  const { optimizer } = compiledModel(model);
  const objective = new Objective(model, kinds);
  const step = stepOf(workload, objective);
  const breather = new Breather();
  try {
    for (const [i, rate] of rates.entries()) {
      setLearningRate(optimizer, rate);
      const batch = await training.next();
      const measures = step.run(batch);
      batch.dispose();
      const [loss, penalty] = await measures.data();
      measures.dispose();
      const note = `rate ${rate.toExponential(1)}, loss ${(loss - penalty).toPrecision(4)}`;
      const stage = `finding a learning rate for ${name}`;
      reporter.progress({ stage, done: i + 1, total: rates.length, unit: "steps", note });
      yield loss - penalty;
      await breather.breathe();
    }
  } finally {
    step.dispose();
  }
}

async function search(
  steps: AsyncIterable<number>,
  rates: number[],
  { stopDiv, interrupted }: { stopDiv: boolean; interrupted: () => boolean },
): Promise<LearningRateSearch> {
  const raw: number[] = [];
  const losses: number[] = [];
  let average = 0;
  let least = Infinity;
  let stopped: LearningRateSearch["stopped"];
  for await (const loss of steps) {
    if (!Number.isFinite(loss)) {
      stopped = "not a number";
      break;
    }
    raw.push(loss);
    average = BETA * average + (1 - BETA) * loss;
    const smoothed = average / (1 - BETA ** raw.length);
    losses.push(smoothed);
    least = Math.min(least, smoothed);
    // Four times the least where that is positive; a loss may be negative, too.
    if (stopDiv && smoothed > least + (DIVERGED - 1) * Math.abs(least)) stopped = "diverged";
    else if (interrupted() && losses.length < rates.length) stopped = "interrupted";
    if (stopped) break;
  }
  const tried = rates.slice(0, losses.length);
  const doubt = doubtOf(raw, rates, stopped);
  const suggested = suggestRates(doubt ? [] : tried, doubt ? [] : losses, Math.floor(rates.length * SKIP));
  return { rates: tried, losses, ...suggested, ...(stopped && { stopped }), ...(doubt && { doubt }) };
}

function doubtOf(raw: number[], rates: number[], stopped?: string): string | undefined {
  const at = (i: number) => rates[Math.min(i, rates.length - 1)].toExponential(1);
  if (stopped === "not a number" && raw.length === 0) {
    return "the loss is no number at the very first step: look at the data and the loss, not at the rate";
  }
  if (everFalls(raw, rates.length)) return undefined;
  const end = stopped ? `; it ended at rate ${at(raw.length)}: ${stopped}` : "";
  return `the loss never falls by more than it scatters from batch to batch${end}`;
}
