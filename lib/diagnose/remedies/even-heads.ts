import { tf } from "../../engine";
import type { TfjsLoss } from "../../train/compiled-model";
import { isHeadLoss } from "../../train/losses";
import { withModel } from "../changed-subject";
import type { Remedy } from "../remedy";

/** Losses weighed so that every head pulls equally hard at what the heads share. */
export const evenHeads: Remedy = {
  name: "even pull of the heads",
  says: "Weighs the losses so that every head's gradient of the shared layers is equally long at the start.",
  mends: ["task-dominates", "task-conflict"],
  // tfjs takes whole numbers as labels for its own loss only.
  applies: ({ heads, refusal }) =>
    heads.length > 1 && refusal === undefined && !heads.some(({ kind }) => kind.kind === "sparse"),
  apply(subject, { heads, headGradients: { norms } }) {
    const pulls = heads.map(({ name }) => norms[name] ?? 0);
    const usual = Math.exp(pulls.reduce((sum, norm) => sum + Math.log(Math.max(norm, 1e-12)), 0) / pulls.length);
    return withModel(subject, {
      losses: (losses) => losses.map((loss, i) => weighed(loss, usual / Math.max(pulls[i], 1e-12))),
    });
  },
};

function weighed(loss: TfjsLoss, factor: number): TfjsLoss {
  const times = (rows: TfjsLoss) => (target: tf.Tensor, output: tf.Tensor) =>
    tf.tidy(() => tf.mul(rows(target, output), factor));
  if (!isHeadLoss(loss)) return times(loss);
  return Object.assign(times(loss), { weight: loss.weight * factor, rows: loss.rows, takes: loss.takes });
}
