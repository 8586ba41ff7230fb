import type { RemedyEffect, Ruling, Soonest, Soonness } from "../train";
import { pointsText } from "./remedy-sentences";
import { whole } from "./words";

/** A row a suspect, one side of its trials, as `effectRows` has them. For `show`. */
export function rulingRows(rulings: readonly Ruling[], side: "mended" | "question"): Record<string, string | number>[] {
  return effectRows(sideEffects(rulings, side));
}

/** A row a change: a column a head, points of accuracy with 99 % intervals. For `show`. */
export function effectRows(effects: readonly RemedyEffect[]): Record<string, string | number>[] {
  return [...new Set(effects.map(({ remedy }) => remedy))].map((remedy) => {
    const own = effects.filter((each) => each.remedy === remedy);
    const cells = own.map((effect) => [effect.head, effectText(effect)]);
    return { change: remedy, ...Object.fromEntries(cells), seeds: own[0].bySeed.length };
  });
}

/**
 * One side of the trials for `remedyFigure`: rows named "with pixels 0..1", or "without glorot_uniform" where a trial takes out
 * of the question's program what it shows.
 */
export function sideEffects(rulings: readonly Ruling[], side: "mended" | "question"): RemedyEffect[] {
  return rulings.flatMap((ruling) =>
    ruling[side].map((effect) => ({
      ...effect,
      remedy: `${side === "question" && ruling.suspect.takeOut ? "without" : "with"} ${ruling.suspect.name}`,
    })),
  );
}

/** "-12.3 (-15.2 to -9.1), stops it": a difference with its interval, and what the head does. */
function effectText({ difference, interval, verdict, learns }: RemedyEffect): string {
  const range = interval.map(pointsText).join(" to ");
  return `${pointsText(difference)} (${range})${deed(verdict, learns)}`;
}

/** How soon: "after 1,160 pictures", or not at all. */
export function soonText({ pictures }: Pick<Soonness, "pictures">): string {
  return Number.isFinite(pictures) ? `after ${whole(Math.round(pictures))} pictures` : "not in this training";
}

/** A row a set that was tried on the way to the smallest. For `show`. */
export function soonestRows({ steps }: Pick<Soonest, "steps">): Record<string, string | number>[] {
  return steps.map(({ set, came, accuracy, ...step }) => ({
    set: set.length > 0 ? set.join(" + ") : "nothing changed",
    "every head learns": soonText(step),
    "mean accuracy": accuracy,
    came,
  }));
}

function deed(verdict: RemedyEffect["verdict"], learns: RemedyEffect["learns"]): string {
  if (verdict === "no difference seen") return "";
  if (verdict === "hurt" && learns.without && !learns.with) return ", no longer learns";
  if (verdict === "helped" && !learns.without && learns.with) return ", learns now";
  return `, ${verdict}`;
}

/**
 * A row a suspect, for a page: which heads learn with it on either side, which heads' training curve rises with it, and how it
 * stands. For `show`.
 */
export function standingRows(rulings: readonly Ruling[]): Record<string, string>[] {
  return rulings.map(({ suspect, mended, question, standing }) => ({
    suspect: suspect.name,
    seen: suspect.seen,
    "mended program with it: learn": learnersOf(mended),
    "question's with or without it: learn": `${suspect.takeOut ? "without" : "with"}: ${learnersOf(question)}`,
    "training rises": headsOf(suspect.takeOut ? mended : question, ({ inTraining }) => inTraining),
    standing,
  }));
}

function learnersOf(effects: readonly RemedyEffect[]): string {
  return headsOf(effects, (learns) => learns.with);
}

function headsOf(effects: readonly RemedyEffect[], which: (learns: RemedyEffect["learns"]) => boolean): string {
  if (effects.length === 0) return "not tried";
  const names = effects.filter(({ learns }) => which(learns)).map(({ head }) => head);
  return names.length === effects.length ? "all heads" : names.join(", ") || "no head";
}
