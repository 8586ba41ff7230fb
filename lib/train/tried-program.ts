import type { Epoch } from "./history";
import type { Run } from "./run";

/** What came of one Program with one seed; its model is not kept. */
export interface TriedProgram {
  /** The Program's. */
  name: string;
  seed: number;
  history: Epoch[];
  heads: Run["heads"];
  /** By head: the share of the commonest class among the training rows, as this training saw them. */
  trainingMajority: Record<string, number>;
  /** By head: whether each scored row was answered right, at the end. */
  right: Record<string, boolean[]>;
  /** Batches that were learned from. */
  steps: number;
  /** Of training, validation aside. */
  seconds: number;
  /** From its beginning to its end, all told. */
  wallSeconds: number;
  /** Why it ended early, such as a loss that was no number. */
  stopped?: string;
}
