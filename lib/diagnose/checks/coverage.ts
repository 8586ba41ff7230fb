/**
 * A person sees: curves that jump from epoch to epoch, or epochs that are done sooner than they should be.
 *
 * How much of the data a run looks at: steps times batch under the rows of a split, or no validation rows at all.
 *
 * This is arithmetic. That an epoch covers a part is a fault only in what its author believes to see: with a shuffle that goes on
 * across epochs every row comes in time, so it is a note unless an epoch is under half of the rows. Validation on
 * a part is noisier than it looks: on 130 of 690 rows a head that knows nothing shows 0.20 or more in every other epoch.
 * Rows that do not fill a last batch are left out by habit (Keras's own examples divide rows by batch): that is a note.
 */
import { LEARNS_AT } from "../../train";
import type { Check, Suspicion } from "../check";
import type { HeadFacts } from "../examination";

const HALF = 0.5;

export const coverage: Check = {
  name: "coverage",
  codes: ["epoch-covers-part", "validation-missing", "validation-covers-part"],
  stage: "data",
  run({ subject, epoch, heads }) {
    const found: Suspicion[] = [];
    const { steps, batchSize, rowsOfSplit } = epoch;
    if (steps * batchSize < rowsOfSplit) {
      const share = (steps * batchSize) / rowsOfSplit;
      found.push({
        code: "epoch-covers-part",
        standing: rowsOfSplit - steps * batchSize < batchSize ? "note" : "suspect",
        likelihood: share < HALF ? 0.35 : 0.1,
        evidence: { stepsPerEpoch: steps, batchSize, rowsAnEpoch: steps * batchSize, rows: rowsOfSplit, share },
        says: `An epoch is ${steps} steps of ${batchSize}: ${steps * batchSize} of ${rowsOfSplit} training rows.`,
      });
    }
    const { validation, fit } = subject;
    if (!validation) {
      found.push({
        code: "validation-missing",
        standing: "suspect",
        likelihood: 0.15,
        evidence: { trainingRows: rowsOfSplit },
        says: "There are no validation rows: whether it has learned or only memorised cannot be told.",
      });
    } else if (tooFew(validation.x.shape[0], heads)) {
      const rows = validation.x.shape[0];
      found.push({
        code: "validation-missing",
        standing: "suspect",
        likelihood: 0.15,
        evidence: { trainingRows: rowsOfSplit, validationRows: rows },
        says: `There ${rows === 1 ? "is 1 validation row" : `are ${rows} validation rows`}: too few to tell learning from luck, were all of them right. Hold out more.`,
      });
    } else if (fit.validationSteps !== undefined) {
      const rows = validation.x.shape[0];
      const seen = fit.validationSteps * batchSize;
      if (seen < rows) {
        found.push({
          code: "validation-covers-part",
          standing: rows - seen < batchSize ? "note" : "suspect",
          likelihood: 0.12,
          evidence: { validationSteps: fit.validationSteps, batchSize, rowsSeen: seen, rows, share: seen / rows },
          says: `Validation looks at ${seen} of ${rows} rows.`,
        });
      }
    }
    return found;
  },
};

/** Whether by luck alone so few rows would all be right more often than a head that learns may be lucky. */
const tooFew = (rows: number, heads: readonly HeadFacts[]): boolean =>
  heads.some(({ target: { largestShare } }) => largestShare < 1 && largestShare ** rows >= LEARNS_AT);
