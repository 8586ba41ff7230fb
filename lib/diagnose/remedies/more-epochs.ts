import { withFit } from "../changed-subject";
import type { Remedy } from "../remedy";

/** As many times the epochs as the dose says, five unless told. */
export const moreEpochs: Remedy = {
  name: "more epochs",
  says: "Trains several times as long.",
  mends: ["undertrained"],
  applies: () => true,
  apply: (subject, _, about) =>
    withFit(subject, { epochs: Math.ceil(subject.fit.epochs * (about?.dose?.epochsTimes ?? 5)) }),
};
