import { stepsToLeave } from "../remedy-effects";
import type { TriedProgram } from "../tried-program";
import { named, type ProgramCase } from "./suspect";

/** At so little more, a mean of accuracies is not called better. */
const BETTER_BY = 0.01;

/** A change that may go into the set. */
export interface Candidate {
  name: string;
  /** Of two changes of one kind, such as two rates, a set has one. */
  kind: string;
  apply(to: ProgramCase): ProgramCase;
}

/** How soon every head learns, and what they come to. */
export interface Soonness {
  /** Pictures shown until the last head leaves the majority baseline, of several seeds the median; Infinity if one never does. */
  pictures: number;
  /** At the end, the mean over heads and seeds. */
  accuracy: number;
}

/** What was tried on the way to the set. */
export interface SoonestStep extends Soonness {
  set: string[];
  /** "begins": nothing changed. */
  came: "begins" | "taken" | "not taken" | "left out again" | "needed";
}

/** The fewest changes found that make every head learn soonest. */
export interface Soonest extends Soonness {
  set: Candidate[];
  steps: SoonestStep[];
}

/**
 * Looks for the smallest set of changes that makes every head learn soonest: adds one after the other where that makes it
 * sooner, then leaves out each again where that makes it no later. It tries few of all sets, so that a better may exist.
 *
 * @param candidates the most promising first
 * @param attempt runs one case, with every seed; nothing where it was interrupted
 */
export async function soonestSet(
  question: ProgramCase,
  candidates: readonly Candidate[],
  attempt: (of: ProgramCase) => Promise<readonly TriedProgram[]>,
): Promise<Soonest> {
  const steps: SoonestStep[] = [];
  let interrupted = false;
  const measure = async (set: readonly Candidate[], came: (found: Soonness) => SoonestStep["came"]) => {
    const runs = await attempt(named(applied(question, set), nameOf(set)));
    interrupted ||= runs.length === 0;
    const found = soonness(runs);
    if (!interrupted) steps.push({ set: set.map(({ name }) => name), ...found, came: came(found) });
    return found;
  };
  let best = await measure([], () => "begins");
  let set: Candidate[] = [];
  for (const each of candidates) {
    if (interrupted || set.some(({ kind }) => kind === each.kind)) continue;
    const found = await measure([...set, each], (now) => (isSooner(now, best) ? "taken" : "not taken"));
    if (interrupted || !isSooner(found, best)) continue;
    [set, best] = [[...set, each], found];
  }
  for (const each of set.length > 1 ? [...set] : []) {
    if (interrupted) break;
    const rest = set.filter((other) => other !== each);
    const found = await measure(rest, (now) => (isSooner(best, now) ? "needed" : "left out again"));
    if (!interrupted && !isSooner(best, found)) [set, best] = [rest, found];
  }
  return { set, ...best, steps };
}

/** A case with a set's changes, one after the other. */
export function applied(to: ProgramCase, set: readonly Candidate[]): ProgramCase {
  return set.reduce((changed, { apply }) => apply(changed), to);
}

/** How soon all heads of these runs, of one case with several seeds, leave the majority baseline. */
export function soonness(runs: readonly TriedProgram[]): Soonness {
  const last = runs.map((run) => {
    const shown = run.history.reduce((sum, { training }) => sum + training.rows, 0);
    const steps = Object.keys(run.heads).map((head) => stepsToLeave(run, head) ?? Infinity);
    return (Math.max(...steps) / run.steps) * shown;
  });
  const accuracies = runs.flatMap(({ heads }) => Object.values(heads).map(({ accuracy }) => accuracy));
  return {
    pictures: last.sort((a, b) => a - b)[Math.floor(last.length / 2)] ?? Infinity,
    accuracy: accuracies.reduce((sum, each) => sum + each, 0) / accuracies.length,
  };
}

function isSooner(a: Soonness, b: Soonness): boolean {
  if (a.pictures !== b.pictures) return a.pictures < b.pictures;
  return a.accuracy > b.accuracy + BETTER_BY;
}

/** As a Program may be called. */
export function nameOf(set: readonly { name: string }[]): string {
  return set.length > 0 ? set.map(({ name }) => name).join(" and ") : "question";
}
