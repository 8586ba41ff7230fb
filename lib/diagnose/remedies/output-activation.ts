import type { Suspicion } from "../check";
import type { Examination, HeadFacts } from "../examination";
import type { Remedy } from "../remedy";
import { type HeadChange, headsOf, withHeads } from "./head-change";
import { headPlan } from "./head-plan";

/** The activation that goes with the targets, once: softmax over classes, sigmoid over one or many yes-or-no, none over numbers. */
export const outputActivation: Remedy = {
  name: "the task's output activation",
  says: "Ends the head in the activation that its targets ask for: softmax, sigmoid or none.",
  mends: ["output-activation", "missing-softmax", "single-unit-softmax", "output-range"],
  applies: (examination, about) => changes(examination, about).size > 0,
  apply: (subject, examination, about) => withHeads(subject, changes(examination, about)),
};

function changes(examination: Examination, about?: Suspicion): Map<HeadFacts, HeadChange> {
  const wanted = new Map<HeadFacts, HeadChange>();
  for (const head of headsOf(examination, about)) {
    const { activation, loss } = headPlan(head);
    const present = head.activations.join("+") || "linear";
    if (present === activation) continue;
    // Over one unit, or under a hinge, a cross-entropy over classes says nothing whatever the activation.
    const lossToo = head.units === 1 && /categorical|kullback/i.test(head.loss);
    wanted.set(head, { activation, ...(lossToo && { loss }) });
  }
  return wanted;
}
