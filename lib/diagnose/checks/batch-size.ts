/**
 * Batches that are very small or very large for the rate and the rows: a loss that jitters, or epochs of a step or two.
 *
 * Keras's default of 32 is what Bengio (2012) and Masters & Luschi (2018) recommend (2 to 32). One row a step makes gradients as noisy
 * as they get, and batch normalisation meaningless; a batch of half the rows or more leaves one or two steps an epoch, so that
 * an epoch is no measure of training any more.
 */
import type { Check, Suspicion } from "../check";

const SMALL = 2;
const STEPS = 3;
const ROWS = 64;

export const batchSize: Check = {
  name: "batch-size",
  codes: ["batch-size"],
  stage: "data",
  run({ epoch, subject, layers }) {
    const { batchSize: size, rowsOfSplit: rows } = epoch;
    const normalised = layers.some(({ className }) => className === "BatchNormalization");
    const found = (likelihood: number, says: string): Suspicion[] => [
      {
        code: "batch-size",
        standing: "suspect",
        likelihood,
        evidence: { batchSize: size, rows, stepsPerEpoch: epoch.steps, epochs: subject.fit.epochs },
        says,
        dose: { batchSize: 32 },
      },
    ];
    if (size <= SMALL && rows >= ROWS) {
      return found(
        normalised && size === 1 ? 0.7 : 0.4,
        `Batches of ${size}: every step follows the noise of ${size === 1 ? "one row" : "two rows"}.`,
      );
    }
    const whole = Math.ceil(rows / size);
    if (whole < STEPS && rows >= ROWS) {
      const steps = epoch.steps * subject.fit.epochs;
      return found(
        steps < 200 ? 0.6 : 0.2,
        `Batches of ${size} of ${rows} rows: ${steps} steps in all of its ${subject.fit.epochs} epochs.`,
      );
    }
    return [];
  },
};
