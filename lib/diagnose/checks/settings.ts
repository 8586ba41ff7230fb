/**
 * A person sees: a loss that does not move to the last digit, climbs, or is NaN after a few steps.
 *
 * A rate or an optimizer's number that no training survives, read off.
 *
 * A rate of zero, below zero or no number is certain. The rest is far from anything in use: Adam's authors give 0.9, 0.999 and 1e-8
 * (Kingma & Ba 2015), Keras 1e-7; an epsilon of 1e-2 already turns Adam into slow momentum wherever gradients are small,
 * momentum from 0.99 on averages over hundreds of steps and overshoots (Sutskever et al. 2013 go up to 0.99 with a warm-up, 0.995 at
 * most). Rates are only suspicions: usual ones are 1e-4 to 1e-2 for Adam's kin and 1e-3 to 1e-1 for SGD (Bengio 2012), and what is too
 * much for a program is a matter for its own curve (`rate-curve`).
 */
import type { Check, Suspicion } from "../check";
import type { FindingCode } from "../finding";

const usual = { adaptive: { least: 1e-5, most: 3e-2 }, plain: { least: 1e-4, most: 0.5 } };
const MOMENTUM = 0.985;
const BETA1 = 0.985;
const BETA2_LOW = 0.5;
const EPSILON = 1e-2;
/** A share of 1 that is kept of the old forgets nothing, and the sums behind it never settle. */
const ENDLESS = 0.92;
/** Zeiler 2012, "ADADELTA", multiplies by no rate at all. */
const ADADELTA = 0.05;
/** RMSprop's share of the old mean square: Hinton's lecture has 0.9; none of it kept is the gradient's sign, all of it no change. */
const RHO = { least: 0.3, most: 0.9995 };

export const settings: Check = {
  name: "settings",
  codes: ["rate-invalid", "gradient-ascent", "rate-too-high", "rate-too-low", "optimizer-setting"],
  stage: "data",
  run({ optimizer, epoch, subject }) {
    const { className, learningRate: rate, adaptive, momentum = 0, beta1, beta2, epsilon, decay } = optimizer;
    const found: Suspicion[] = [];
    const say = (
      code: FindingCode,
      likelihood: number,
      says: string,
      certain: boolean,
      evidence: Suspicion["evidence"],
    ) =>
      found.push({
        code,
        standing: certain ? "cause" : "suspect",
        likelihood,
        evidence: { optimizer: className, ...evidence },
        says,
      });
    // Adadelta has no rate in its paper, which is a rate of one; tfjs and Keras give it 0.001, and it then stands still.
    const adadelta = /adadelta/i.test(className);
    if (adadelta && rate > 0) {
      const says = `A rate of ${rate}: Adadelta's authors have none, which is a rate of 1, and its steps begin at next to nothing.`;
      if (rate <= ADADELTA) say("rate-too-low", 0.75, says, false, { learningRate: rate, limit: ADADELTA });
    } else if (!(rate > 0)) {
      say("rate-invalid", 0.99, `The learning rate is ${rate}: no step goes down the loss.`, true, {
        learningRate: rate,
      });
      if (rate < 0)
        say("gradient-ascent", 0.98, "With a rate below zero every step climbs the loss.", true, {
          learningRate: rate,
        });
    } else {
      const { least, most } = adaptive ? usual.adaptive : usual.plain;
      // What momentum adds up to in the long run counts.
      const effective = adaptive ? rate : rate / (1 - Math.min(momentum, 0.999));
      const evidence = { learningRate: rate, effective, usualLeast: least, usualMost: most };
      const steps = epoch.steps * subject.fit.epochs;
      if (rate > most) {
        const far = rate / most;
        say(
          "rate-too-high",
          far >= 10 ? 0.85 : 0.6,
          `A rate of ${rate} is far above what ${className} is used with.`,
          false,
          evidence,
        );
      } else if (effective < least) {
        const far = least / effective;
        const says = `A rate of ${rate} moves a weight by next to nothing in ${steps} steps.`;
        say("rate-too-low", far >= 10 ? 0.85 : 0.55, says, false, { ...evidence, steps });
      }
    }
    const wrong: [string, number | undefined, boolean, string][] = [
      [
        "momentum",
        optimizer.momentum,
        momentum >= MOMENTUM || momentum < 0,
        `usual is 0.9, at most 0.99; limit ${MOMENTUM}`,
      ],
      ["beta1", beta1, beta1 !== undefined && (beta1 >= BETA1 || beta1 < 0), `usual is 0.9; limit ${BETA1}`],
      ["beta2", beta2, beta2 !== undefined && (beta2 < BETA2_LOW || beta2 >= 1), `usual is 0.999; limit ${BETA2_LOW}`],
      [
        "decay",
        /rmsprop/i.test(className) ? decay : undefined,
        (decay ?? 0.9) < RHO.least || (decay ?? 0.9) > RHO.most,
        `usual is 0.9; limits ${RHO.least} and ${RHO.most}`,
      ],
      ["epsilon", epsilon ?? undefined, (epsilon ?? 0) >= EPSILON, `usual is 1e-7; limit ${EPSILON}`],
    ];
    for (const [name, value, odd, limit] of wrong) {
      if (!odd || value === undefined) continue;
      const says = `${className}'s ${name} is ${value}; ${limit}.`;
      const endless = name !== "epsilon" && value >= 1;
      const likelihood = endless ? ENDLESS : name === "beta2" ? 0.4 : 0.75;
      say("optimizer-setting", likelihood, says, false, { setting: name, value });
    }
    return found;
  },
};
