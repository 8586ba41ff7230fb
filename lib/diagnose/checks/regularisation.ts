/**
 * Penalties and dropout that leave the task little: a loss that falls, and accuracy that does not rise.
 *
 * Dropout's authors keep half of the hidden units and eight in ten of the inputs (Srivastava et al. 2014, 4 and A.4); from 0.7 on
 * little passes. An l2 is judged beside the task's loss at the start (stage `start`); here by its size alone: usual are 1e-5 to 1e-3,
 * and 0.01 is the default of `l2()` in Keras, which already shows in small networks.
 */
import type { Check, Suspicion } from "../check";

const DROPPED = 0.7;
const L2 = 0.03;

export const regularisation: Check = {
  name: "regularisation",
  codes: ["dropout-high", "over-regularised"],
  stage: "data",
  run({ layers, heads }) {
    const found: Suspicion[] = [];
    const dropping = layers.filter(({ dropout }) => dropout !== undefined && dropout > 0);
    const high = dropping.filter(({ dropout = 0 }) => dropout >= DROPPED);
    const kept = dropping.reduce((share, { dropout = 0 }) => share * (1 - dropout), 1);
    const last = new Set(heads.flatMap(({ tail }) => tail.map(({ name }) => name)));
    if (high.length > 0) {
      const worst = Math.max(...high.map(({ dropout = 0 }) => dropout));
      found.push({
        code: "dropout-high",
        standing: "suspect",
        layer: high[0].name,
        likelihood: worst >= 0.85 ? 0.7 : 0.5,
        evidence: { rate: worst, layers: high.map(({ name }) => name).join(", "), keptInAll: kept, limit: DROPPED },
        says: `${high.map(({ name }) => name).join(", ")}: ${Math.round(worst * 100)} % of what arrives is dropped at random.`,
      });
    } else if (kept < 1 - DROPPED && dropping.length > 1) {
      found.push({
        code: "dropout-high",
        standing: "note",
        layer: dropping[0].name,
        likelihood: 0.25,
        evidence: { keptInAll: kept, layers: dropping.map(({ name }) => name).join(", "), limit: 1 - DROPPED },
        says: `Dropout on dropout: ${Math.round(kept * 100)} % passes all ${dropping.length} of them.`,
      });
    }
    const afterHead = dropping.find(({ name }) => last.has(name));
    if (afterHead) {
      found.push({
        code: "dropout-high",
        standing: "suspect",
        layer: afterHead.name,
        likelihood: 0.4,
        evidence: { rate: afterHead.dropout!, place: "behind the head's last layer" },
        says: `${afterHead.name} drops answers themselves, behind the last layer.`,
      });
    }
    const penalised = layers.filter(({ regularizer }) => regularizer && regularizer.l1 + regularizer.l2 >= L2);
    if (penalised.length > 0) {
      const size = Math.max(...penalised.map(({ regularizer }) => regularizer!.l1 + regularizer!.l2));
      found.push({
        code: "over-regularised",
        standing: "suspect",
        layer: penalised[0].name,
        likelihood: size >= 0.3 ? 0.75 : 0.5,
        evidence: { penalty: size, layers: penalised.map(({ name }) => name).join(", "), limit: L2 },
        says: `A penalty of ${size} on the weights of ${penalised.map(({ name }) => name).join(", ")} pulls them to zero.`,
      });
    }
    return found;
  },
};
