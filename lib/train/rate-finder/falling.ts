import { jStat } from "jstat";

/** Share of all steps that is looked at together. */
const STRETCH = 1 / 10;
/** Standard errors that a fall must exceed; of simulated curves that are nothing but scatter, one in fifty passes. */
const LEAST_ERRORS = 3.25;
/** And a share of the loss that it must exceed, so that rounding is no fall where all batches are the same. */
const LEAST_SHARE = 1e-3;
/** Of a normal deviate's absolute value. */
const MEDIAN_DEVIATE = 0.6745;

/**
 * Whether the losses fall anywhere by more than they scatter from batch to batch: a stretch of them against the first.
 *
 * @param losses of single batches, not smoothed
 * @param steps  in all, if none had been left out at the end
 */
export function everFalls(losses: readonly number[], steps: number): boolean {
  const length = Math.max(2, Math.round(steps * STRETCH));
  if (losses.length < 2 * length) return false;
  const level = jStat.mean(losses.slice(0, length));
  const error = scatter(losses) * Math.sqrt(2 / length);
  const least = Math.max(LEAST_ERRORS * error, LEAST_SHARE * Math.abs(level));
  for (let end = 2 * length; end <= losses.length; end++) {
    if (level - jStat.mean(losses.slice(end - length, end)) > least) return true;
  }
  return false;
}

/** Standard deviation of a batch's loss, from step to step, so that neither a fall nor a divergence counts much. */
function scatter(losses: readonly number[]): number {
  const changes = losses.slice(1).map((loss, i) => Math.abs(loss - losses[i]));
  return jStat.median(changes) / (MEDIAN_DEVIATE * Math.SQRT2);
}
