import type { Suspicion } from "./check";
import { countedMistakes, type Finding, plainMistakes, type Standing, symptoms, type Trial } from "./finding";
import type { Prescription } from "./prescription";
import { isHelpful, isProved, type Treatment } from "./smallest-set";
import type { TriedOnLearning } from "./treat-learning";

/** A suspicion that no trial proved stands as suspect from this likelihood on. */
const SUSPECT = 0.5;
/** The same, where other causes were proved that explain all. */
const SUSPECT_BESIDE_PROOF = 0.7;
/** What is so likely stands, whatever trials say: as a cause where the check read it off. */
const CERTAIN = 0.9;

/** From here on a plain mistake stands whatever trials say; under it the check itself doubts that it is one. */
const PLAIN = 0.4;

/** On a program that learns, what could not be tried stands from here on. */
const UNTRIED = 0.8;

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
  const extra = treatment.set.map(({ about }) => about).filter((about) => !suspicions.includes(about));
  return findings(
    [...suspicions, ...extra].map((suspicion) => rankOne(suspicion, treatment, failing)),
    failing,
  );
}

function rankOne(suspicion: Suspicion, { set, proofs, needless, vain }: Treatment, failing: readonly string[]): Ranked {
  const { likelihood, code } = suspicion;
  const about = (each: Prescription) => each.about === suspicion;
  const member = set.find(about);
  const readOff = suspicion.standing === "cause" && likelihood >= CERTAIN;
  if (member) {
    const trial = proofs.get(member);
    // Where `fit` refuses what was given, there is no run before to hold a trial against.
    const standing = readOff || (trial && isProved(trial, failing)) ? "cause" : "suspect";
    return { suspicion, standing, weight: 1 + likelihood, remedy: member.remedy.name, trial };
  }
  if (suspicion.standing === "note") return { suspicion, standing: "note", weight: likelihood };
  const dropped = [...needless].find(([each]) => about(each));
  const trial = dropped && { remedy: dropped[0].remedy.name, trial: dropped[1] };
  if (isHelpful(dropped?.[1])) return { suspicion, standing: "suspect", weight: 0.5 + likelihood, ...trial };
  if (readOff && !dropped) {
    return { suspicion, standing: "cause", weight: likelihood };
  }
  // Where nothing is learned, most weights standing still is no transfer that works.
  const frozen = code === "frozen-layers" && likelihood >= SUSPECT;
  if (frozen || standsAnyway(suspicion)) return { suspicion, standing: "suspect", weight: likelihood, ...trial };
  if (code === "labels-unaligned" && learnsAfterAll(suspicion, proofs, failing)) {
    return { suspicion, standing: "note", weight: 0, ...trial };
  }
  // A symptom that its usual remedy does not mend is still there to be seen.
  const explained = set.length > 0 || (!symptoms.has(code) && [...vain].some(about));
  const least = dropped ? CERTAIN : explained ? SUSPECT_BESIDE_PROOF : SUSPECT;
  return { suspicion, standing: likelihood >= least ? "suspect" : "note", weight: likelihood, ...trial };
}

const standsAnyway = ({ code, likelihood }: Suspicion): boolean =>
  countedMistakes.has(code) || (plainMistakes.has(code) && likelihood >= PLAIN);

/** Labels by which a head has learned something of other rows belong to their rows. */
const learnsAfterAll = ({ head }: Suspicion, proofs: Treatment["proofs"], failing: readonly string[]): boolean =>
  [...proofs.values()].some((trial) => isProved(trial, failing) && (head === undefined || trial.heads[head]?.learns));

/** Findings on a program that learns: never causes, and suspects only where a trial made it clearly better. */
export function rankLearning(
  suspicions: readonly Suspicion[],
  tried: ReadonlyMap<Suspicion, TriedOnLearning>,
): Finding[] {
  const ranked = suspicions.map((suspicion): Ranked => {
    const { likelihood, standing } = suspicion;
    const trial = tried.get(suspicion);
    const plain = standsAnyway(suspicion) || likelihood >= (trial ? CERTAIN : UNTRIED);
    const stands = standing !== "note" && (plain || (trial?.better ?? false));
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
