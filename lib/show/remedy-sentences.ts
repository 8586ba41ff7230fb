import { type RemedyEffect, totalDifference, type TriedProgram } from "../train";
import { durationText } from "./duration";
import { lastMoves } from "./last-moves";
import { percent, whole } from "./words";

type Verdict = RemedyEffect["verdict"];

/** Which remedies helped, which hurt, and which did nothing that can be told: the answer, in one sentence. */
export function remediesSentence(effects: RemedyEffect[]): string {
  const remedies = [...new Set(effects.map(({ remedy }) => remedy))];
  if (remedies.length === 0) return "No remedy was tried to the end, so nothing can be said of any.";
  if (effects.every(({ verdict }) => verdict === "neither learns")) {
    return "In this short training no head beats the majority baseline, with any change or with none, so nothing tells them apart.";
  }
  const groups = {
    helped: "helped",
    hurt: "did harm",
    mixed: "helped one head and harmed another",
    none: "made no difference that is seen",
  };
  const parts = Object.entries(groups).flatMap(([group, words]) => {
    const names = remedies.filter((name) => groupOf(effects, name) === group);
    return names.length > 0 ? [`${names.join(", ")} ${words}`] : [];
  });
  return `Each change alone, in this short training: ${parts.join("; ")}.`;
}

function groupOf(effects: RemedyEffect[], name: string): "helped" | "hurt" | "mixed" | "none" {
  const verdicts = new Set<Verdict>(effects.filter(({ remedy }) => remedy === name).map(({ verdict }) => verdict));
  const harmed = verdicts.has("hurt") || verdicts.has("broke off");
  if (verdicts.has("helped")) return harmed ? "mixed" : "helped";
  return harmed ? "hurt" : "none";
}

/** What one remedy did to each head. */
export function remedySentence(effects: RemedyEffect[]): string {
  const parts = effects.map(({ head, difference, interval, verdict }) => {
    const range = `${pointsText(interval[0])} to ${pointsText(interval[1])}`;
    return `${head} ${pointsText(difference)} (${range}, ${verdict})`;
  });
  return `${effects[0].remedy}: ${parts.join(", ")} points of accuracy.`;
}

/** What the differences can tell, and what they cannot. */
export function seedsSentence(effects: RemedyEffect[]): string {
  const seeds = Math.max(0, ...effects.map(({ bySeed }) => bySeed.length));
  if (seeds > 1) {
    return `${whole(seeds)} seeds each: a remedy acts where all seeds agree and the pooled exact test gives p < 0.01.`;
  }
  return (
    "One seed: a difference whose 99 % interval reaches over zero is no difference, and one that does not is true of these " +
    "two trainings; another seed may give another."
  );
}

/** What the program without any remedy came to, so that differences have something to start from. */
export function withoutSentence(tried: readonly TriedProgram[], without: string): string {
  const runs = tried.filter(({ name }) => name === without);
  if (runs.length === 0)
    return "The program without remedies was not trained to the end, so there is nothing to compare with.";
  const heads = Object.keys(runs[0].heads).map((head) => {
    const mean = runs.reduce((sum, run) => sum + run.heads[head].accuracy, 0) / runs.length;
    return `${head} ${percent(mean)} (majority ${percent(runs[0].heads[head].majority)})`;
  });
  const moves = Object.keys(runs[0].heads).flatMap((head) => runs.map((run) => lastMoves(run, head)));
  const moved = Math.max(0, ...moves.filter(Number.isFinite));
  return (
    `Without any of them, after ${whole(runs[0].steps)} steps: ${heads.join(", ")}; from one epoch to the next they still ` +
    `moved by up to ${(100 * moved).toFixed(1)} points, so that a smaller difference may be a matter of when one stops.`
  );
}

/** What all the trying cost. */
export function triedSentence(tried: readonly TriedProgram[]): string {
  const pictures = tried.reduce(
    (sum, { history }) => sum + history.reduce((all, { training }) => all + training.rows, 0),
    0,
  );
  const seconds = tried.reduce((sum, run) => sum + run.seconds, 0);
  return `${whole(tried.length)} runs, ${whole(pictures)} pictures shown in ${durationText(seconds)} of training, validation aside.`;
}

/** The remedies that did best and worst, all heads together, in the order they were tried in. */
export function extremes(effects: RemedyEffect[], best: number, worst: number): string[] {
  const names = [...new Set(effects.map(({ remedy }) => remedy))];
  const ranked = [...new Set(rankedEffects(effects).map(({ remedy }) => remedy))];
  const chosen = [...ranked.slice(0, best), ...ranked.slice(Math.max(best, ranked.length - worst))];
  return names.filter((name) => chosen.includes(name));
}

/** The effects with the remedies in order, those first that did most good, all heads together. */
export function rankedEffects(effects: readonly RemedyEffect[]): RemedyEffect[] {
  return [...effects].sort((a, b) => totalDifference(effects, b.remedy) - totalDifference(effects, a.remedy));
}

/** A difference in percentage points, with its sign: "+7.2". */
export function pointsText(share: number): string {
  return `${share >= 0 ? "+" : "−"}${Math.abs(100 * share).toFixed(1)}`;
}
