import type { Suspicion } from "../check";
import type { Examination, HeadFacts } from "../examination";
import type { Remedy } from "../remedy";
import { type HeadChange, headsOf, withHeads } from "./head-change";
import { headPlan } from "./head-plan";

/** As many units as there are classes, or numbers to predict; with the activation and loss that go with them. */
export const outputWidth: Remedy = {
  name: "units as the targets want",
  says: "Gives the head one unit a class, or a number to predict, with the activation and loss that go with them.",
  mends: ["output-width"],
  applies: (examination, about) => changes(examination, about).size > 0,
  apply: (subject, examination, about) => withHeads(subject, changes(examination, about)),
};

function changes(examination: Examination, about?: Suspicion): Map<HeadFacts, HeadChange> {
  const wanted = new Map<HeadFacts, HeadChange>();
  for (const head of headsOf(examination, about)) {
    const plan = { ...headPlan(head) };
    if (head.target.form === "integers") Object.assign(plan, classesPlan(head));
    if (plan.units !== head.units) wanted.set(head, plan);
  }
  return wanted;
}

const classesPlan = ({ target }: HeadFacts) => ({
  units: target.max + 1,
  activation: "softmax",
  loss: "sparseCategoricalCrossentropy",
});
