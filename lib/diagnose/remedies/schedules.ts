import { withModel } from "../changed-subject";
import type { Remedy } from "../remedy";
import { ScheduledOptimizer } from "./scheduled-optimizer";

/** The rate falls to nothing along a half cosine over the run. @see Loshchilov & Hutter 2017, "SGDR" */
export const cosineSchedule: Remedy = {
  name: "schedule",
  says: "Lets the rate fall to nothing along a half cosine.",
  mends: [],
  applies: ({ optimizer }) => optimizer.learningRate > 0,
  apply(subject, { epoch }) {
    const steps = epoch.steps * subject.fit.epochs;
    const factor = (losses: readonly number[]) =>
      (1 + Math.cos((Math.PI * Math.min(losses.length, steps)) / steps)) / 2;
    return withModel(subject, { optimizer: (optimizer) => new ScheduledOptimizer(optimizer, factor) });
  },
};

/** Epochs without a fall of the training loss before the rate is cut, and what it is cut to. */
const PATIENCE = 3;
const CUT = 0.3;

/** The rate is cut each time that the training loss has not fallen for three epochs. */
export const reduceOnPlateau: Remedy = {
  name: "reduce on plateau",
  says: "Cuts the rate to three tenths whenever the training loss has not fallen for three epochs.",
  mends: ["rate-too-high"],
  applies: ({ optimizer }) => optimizer.learningRate > 0,
  apply(subject, { epoch }) {
    return withModel(subject, {
      optimizer: (optimizer) => {
        let [factor, best, waited] = [1, Infinity, 0];
        return new ScheduledOptimizer(optimizer, (losses) => {
          if (losses.length === 0 || losses.length % epoch.steps !== 0) return factor;
          const mean = losses.slice(-epoch.steps).reduce((sum, loss) => sum + loss, 0) / epoch.steps;
          waited = mean < best ? 0 : waited + 1;
          best = Math.min(best, mean);
          if (waited >= PATIENCE) [factor, waited] = [factor * CUT, 0];
          return factor;
        });
      },
    });
  },
};
