/**
 * Numbers to predict that are far from order one: a loss of millions, steps that overshoot or never arrive.
 *
 * Heads begin near zero and move by about the rate a step (Adam) or by rate times error (SGD): a target at 200,000 is out of reach
 * of the one and blows up the other. The limits are the inputs' (`input-scale`): ten and a hundred times order one; a target
 * that is tiny gives a loss, and gradients, of its square, and is told from 0.01 down.
 */
import type { Check, Suspicion } from "../check";
import { short } from "./short-number";

const ODD = 10;
const VERY_ODD = 100;
const TINY = 0.01;

export const targetScale: Check = {
  name: "target-scale",
  codes: ["target-unscaled"],
  stage: "data",
  run: ({ heads }) =>
    heads.flatMap(({ name, kind, target }): Suspicion[] => {
      if (kind.kind !== "number" || !(target.std > 0)) return [];
      const scale = Math.max(target.std, Math.abs(target.mean));
      if (scale <= ODD && scale >= TINY) return [];
      return [
        {
          code: "target-unscaled",
          standing: "suspect",
          head: name,
          likelihood: scale > VERY_ODD ? 0.7 : 0.4,
          evidence: {
            min: target.min,
            max: target.max,
            mean: target.mean,
            std: target.std,
            limit: scale > 1 ? ODD : TINY,
          },
          says: `${name}: targets run from ${short(target.min)} to ${short(target.max)}, far from order one.`,
        },
      ];
    }),
};
