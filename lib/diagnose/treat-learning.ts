import type { Suspicion } from "./check";
import type { Examination } from "./examination";
import { symptoms, type Trial } from "./finding";
import { beyondTrials, prescribe, type Prescription } from "./prescription";
import type { Trials } from "./trials";

/** Suspicions of a program that learns are tried from this likelihood on, so many at most. */
export const WORTH_A_TRIAL = 0.35;
const AT_MOST = 6;
/** A remedy makes a learning head clearly better when it takes away so much of what was wrong. */
const OF_WHAT_WAS_WRONG = 0.15;
/** And of all rows, or of the best constant's error, at least so much. */
const OF_ALL = 0.03;

export interface TriedOnLearning {
  remedy: string;
  trial: Trial;
  /** Clearly better on a head, on all seeds. */
  better: boolean;
}

/**
 * Tries each suspicion's remedy on a program that learns: by itself, and where it does nothing by itself, beside the one that did
 * most, for a fault can hide behind another.
 */
export async function tryOnLearning(
  examination: Examination,
  trials: Trials,
  suspicions: readonly Suspicion[],
  seeds: readonly number[],
  tell: (note: string) => void,
): Promise<Map<Suspicion, TriedOnLearning>> {
  const tried = new Map<Suspicion, TriedOnLearning>();
  const worth = suspicions
    .filter(({ likelihood, standing }) => likelihood >= WORTH_A_TRIAL && standing !== "note")
    .filter(({ code }) => !symptoms.has(code) && !beyondTrials.has(code))
    .sort((a, b) => b.likelihood - a.likelihood)
    .slice(0, AT_MOST)
    .flatMap((suspicion) => prescribe(suspicion, examination) ?? []);
  const tryOne = async (each: Prescription, base: readonly Prescription[]) => {
    tell(each.remedy.name);
    const trial = await tryBeside(base, each, trials, seeds, examination);
    if (!trial) examination.budget.cut = true;
    return trial && { remedy: each.remedy.name, trial, better: clearlyBetter(trial) };
  };
  for (const each of worth) {
    const found = await tryOne(each, []);
    if (!found) return tried;
    tried.set(each.about, found);
  }
  const helpful = worth.filter(({ about }) => tried.get(about)!.better);
  const [best] = helpful.sort((a, b) => gain(tried.get(b.about)!.trial) - gain(tried.get(a.about)!.trial));
  for (const each of best ? worth.filter(({ about }) => !tried.get(about)!.better) : []) {
    const found = await tryOne(each, [best]);
    if (!found) return tried;
    if (found.better) tried.set(each.about, found);
  }
  return tried;
}

/**
 * Holds a remedy beside others against these alone, all to their end: on the first seed, and where it is clearly better there on
 * all seeds that there is time for.
 *
 * @returns nothing where there is no time for the first
 */
export async function tryBeside(
  base: readonly Prescription[],
  each: Prescription,
  trials: Trials,
  seeds: readonly number[],
  { budget }: Pick<Examination, "budget">,
): Promise<Trial | undefined> {
  const both = [...base, each];
  const compare = async (on: readonly number[]) => {
    const runs = trials.runsLeft([base, both], on);
    if (runs > 0 && budget.left < 1.3 * runs * trials.secondsOfRun) return undefined;
    return trials.compare(both, base, on, true);
  };
  const first = await compare(seeds.slice(0, 1));
  if (!first || !clearlyBetter(first)) return first;
  return (await compare(seeds)) ?? first;
}

/** How much better the head got that gained most. */
function gain({ heads }: Trial): number {
  return Math.max(...Object.values(heads).map(({ before, after }) => after - before));
}

/** Whether a head got clearly better with the remedies, on all seeds. */
export function clearlyBetter({ heads, agree }: Trial): boolean {
  return (
    agree &&
    Object.values(heads).some(({ before, after, p }) => {
      const gain = after - before;
      return p < 0.01 && gain >= OF_ALL && gain >= OF_WHAT_WAS_WRONG * (1 - before);
    })
  );
}
