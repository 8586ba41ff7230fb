import {
  learnsAtEnd,
  noHeadLearns,
  type RemedyEffect,
  type Ruling,
  type Soonest,
  type Suspect,
  type TriedProgram,
} from "../train";
import { soonText } from "./suspect-tables";
import { whole } from "./words";

/** Who did it: the suspects with which the symptom comes, by what they were put into. */
export function culpritSentence(rulings: readonly Ruling[]): string {
  if (rulings.every(({ standing }) => standing === "undecided")) {
    return "In so short a training not even the program without the suspects learns, so nothing is decided.";
  }
  const guilty = rulings.filter(({ standing }) => standing === "reproduces the symptom");
  if (guilty.length === 0)
    return "No suspect, alone, brings the symptom in these trials: every head flat, in training and in validation.";
  const both = guilty.filter((each) => noHeadLearns(each.mended) && inQuestion(each));
  const posted = guilty.filter((each) => !both.includes(each) && inQuestion(each));
  const mended = guilty.filter((each) => !both.includes(each) && !inQuestion(each));
  const parts = [
    part(both, "put into the question's program and into the mended one alike"),
    part(posted, "together with what the question's program shows, and not in the mended one"),
    part(mended, "in the mended program, while the question's learns with it"),
  ];
  return `With these not one head learns, and no training curve rises, as the question tells it: ${parts.filter(Boolean).join("; ")}.`;
}

/** Suspects let go because the question's curves stood still in training too. */
export function validationAloneSentence(rulings: readonly Ruling[]): string | undefined {
  const names = namesOf(rulings, "spoils validation alone");
  if (names.length === 0) return undefined;
  return `Let go, since only validation stands still with them while the training curve of a head rises, which the question's did not: ${names.join(", ")}.`;
}

/** Faults that a program has to have, or not, by what else is in it. */
export function interactionSentence(rulings: readonly Ruling[]): string | undefined {
  const needed = rulings.filter(
    ({ suspect, mended, question }) =>
      suspect.takeOut &&
      mended.some(({ verdict }) => verdict === "hurt") &&
      question.some(({ verdict }) => verdict === "hurt"),
  );
  if (needed.length === 0) return undefined;
  const names = needed.map(({ suspect }) => suspect.name).join(", ");
  return `What these do hangs on the rest of the program, for putting them into the mended one does harm, and taking them out of the question's does too: ${names}.`;
}

/** Whether the symptom comes with it in the question's program; what that shows is in it, and it learns. */
const inQuestion = ({ suspect, question }: Ruling): boolean => !suspect.takeOut && noHeadLearns(question);

function part(guilty: readonly Ruling[], how: string): string {
  return guilty.length > 0 ? `${guilty.map(({ suspect }) => suspect.name).join(", ")} (${how})` : "";
}

/** Suspects that do together what neither does alone. */
export function togetherSentence(twos: readonly RemedyEffect[]): string {
  const names = [...new Set(twos.map(({ remedy }) => remedy))];
  const silent = names.filter((name) => noHeadLearns(twos.filter(({ remedy }) => remedy === name)));
  const [all, none] = [`${whole(names.length)} twos`, whole(silent.length)];
  if (silent.length === 0) return `Of ${all}, none keeps every head of the mended program from learning.`;
  return `Alone each of them lets a head of the mended program learn; together ${none} of ${all} let none: ${silent.join("; ")}.`;
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
  if (steps.length === 1) {
    return `Unchanged, every head learns ${soonText(begins)}; no change of what the program shows helped a head and hurt none, so no set was tried.`;
  }
  const without = `unchanged, every head learns ${soonText(begins)}`;
  if (set.length === 0) return `No change that was tried makes every head learn sooner: ${without}.`;
  const names = set.map(({ name }) => name).join(" and ");
  return `Every head learns soonest with ${names}: ${soonText(best)}; ${without} (${whole(steps.length)} sets tried, one seed, so that a better one may exist).`;
}

/**
 * What to look at first: what reproduces the symptom and is not in the program, which learns with all that is; that of which the
 * question shows a trace before the others.
 *
 * @param late those with which heads learn after all, only later
 */
export function lookFirst(rulings: readonly Ruling[], late: readonly string[] = []): string[] {
  const guilty = rulings.filter(({ standing }) => standing === "reproduces the symptom").map(({ suspect }) => suspect);
  const unseen = guilty.filter(({ takeOut, name }) => !takeOut && !late.includes(name));
  const [traced, others] = [false, true].map((nowhere) =>
    unseen.filter(({ seen }) => (seen === "nowhere") === nowhere),
  );
  const where = ({ seen }: Suspect) => (seen === "nowhere" ? "" : ` (seen ${seen})`);
  return [...traced, ...others].map((each) => `Look first: ${each.name}${where(each)}? ${each.look ?? each.says}`);
}

/** Everything that is said of suspects once they are tried, the answer first. */
export function suspectAnswers(rulings: readonly Ruling[], late: readonly string[] = []): string[] {
  const some = [validationAloneSentence(rulings), interactionSentence(rulings)].filter((each) => each !== undefined);
  return [
    ...[culpritSentence(rulings), ...some, ...standingSentences(rulings), refutedSentence(rulings)],
    ...lookFirst(rulings, late),
  ];
}

/** Which of these learn after all in a longer training, by any head's validation rows, and which do not; `without` is neither. */
export function lateOrNever(tried: readonly TriedProgram[], without: string): { late: string[]; never: string[] } {
  const names = [...new Set(tried.map(({ name }) => name))].filter((name) => name !== without);
  const learns = (name: string) => {
    const runs = tried.filter((run) => run.name === name);
    return Object.keys(runs[0].heads).some((head) => learnsAtEnd(runs, head));
  };
  return { late: names.filter(learns), never: names.filter((name) => !learns(name)) };
}

/** What a longer training tells apart: late, or never. */
export function lateSentence(tried: readonly TriedProgram[], without: string, epochs: number): string {
  const { late, never } = lateOrNever(tried, without);
  const list = (names: string[]) => names.join(", ") || "none";
  return (
    `After ${whole(epochs)} short epochs a head learns all the same with these: ${list(late)}. The question's 100 were flat, so that they do not ` +
    `explain it. With these still not one: ${list(never)}.`
  );
}

/** What mends a program in which no head learns, one change at a time. */
export function mendsSentence(effects: readonly RemedyEffect[]): string {
  const names = [...new Set(effects.map(({ remedy }) => remedy))];
  const learning = (name: string) => effects.filter(({ remedy, learns }) => remedy === name && learns.with).length;
  const heads = new Set(effects.map(({ head }) => head)).size;
  const groups = [
    ["every head learns", names.filter((name) => learning(name) === heads)],
    ["some heads learn", names.filter((name) => learning(name) > 0 && learning(name) < heads)],
    ["still no head learns", names.filter((name) => learning(name) === 0)],
  ] as const;
  const parts = groups.flatMap(([says, of]) => (of.length > 0 ? [`${says} ${of.join(", ")}`] : []));
  return `One change at a time: ${parts.join("; ")}.`;
}

/** A row a suspect. For `show`. */
export function suspectRows(suspects: readonly Suspect[]): Record<string, string>[] {
  return suspects.map(({ name, seen, says }) => ({ suspect: name, seen, "what it is": says }));
}

function namesOf(rulings: readonly Ruling[], wanted: Ruling["standing"]): string[] {
  return rulings.filter(({ standing }) => standing === wanted).map(({ suspect }) => suspect.name);
}
