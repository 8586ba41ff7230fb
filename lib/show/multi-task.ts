import type { Dataset } from "../data";
import type { Answer, HeadAnswers, PairedDifference, Run } from "../train";
import type { ComparedScore } from "./figures/accuracy-comparison";
import { learningCurve } from "./run-curves";
import { percent, whole } from "./words";

/** The heads that one model is trained for, and what is to be said of the others. */
export interface SharedHeads {
  heads: string[];
  says: string;
}

/** All heads in which there is something to learn: more classes than one. */
export function sharedHeads(dataset: Dataset): SharedHeads {
  const heads = dataset.heads.filter((head) => dataset.classes[head] > 1);
  const idle = dataset.heads.filter((head) => dataset.classes[head] === 1);
  const left = idle.length > 0 ? ` Left out, with one class and nothing to learn: ${idle.join(", ")}.` : "";
  if (heads.length === 0) return { heads, says: `Nothing is trained here.${left}` };
  const alone = heads.length === 1 ? " One head shares with nobody, so there is nothing to compare." : "";
  const listed = heads.map((head) => `${head} (${whole(dataset.classes[head])} classes)`).join(", ");
  return { heads, says: `One trunk for ${listed}.${alone}${left}` };
}

/**
 * The scores of a head under several trainings, for `accuracyComparison`.
 *
 * @param run a run of several heads
 * @param epochs how far to look into it; by default to its end
 */
export function comparedScores(run: Run, by: string, epochs = run.history.length): ComparedScore[] {
  return Object.keys(run.heads).map((head) => {
    const { training, validation, interval, majority, chance } = learningCurve(run, head);
    const at = Math.min(epochs, run.history.length) - 1;
    const { accuracy, interval: last } = run.heads[head];
    const ended = at === run.history.length - 1;
    const scored = ended ? accuracy : (validation ?? training)[at];
    return { head, by, accuracy: scored, interval: ended ? last : interval![at], majority, chance };
  });
}

/** What sharing a trunk did to the heads, in one sentence. */
export function sharingSentence(differences: PairedDifference[]): string {
  if (differences.length === 0) return "There was no second model to compare with.";
  const said = { helped: "helped", hurt: "hurt", "no difference seen": "made no difference that is seen to" };
  const parts = Object.entries(said).flatMap(([verdict, words]) => {
    const heads = differences.filter((difference) => difference.verdict === verdict).map(({ head }) => head);
    return heads.length > 0 ? [`${words} ${inWords(heads)}`] : [];
  });
  return `At equal cost, one model for all heads ${inWords(parts)}, compared with a model for each.`;
}

function inWords(items: string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}`;
}

/** What heads say of some pictures: a line a head, the likeliest class with its probability, and under it the truth where it is another. */
export function answerCaptions(answers: Answer[], dataset: Dataset, rows: number[]): string[] {
  const { labels } = dataset.valid ?? dataset.train;
  return answers.map((answer, i) =>
    Object.entries(answer)
      .map(([head, [likeliest]]) => {
        const truth = dataset.classNames[head][labels[head][rows[i]]];
        const wrong = truth === likeliest.name ? "" : `\n(is ${truth})`;
        return `${(100 * likeliest.probability).toFixed(0)} % ${likeliest.name}${wrong}`;
      })
      .join("\n"),
  );
}

/** How many of the scored rows every head gets right at once, which none of them says alone. */
export function allRightSentence(answers: Record<string, HeadAnswers>): string {
  const heads = Object.values(answers);
  const { rows, scored } = heads[0];
  const right = Array.from({ length: rows }, (_, row) => heads.every((head) => head.truth[row] === head.answered[row]));
  const count = right.filter(Boolean).length;
  return `All ${whole(heads.length)} heads are right at once for ${percent(count / rows)} of ${whole(rows)} ${scored} pictures.`;
}
