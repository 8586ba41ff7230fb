import { withFit } from "../changed-subject";
import type { Remedy } from "../remedy";

const USUAL = 32;

/** Batches of 32 rows, or as the dose says; as many rows an epoch as before. */
export const usualBatch: Remedy = {
  name: "batches of a usual size",
  says: "Takes batches of 32 rows, or fewer where there are few rows.",
  mends: ["batch-size"],
  applies: ({ subject, epoch }, about) => wanted(epoch.rowsOfSplit, about?.dose?.batchSize) !== subject.fit.batchSize,
  apply(subject, { epoch }, about) {
    const batchSize = wanted(epoch.rowsOfSplit, about?.dose?.batchSize);
    const { stepsPerEpoch } = subject.fit;
    const steps = stepsPerEpoch && Math.max(1, Math.round((stepsPerEpoch * subject.fit.batchSize) / batchSize));
    return withFit(subject, { batchSize, ...(steps && { stepsPerEpoch: steps }) });
  },
};

const wanted = (rows: number, dose = USUAL): number => Math.max(1, Math.min(dose, Math.ceil(rows / 4)));
