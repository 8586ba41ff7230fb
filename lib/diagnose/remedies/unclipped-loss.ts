import type { Remedy } from "../remedy";
import { headsOf, withHeads } from "./head-change";
import { exactLoss } from "./one-softmax";

/** Cross-entropy from the logits: never clipped, its gradient exact however wrong an answer is. */
export const unclippedLoss: Remedy = {
  name: "cross-entropy from logits",
  says: "Computes the cross-entropy from the logits, where nothing is clipped and no gradient lost.",
  mends: ["clip-locked"],
  applies: (examination, about) => headsOf(examination, about).some(mendable),
  apply: (subject, examination, about) =>
    withHeads(
      subject,
      new Map(
        headsOf(examination, about)
          .filter(mendable)
          .map((head) => [head, { loss: exactLoss(head) }]),
      ),
    ),
};

const mendable = ({ activations, units, loss, layer, target }: Parameters<typeof exactLoss>[0]): boolean =>
  units > 1 &&
  target.width > 1 &&
  /categorical/i.test(loss) &&
  activations.join() === "softmax" &&
  layer.activation === "softmax" &&
  layer.weighted;
