import { headLoss } from "../../train/losses";
import type { TfjsLoss } from "../../train/compiled-model";
import type { Suspicion } from "../check";
import type { Examination, HeadFacts } from "../examination";
import type { Remedy } from "../remedy";
import { type HeadChange, headsOf, withHeads } from "./head-change";

/** Softmax once: in the head, with a loss that takes probabilities. */
export const oneSoftmax: Remedy = {
  name: "softmax once",
  says: "Leaves one softmax, in the head, and a loss that takes probabilities.",
  mends: ["double-softmax"],
  applies: (examination, about) => headsOf(examination, about).some(({ units }) => units > 1),
  apply: (subject, examination, about) => withHeads(subject, changes(examination, about)),
};

function changes(examination: Examination, about?: Suspicion): Map<HeadFacts, HeadChange> {
  const wanted = new Map<HeadFacts, HeadChange>();
  for (const head of headsOf(examination, about).filter(({ units }) => units > 1)) {
    const twiceInModel = head.activations.filter((activation) => activation === "softmax").length > 1;
    // A loss of somebody's own that takes logits would put softmax on softmax.
    wanted.set(head, { activation: "softmax", ...(!twiceInModel && { loss: exactLoss(head) }) });
  }
  return wanted;
}

/** Cross-entropy of probabilities: from the logits for one-hot rows; for whole numbers tfjs takes no loss but its own. */
export function exactLoss({ target }: HeadFacts): TfjsLoss | string {
  return target.width > 1 ? headLoss() : "sparseCategoricalCrossentropy";
}
