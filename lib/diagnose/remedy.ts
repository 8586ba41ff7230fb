import type { Subject } from "../train";
import type { Suspicion } from "./check";
import type { Examination } from "./examination";
import type { FindingCode } from "./finding";

/**
 * A pure function Subject to Subject: one thing changed. The given Subject stays as it was; what the new one needs of new
 * tensors belongs to it, and whoever asked for it frees them by `disposeTreated`.
 */
export interface Remedy {
  /** As a person says it: "scale inputs", "he initialisation". The diagnosis' JSON names it so. */
  name: string;
  /** What it changes, in one sentence. */
  says: string;
  mends: readonly FindingCode[];
  /** Whether there is anything to change. */
  applies(examination: Examination, about?: Suspicion): boolean;
  /**
   * @param subject the examination's, or one that other remedies have changed already
   * @param about the finding that it should mend: its head, layer and dose; without, the whole model
   */
  apply(subject: Subject, examination: Examination, about?: Suspicion): Subject | Promise<Subject>;
}
