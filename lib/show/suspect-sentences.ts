import type { Ruling, Soonest, Suspect } from "../train";
import { soonText } from "./suspect-tables";
import { whole } from "./words";

/** Who did it: the suspects that reproduce the symptom, in one sentence. */
export function culpritSentence(rulings: readonly Ruling[]): string {
  const guilty = namesOf(rulings, "reproduces the symptom");
  if (rulings.every(({ standing }) => standing === "undecided")) {
    return "In so short a training not even the program without the suspects learns, so nothing is decided.";
  }
  if (guilty.length === 0) return "No suspect, alone, keeps every head from learning in these trials.";
  const shown = rulings.filter(({ suspect, standing }) => suspect.takeOut && standing === "reproduces the symptom");
  const from = shown.length > 0 ? "" : " Nothing that the program shows is among them.";
  return `These keep every head from learning, each alone: ${guilty.join(", ")}.${from}`;
}

/** How each of the others stands, a sentence a standing. */
export function standingSentences(rulings: readonly Ruling[]): string[] {
  const words = {
    "stops some heads": "keep some heads from learning, not all",
    slows: "slow, or keep from more, heads that learn all the same",
    mixed: "do harm on one head or side and good on another",
    helps: "do good: heads get more right with them",
    innocent: "make no difference that is seen",
    undecided: "are not decided: not tried, or tried where nothing learns",
  } as const;
  return Object.entries(words).flatMap(([standing, says]) => {
    const names = namesOf(rulings, standing as keyof typeof words);
    return names.length > 0 ? [`${names.join(", ")}: ${says}.`] : [];
  });
}

/** What is refuted: faults that the program shows, with none of which alone the symptom comes. */
export function refutedSentence(rulings: readonly Ruling[]): string {
  const refuted = rulings.filter(
    ({ suspect, standing, mended }) =>
      suspect.takeOut && standing !== "undecided" && mended.some(({ learns }) => learns.with),
  );
  if (refuted.length === 0) return "Of the faults that the program shows, none is refuted here as the whole cause.";
  return `Refuted as the whole cause, since heads learn with it in the mended program: ${refuted.map(({ suspect }) => suspect.name).join(", ")}.`;
}

/** The fewest changes with which every head learns soonest. */
export function soonestSentence({ set, steps, ...best }: Soonest): string {
  const [begins] = steps;
  if (!begins) return "No set of changes was tried to the end.";
  const without = `unchanged, every head learns ${soonText(begins)}`;
  if (set.length === 0) return `No change that was tried makes every head learn sooner: ${without}.`;
  const names = set.map(({ name }) => name).join(" and ");
  return `Every head learns soonest with ${names}: ${soonText(best)}; ${without} (${whole(steps.length)} sets tried, one seed, so that a better one may exist).`;
}

/** What to look at first: what reproduces the symptom, and how one sees whether one has it. */
export function lookFirst(rulings: readonly Ruling[]): string[] {
  const guilty = rulings.filter(({ standing }) => standing === "reproduces the symptom").map(({ suspect }) => suspect);
  if (guilty.length === 0) return [];
  return guilty.map((suspect) => `Look first: ${suspect.name}? ${suspect.look ?? suspect.says}`);
}

/** A row a suspect. For `show`. */
export function suspectRows(suspects: readonly Suspect[]): Record<string, string>[] {
  return suspects.map(({ name, seen, says }) => ({ suspect: name, seen, "what it is": says }));
}

function namesOf(rulings: readonly Ruling[], wanted: Ruling["standing"]): string[] {
  return rulings.filter(({ standing }) => standing === wanted).map(({ suspect }) => suspect.name);
}
