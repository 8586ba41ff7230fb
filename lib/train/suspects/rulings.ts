import type { RemedyEffect } from "../remedy-effects";
import type { Suspect } from "./suspect";

/** What the trials say of a suspect, all heads together. */
export type SuspectStanding =
  /** With it no head learns, where without it some do, and no training curve rises either. */
  | "reproduces the symptom"
  /** No head learns with it, but a head's training accuracy rises, which the question's did not. */
  | "spoils validation alone"
  /** It keeps a head from learning that learns without it; others learn. */
  | "stops some heads"
  /** Heads learn, but get less right for the same cost. */
  | "slows"
  /** Heads get more right with it than without. */
  | "helps"
  /** It does a head harm, and does one good; or does either on one side only. */
  | "mixed"
  /** No difference is seen on any head, on either side. */
  | "innocent"
  /** What it was put into does not learn itself, or it was not tried. */
  | "undecided";

/** One suspect before the court: put into the program that learns, and in or out of the question's. */
export interface Ruling {
  suspect: Suspect;
  /** By head: with it in the mended program, beside the mended program. */
  mended: RemedyEffect[];
  /** By head: the question's program without it, or with it where it does not show it, beside the question's program. */
  question: RemedyEffect[];
  standing: SuspectStanding;
  /** Seeds that it was tried with, on the side that has more. */
  seeds: number;
}

/** Rules on each suspect by what its trials did. */
export function rulings(
  suspects: readonly Suspect[],
  mended: readonly RemedyEffect[],
  question: readonly RemedyEffect[],
): Ruling[] {
  return suspects.map((suspect) => {
    const of = (effects: readonly RemedyEffect[]) => effects.filter(({ remedy }) => remedy === suspect.name);
    const sides = { mended: of(mended), question: of(question) };
    const seeds = Math.max(0, ...[...sides.mended, ...sides.question].map(({ bySeed }) => bySeed.length));
    return { suspect, ...sides, standing: standingOf(suspect, sides.mended, sides.question), seeds };
  });
}

/** Whether it was tried, and no head learned with it. */
export function noHeadLearns(effects: readonly RemedyEffect[]): boolean {
  return effects.length > 0 && effects.every(({ learns }) => !learns.with);
}

/** Whether no head learns with it, where without it some do. */
function silences(effects: readonly RemedyEffect[]): boolean {
  return noHeadLearns(effects) && effects.some(({ learns }) => learns.without);
}

function standingOf(
  suspect: Suspect,
  mended: readonly RemedyEffect[],
  question: readonly RemedyEffect[],
): SuspectStanding {
  const takenOut = suspect.takeOut !== undefined;
  const told = [...mended, ...question].filter(({ verdict }) => verdict !== "neither learns");
  if (told.length === 0) return "undecided";
  // The symptom is the question's program's: what that does with a fault which it does not show comes first.
  const silent = [...(takenOut ? [] : [question]), mended].find(silences);
  if (silent)
    return silent.some(({ learns }) => learns.inTraining) ? "spoils validation alone" : "reproduces the symptom";
  const harms = (effects: readonly RemedyEffect[], verdicts: RemedyEffect["verdict"][]) =>
    effects.some(({ verdict }) => verdicts.includes(verdict));
  // On the question's side a visible suspect is out, so that what is worse there is worse without it.
  const harm = harms(mended, ["hurt", "broke off"]) || harms(question, takenOut ? ["helped"] : ["hurt", "broke off"]);
  const good = harms(mended, ["helped"]) || harms(question, takenOut ? ["hurt", "broke off"] : ["helped"]);
  const inIt = takenOut ? mended : [...mended, ...question];
  const stops = inIt.some(({ learns, verdict }) => verdict === "hurt" && learns.without && !learns.with);
  if (harm && good) return "mixed";
  if (stops) return "stops some heads";
  return harm ? "slows" : good ? "helps" : "innocent";
}
