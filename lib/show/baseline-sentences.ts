import {
  binomialTest,
  type ClassRecall,
  type HeadAnswers,
  type HeadScore,
  LEARNS_AT,
  type Mistake,
  type PairedDifference,
  type Run,
} from "../train";
import { durationText } from "./duration";
import { percent, percentRange, whole } from "./words";

/** How likely so many right answers would be if the head were as good as the majority baseline: one-sided, exact. */
export function majorityTest({ accuracy, majority, rows }: HeadScore): number {
  return binomialTest(Math.round(accuracy * rows), rows, majority);
}

/** A p-value as people write it: "p = 0.032", "p < 0.001". */
export function pText(p: number): string {
  if (p < 0.001) return "p < 0.001";
  return `p = ${p.toPrecision(2)}`;
}

/** What a head scores on which pictures, beside the majority baseline, and whether that is learning, by the exact test. */
export function baselineSentence(score: HeadScore, { head, scored }: Pick<HeadAnswers, "head" | "scored">): string {
  const { accuracy, interval, majority, rows } = score;
  const p = majorityTest(score);
  const standing = p < LEARNS_AT ? "which is learning" : "in which no learning shows";
  const own = scored === "training" ? " that it was trained on" : "";
  return (
    `${head}: ${percent(accuracy)} of ${whole(rows)} ${scored} pictures${own} right (95 % interval ${percentRange(interval)}), ` +
    `where always answering the commonest class has ${percent(majority)}: ${standing} ` +
    `(${pText(p)} for a head no better than that, exact binomial test).`
  );
}

/** What a training took: pictures that its trunk was shown, one as often as it was shown, and seconds. */
export function costSentence({ history, stopped }: Run): string {
  const pictures = history.reduce((sum, { training }) => sum + training.rows, 0);
  const seconds = history.reduce((sum, epoch) => sum + epoch.seconds, 0);
  const early = stopped === undefined ? "" : ` It ended early (${stopped}), so it was not recorded.`;
  return (
    `${whole(history.length)} epochs, ${whole(pictures)} pictures shown in ${durationText(seconds)} of training, ` +
    `validation aside.${early}`
  );
}

/** Where in the training the head did best on rows it had not seen. */
export function trendSentence({ history }: Run, head: string): string {
  const losses = history.flatMap(({ validation }) => validation?.heads[head].loss ?? []);
  if (losses.length === 0) {
    return `There was no validation, so nothing tells when ${head} ceased to learn and began to memorise.`;
  }
  const best = losses.indexOf(Math.min(...losses)) + 1;
  const last = losses.length;
  return best === last
    ? `Validation loss of ${head} was at its lowest in the last of ${last} epochs: more of them may well help.`
    : `Validation loss of ${head} was at its lowest in epoch ${best} of ${last}, and higher at the end.`;
}

/** What a head is good at: the class it knows best, how many it knows at all, and those it never gets right. */
export function recallSentence(head: string, recalls: ClassRecall[]): string {
  const known = recalls.filter((recall) => recall.known);
  const never = recalls.filter(({ correct }) => correct === 0);
  const best = recalls[0];
  if (known.length === 0)
    return `${head} knows no class for certain: none is recognised more often than others are taken for it.`;
  const parts = [
    `${head} knows ${whole(known.length)} of the ${whole(recalls.length)} classes that were scored, ` +
      `best “${best.class}”: ${whole(best.correct)} of ${whole(best.rows)} recognised ` +
      `(95 % interval ${percentRange(best.interval)}), and ${percent(best.falseAlarms)} of the others taken for it`,
    ...(never.length > 0 ? [`${whole(never.length)} ${never.length === 1 ? "is" : "are"} never recognised`] : []),
  ];
  return `${parts.join("; ")}.`;
}

/** The commonest way in which a head is wrong. */
export function confusionSentence(
  head: string,
  { classes, counts }: { classes: string[]; counts: number[][] },
): string {
  const wrong = counts.flatMap((row, truth) => row.map((count, answered) => ({ count, truth, answered })));
  const { count, truth, answered } = wrong
    .filter((cell) => cell.truth !== cell.answered)
    .reduce((most, cell) => (cell.count > most.count ? cell : most), { count: 0, truth: 0, answered: 0 });
  if (count === 0) return `${head} made no mistake.`;
  const rows = counts[truth].reduce((sum, each) => sum + each, 0);
  return (
    `The commonest mistake of ${head} is to take “${classes[truth]}” for “${classes[answered]}”: ` +
    `${whole(count)} of ${whole(rows)} times.`
  );
}

/** Captions for a sheet of mistakes: the answer with its probability, and under it the truth. */
export function mistakeCaptions(mistakes: Mistake[]): string[] {
  return mistakes.map(
    ({ answered, probability, truth }) => `${(100 * probability).toFixed(0)} % ${answered}\nis ${truth}`,
  );
}

/** What a second model's head scores beside a first's on the same rows, and what that proves. */
export function differenceSentence(found: PairedDifference, names: { first: string; second: string }): string {
  const { head, difference, interval, p, verdict, onlyFirst, onlySecond } = found;
  const points = (share: number) => `${share >= 0 ? "+" : "−"}${Math.abs(100 * share).toFixed(1)}`;
  return (
    `${head}: ${verdict}. ${names.second} against ${names.first}: ${points(difference)} points of accuracy ` +
    `(95 % interval ${points(interval[0])} to ${points(interval[1])}; ${whole(onlySecond)} pictures only the former gets right, ` +
    `${whole(onlyFirst)} only the latter; ${pText(p)}, exact McNemar test).`
  );
}
