import type { Check, Suspicion } from "../check";
import type { HeadFacts } from "../examination";

/**
 * A person sees: one head learns, another stands still; or two heads that learn alone stand still together.
 *
 * Thresholds: opposed gradients have a negative cosine (Yu et al. 2020, PCGrad); -0.5 is by experiment, `npm run faults`. A head with a
 * twentieth of another's pull on the shared layers does not shape them (Chen et al. 2018, GradNorm).
 */
const OPPOSED = -0.5;
const DROWNED = 0.05;
/** A head whose gradient does not reach the shared layers at all is not drowned, but blocked: by zero kernels, by dead units. */
const BLOCKED = 0;

/** Heads against each other. */
export const tasks: Check = {
  name: "tasks",
  codes: ["task-conflict", "task-dominates"],
  stage: "heads",
  async run(examination) {
    const { shares, cosines, trunk } = examination.headGradients;
    if (trunk.length === 0) return [];
    const { heads } = await examination.run();
    const names = Object.keys(shares);
    const found: Suspicion[] = [];
    for (const [first, second] of twosOf(examination.heads)) {
      if (first.tail[0].name !== second.tail[0].name || !first.tail[0].weighted) continue;
      found.push({
        code: "task-conflict",
        standing: "suspect",
        layer: first.tail[0].name,
        evidence: { heads: `${first.name}/${second.name}`, shared: first.tail[0].name },
        says: `${first.name} and ${second.name} have their last weights in common (${first.tail[0].name}): both answer the same, whatever each is asked.`,
        likelihood: 0.9,
      });
    }
    for (const [pair, cosine] of Object.entries(cosines)) {
      const [first, second] = pair.split("/");
      const fails = !heads[first]?.learns || !heads[second]?.learns;
      if (cosine > OPPOSED || !fails) continue;
      found.push({
        code: "task-conflict",
        standing: "suspect",
        evidence: { heads: pair, cosine, limit: OPPOSED },
        says: `The gradients of ${first} and ${second} on the layers they share point against each other (cosine ${cosine.toFixed(2)}).`,
        likelihood: 0.72,
      });
    }
    const most = names.reduce((best, name) => (shares[name] > shares[best] ? name : best), names[0]);
    const drowned = names.filter(
      (name) => shares[name] > BLOCKED && shares[name] < DROWNED * shares[most] && !heads[name].learns,
    );
    if (drowned.length > 0) {
      found.push({
        code: "task-dominates",
        standing: "suspect",
        head: most,
        evidence: { head: most, share: shares[most], drowned: drowned.join(", "), limit: DROWNED },
        says: `${most} has ${(100 * shares[most]).toFixed(0)} % of the pull on the shared layers; ${drowned.join(", ")} cannot shape them.`,
        likelihood: 0.7,
      });
    }
    return found;
  },
};

function twosOf(heads: readonly HeadFacts[]): [HeadFacts, HeadFacts][] {
  return heads.flatMap((first, i) => heads.slice(i + 1).map((second): [HeadFacts, HeadFacts] => [first, second]));
}
