import type { ObservedRun } from "./examination";

/**
 * A run this near to 0.01, where its verdict turns, is a matter of its seed: `npm run faults -- --verify digits-hne squares` shows
 * programs that are judged otherwise by their next one.
 */
const TURNS = { least: 1e-5, most: 0.2 };

/** Whether another seed might well say otherwise. */
export function hangsOnSeed({ heads, whole, broken }: ObservedRun): boolean {
  const p = likelihoodOfChance(heads);
  return whole && !broken && p > TURNS.least && p < TURNS.most;
}

/** Of an odd number of runs the middle one, by the head that does worst. */
export function typicalRun(runs: readonly ObservedRun[]): ObservedRun {
  const sorted = [...runs].sort((a, b) => likelihoodOfChance(a.heads) - likelihoodOfChance(b.heads));
  return sorted[Math.floor(sorted.length / 2)];
}

const likelihoodOfChance = (heads: ObservedRun["heads"]): number => Math.max(...Object.values(heads).map(({ p }) => p));
