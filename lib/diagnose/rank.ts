import type { Suspicion } from "./check";
import { type Finding, type Standing, symptoms, type Trial } from "./finding";
import type { Prescription } from "./prescription";
import { isProved, type Treatment } from "./smallest-set";
import type { TriedOnLearning } from "./treat-learning";

/** A suspicion that no trial proved stands as suspect from this likelihood on. */
const SUSPECT = 0.5;
/** The same, where other causes were proved that explain all. */
const SUSPECT_BESIDE_PROOF = 0.7;
/** A suspicion without which it learned as well stands only if it is all but certain. */
const SUSPECT_THOUGH_NEEDLESS = 0.9;

const order: Record<Standing, number> = { cause: 0, suspect: 1, note: 2 };

interface Ranked {
  suspicion: Suspicion;
  standing: Standing;
  weight: number;
  remedy?: string;
  trial?: Trial;
}

/** Findings on a program that does not learn, likeliest cause first. */
export function rankFailing(
  suspicions: readonly Suspicion[],
  treatment: Treatment,
  failing: readonly string[],
): Finding[] {
  const { set, proofs, needless, vain } = treatment;
  const proved = set.filter(
    (each) => proofs.has(each) && isProved(proofs.get(each)!, failing, !learnsAll(proofs, each)),
  );
  const of = (group: Iterable<Prescription>, suspicion: Suspicion) =>
    [...group].find(({ about }) => about === suspicion);
  const all = [...suspicions, ...set.map(({ about }) => about).filter((about) => !suspicions.includes(about))];
  const ranked = all.map((suspicion): Ranked => {
    const member = of(set, suspicion);
    if (member) {
      const standing = proved.includes(member) ? "cause" : "suspect";
      const weight = 1 + suspicion.likelihood;
      return { suspicion, standing, weight, remedy: member.remedy.name, trial: proofs.get(member) };
    }
    const { likelihood } = suspicion;
    if (suspicion.standing === "note") return { suspicion, standing: "note", weight: likelihood };
    if (suspicion.standing === "cause" && likelihood >= SUSPECT_THOUGH_NEEDLESS) {
      const standing = of(needless, suspicion) ? "suspect" : "cause";
      return { suspicion, standing, weight: likelihood };
    }
    const least = of(needless, suspicion)
      ? SUSPECT_THOUGH_NEEDLESS
      : proved.length > 0 || of(vain, suspicion)
        ? SUSPECT_BESIDE_PROOF
        : SUSPECT;
    return { suspicion, standing: likelihood >= least ? "suspect" : "note", weight: likelihood };
  });
  return findings(ranked, failing);
}

const learnsAll = (proofs: Treatment["proofs"], each: Prescription): boolean => proofs.get(each)!.learns;

/** Findings on a program that learns: never causes, and suspects only where a trial made it clearly better. */
export function rankLearning(
  suspicions: readonly Suspicion[],
  tried: ReadonlyMap<Suspicion, TriedOnLearning>,
): Finding[] {
  const ranked = suspicions.map((suspicion): Ranked => {
    const { likelihood, standing } = suspicion;
    const trial = tried.get(suspicion);
    const stands = standing !== "note" && (trial ? trial.better || likelihood >= 0.95 : likelihood >= 0.8);
    return {
      suspicion,
      standing: stands ? "suspect" : "note",
      weight: likelihood + (trial?.better ? 1 : 0),
      ...(trial && { remedy: trial.remedy, trial: trial.trial }),
    };
  });
  return findings(ranked, []);
}

function findings(ranked: Ranked[], failing: readonly string[]): Finding[] {
  const roots = ranked.some(({ suspicion, standing }) => standing !== "note" && !symptoms.has(suspicion.code));
  for (const each of ranked) {
    // A symptom is no reason where there is a root to it.
    if (roots && symptoms.has(each.suspicion.code) && each.standing === "suspect") each.standing = "note";
  }
  const sorted = [...ranked].sort((a, b) => order[a.standing] - order[b.standing] || b.weight - a.weight);
  const seen = new Set<string>();
  return sorted.flatMap((each) => {
    const key = `${each.suspicion.code}/${each.suspicion.head ?? ""}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [finding(each, failing)];
  });
}

function finding({ suspicion, standing, remedy, trial }: Ranked, failing: readonly string[]): Finding {
  const { code, head, layer, evidence, says } = suspicion;
  const scored = trial && headOf(trial, head, failing);
  return {
    code,
    standing,
    ...(head !== undefined && { head }),
    ...(layer !== undefined && { layer }),
    evidence: { likelihood: suspicion.likelihood, ...evidence },
    says,
    ...((remedy ?? suspicion.remedy) !== undefined && { remedy: remedy ?? suspicion.remedy }),
    ...(scored && {
      trial: { before: scored.before, after: scored.after, seeds: trial.seeds.length, p: scored.p },
    }),
  };
}

/** The finding's own head, or the failing one that changed most. */
function headOf({ heads }: Trial, head: string | undefined, failing: readonly string[]) {
  if (head !== undefined && heads[head]) return heads[head];
  const names = failing.length > 0 ? failing.filter((name) => heads[name]) : Object.keys(heads);
  return names.map((name) => heads[name]).sort((a, b) => b.after - b.before - (a.after - a.before))[0];
}
