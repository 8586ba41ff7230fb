import type { ConstantAnswer, Dataset, Duplicates, LabelLink, PixelCounts } from "../data";
import { type HeadScore, accuracyInterval } from "../train";
import { percent, percentRange, whole } from "./words";

/** What a data set holds, and what is scored without looking at it. */
export function dataSentence({ train, valid, heads }: Dataset, constants: ConstantAnswer[]): string {
  const score = valid ? `${whole(valid.rows)} to be scored on` : "none to be scored on";
  const labels = heads.length === 1 ? `one label, ${heads[0]}` : `${heads.length} labels, ${heads.join(", ")}`;
  const scores = constants.map(({ correct, rows }) => percent(correct / rows)).join(", ");
  return (
    `${whole(train.rows)} pictures to learn from and ${score}, with ${labels}; ` +
    `answering the commonest class to every picture is right for ${scores}: that is what a model has to beat.`
  );
}

/** "style: always answering "Baroque" is right in 20.7 % of 690 validation pictures (95 % interval ...); chance is 5.3 %." */
export function constantSentence({ head, answer, correct, rows, scored, chance }: ConstantAnswer): string {
  const interval = percentRange(accuracyInterval(correct, rows));
  return (
    `${head}: always answering “${answer}” is right for ${percent(correct / rows)} of ${whole(rows)} ${scored} pictures ` +
    `(95 % interval ${interval}); chance is ${percent(chance)}.`
  );
}

/** The label that tells most of another one, beyond what one knows of that without it. */
export function linkSentence(links: LabelLink[]): string {
  const [first] = [...links].sort((a, b) => b.accuracy - b.majority - (a.accuracy - a.majority));
  if (!first) return "There is one label only, so there is nothing for it to go together with.";
  const { known, guessed, accuracy, majority } = first;
  return (
    `Whoever knows a picture's ${known} guesses its ${guessed} right in ${percent(accuracy)} of cases without seeing it; ` +
    `whoever knows nothing, in ${percent(majority)}.`
  );
}

/** Pixels over this are far from the order one that initialisers are made for. */
const LARGE_PIXELS = 10;

export function pixelSentence(pixels: PixelCounts[]): string {
  const [min, max] = [Math.min(...pixels.map((row) => row.min)), Math.max(...pixels.map((row) => row.max))];
  const far = Math.max(Math.abs(min), Math.abs(max)) > LARGE_PIXELS;
  return `Pixels run from ${min} to ${max}, ${far ? "which is far from order one: a Program scales them" : "which is of order one"}.`;
}

export function duplicatesSentence(found: Duplicates, validationRows: number | undefined): string {
  if (validationRows === undefined)
    return "There is no validation split: heads can only be scored on rows they learn from.";
  return `${whole(found.acrossSplits)} of ${whole(validationRows)} validation pictures are training pictures too.`;
}

/** What a head scored, and whether that is more than the majority baseline by its whole interval. */
export function scoreSentence(head: string, { accuracy, interval, majority, rows }: HeadScore): string {
  if (Number.isNaN(accuracy)) return `${head}: a regression, which has no accuracy.`;
  const standing = interval[0] > majority ? "more than" : interval[1] < majority ? "less than" : "no different from";
  return (
    `${head}: ${percent(accuracy)} right (95 % interval ${percentRange(interval)}, ${whole(rows)} pictures), ` +
    `${standing} the ${percent(majority)} of always answering the commonest class.`
  );
}
