import type { Ready } from "./engine-process";
import { differenceOf } from "./ratios";

/** float32's own differences on the question's network are under this (see scripts/test/model/keras-parity.test.ts). */
const FIRST_LOSS_TOLERANCE = 1e-3;
/** Orders of rows differ, so losses while training do, a little. */
const LATER_LOSS_TOLERANCE = 0.1;

/**
 * From the same weights, the same rows must give the same loss in every engine, and the parameters must be as many.
 *
 * @throws Error if they are not: then speeds would say nothing
 */
export function checkEqualStart(engines: Readonly<Record<string, Ready>>): void {
  const [[first, reference], ...others] = Object.entries(engines);
  for (const [name, { parameters, firstLoss }] of others) {
    if (parameters !== reference.parameters) {
      throw new Error(`${name} has ${parameters} parameters, ${first} ${reference.parameters}: not the same network.`);
    }
    if (!(differenceOf(firstLoss, reference.firstLoss) <= FIRST_LOSS_TOLERANCE)) {
      throw new Error(
        `From the same weights and rows ${name} has a loss of ${firstLoss}, ${first} of ${reference.firstLoss}: ` +
          "not the same network, or not the same pictures.",
      );
    }
  }
}

/** @param losses by engine, the mean over the slices that were measured. @returns a remark where they part */
export function lossRemark(losses: Readonly<Record<string, number>>): string | undefined {
  const values = Object.values(losses);
  if (differenceOf(Math.min(...values), Math.max(...values)) <= LATER_LOSS_TOLERANCE) return undefined;
  const words = Object.entries(losses).map(([name, loss]) => `${name} ${loss.toFixed(3)}`);
  return `mean losses over the slices part: ${words.join(", ")}`;
}
