import type { Suspicion } from "../check";
import type { Examination, HeadFacts } from "../examination";
import type { Remedy } from "../remedy";
import { type HeadChange, headsOf, withHeads } from "./head-change";
import { headPlan } from "./head-plan";

/** The loss that goes with the targets, and the activation that goes with that loss. */
export const taskLoss: Remedy = {
  name: "the task's loss",
  says: "Compiles the head with the loss that its targets ask for, and the activation that goes with it.",
  mends: ["loss-unsuitable"],
  applies: (examination, about) => changes(examination, about).size > 0,
  apply: (subject, examination, about) => withHeads(subject, changes(examination, about)),
};

function changes(examination: Examination, about?: Suspicion): Map<HeadFacts, HeadChange> {
  const wanted = new Map<HeadFacts, HeadChange>();
  for (const head of headsOf(examination, about)) {
    const { loss, activation, units } = headPlan(head);
    if (loss === head.loss && head.knownLoss) continue;
    const activationToo = (head.activations.join("+") || "linear") !== activation && units === head.units;
    wanted.set(head, { loss, ...(activationToo && { activation }) });
  }
  return wanted;
}
