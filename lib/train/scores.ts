import type { HeadKind } from "./head-kind";
import { accuracyInterval } from "./statistics";
import type { Tally } from "./tally";

/** How well a head does, on all validation rows, or on the training rows where there are no others. */
export interface HeadScore {
  /** Share of the rows that were right. NaN for a regression, as the next three. */
  accuracy: number;
  /** The accuracy's exact 95 % interval (Clopper-Pearson). */
  interval: [number, number];
  /** Accuracy of always answering the largest class of the training labels, on the rows that are scored. */
  majority: number;
  /** Accuracy of guessing blindly: 1 / classes. */
  chance: number;
  /** Mean loss of a row, unweighted. */
  loss: number;
  /** Rows that were scored. */
  rows: number;
}

/**
 * Scores a head.
 *
 * @param tally what the model did on all the rows that are scored
 * @param labels classes of the training rows, and of the rows that are scored
 */
export function headScore(
  head: string,
  { classes }: HeadKind,
  tally: Tally,
  labels: { train: Int32Array; scored: Int32Array },
): HeadScore {
  const { loss } = tally.result().heads[head];
  const { rows } = tally;
  if (classes === 0) {
    return { accuracy: NaN, interval: [NaN, NaN], majority: NaN, chance: NaN, loss, rows };
  }
  const correct = Math.round(tally.correct(head));
  return {
    accuracy: correct / rows,
    interval: accuracyInterval(correct, rows),
    majority: share(labels.scored, largestClass(labels.train)),
    chance: 1 / classes,
    loss,
    rows,
  };
}

/** The class with the most rows; of several such the first. */
function largestClass(labels: Int32Array): number {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return Math.min(...[...counts].filter(([, count]) => count === most).map(([label]) => label));
}

function share(labels: Int32Array, wanted: number): number {
  return labels.reduce((sum, label) => sum + (label === wanted ? 1 : 0), 0) / labels.length;
}
