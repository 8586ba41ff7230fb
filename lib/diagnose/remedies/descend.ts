import { tf } from "../../engine";
import { setLearningRate } from "../../train";
import type { TfjsLoss } from "../../train/compiled-model";
import { withModel } from "../changed-subject";
import type { Remedy } from "../remedy";
import { headsOf } from "./head-change";

/** Turns round whichever sign makes the loss climb: the rate's, or that of a loss of somebody's own. */
export const descend: Remedy = {
  name: "the sign turned round",
  says: "Turns the sign round by which the loss is climbed: the rate's, or the loss's own.",
  mends: ["gradient-ascent", "rate-invalid"],
  applies: ({ optimizer, heads }) => optimizer.learningRate < 0 || heads.some(({ knownLoss }) => !knownLoss),
  apply(subject, examination, about) {
    const { learningRate } = examination.optimizer;
    if (learningRate < 0) {
      return withModel(subject, {
        optimizer: (optimizer) => {
          setLearningRate(optimizer, -learningRate);
          return optimizer;
        },
      });
    }
    const turned = new Set(
      headsOf(examination, about)
        .filter(({ knownLoss }) => !knownLoss)
        .map(({ index }) => index),
    );
    return withModel(subject, { losses: (losses) => losses.map((loss, i) => (turned.has(i) ? negated(loss) : loss)) });
  },
};

const negated =
  (loss: TfjsLoss): TfjsLoss =>
  (target, output) =>
    tf.tidy(() => tf.neg(loss(target, output)));
