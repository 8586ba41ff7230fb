import type { Dataset } from "../data";
import { parseProgram } from "./program-schema";
import type { Program } from "./program";

/** How much of a split one epoch of a Program sees. */
export interface EpochCoverage {
  split: "training" | "validation";
  /** Rows there are. */
  rows: number;
  /** Rows an epoch takes; more than there are where it goes round. */
  perEpoch: number;
  /** perEpoch / rows. */
  share: number;
  /** Times each row is seen in all epochs together, on average. */
  passes: number;
}

/** Steps times batch, against the rows there are. */
export function epochCoverage({ train, valid }: Dataset, program: Program): EpochCoverage[] {
  const { batchSize, epochs, stepsPerEpoch, validationSteps } = parseProgram(program);
  const covered = (split: EpochCoverage["split"], rows: number, steps: number | undefined) => {
    const perEpoch = steps === undefined ? rows : steps * batchSize;
    return { split, rows, perEpoch, share: perEpoch / rows, passes: (epochs * perEpoch) / rows };
  };
  return [
    covered("training", train.rows, stepsPerEpoch),
    ...(valid ? [covered("validation", valid.rows, validationSteps)] : []),
  ];
}
