import { tf } from "../../engine";
import { accuracyInterval, binomialTest, type HeadKind, type HeadScore, LEARNS_AT } from "../../train";
import { labelClasses } from "../../train/head-kind";
import { pairedTTest } from "../../train/paired-statistics";
import { tidied } from "./tidied";

/** A head after a run, scored on every scored row. */
export interface HeadOutcome {
  score: HeadScore;
  /** By the test that decides: exact binomial against the majority, paired t-test against the best constant. */
  learns: boolean;
  p: number;
  /** Accuracy; for a regression 1 - error / error of the best constant. -1 where outputs are no numbers. */
  quality: number;
  /** What the quality is without learning: the majority's accuracy; 0 for a regression. */
  baseline: number;
  /** A row: 1 for right, 0 for wrong; for a regression 1 - its error / the best constant's mean error. More is better. */
  rows: Float64Array;
  /** Rows answered a class; empty for a regression. */
  predicted: number[];
  /** Mean deviation of the outputs over the rows. */
  spread: number;
  finite: boolean;
}

/** A head's targets for scoring, computed once a subject. */
export interface Scoring {
  kind: HeadKind;
  /** Scored rows' targets as `fit` sees them. */
  target: tf.Tensor;
  /** Classes of the training rows and of the scored rows; empty for a regression. */
  trained: Int32Array;
  scored: Int32Array;
  /** The best constant's mean over the training rows, one number a unit; regressions only. */
  constant?: tf.Tensor;
  /** Errors are absolute, not squared: the loss is one that a median serves. */
  absolute: boolean;
}

/** Scores what a head answered. @param output its answers to all scored rows; not disposed */
export function headOutcome(scoring: Scoring, output: tf.Tensor, loss: number): HeadOutcome {
  return tidied(() =>
    scoring.kind.kind === "number" ? numberOutcome(scoring, output, loss) : classOutcome(scoring, output, loss),
  );
}

function classOutcome({ kind, scored, trained }: Scoring, output: tf.Tensor, loss: number): HeadOutcome {
  const answered = answeredClasses(kind, output);
  const finite = allFinite(output);
  const rows = Float64Array.from(answered, (answer, i) => (finite && answer === scored[i] ? 1 : 0));
  const right = rows.reduce((sum, value) => sum + value, 0);
  const classes = Math.max(2, kind.classes);
  const counts = (of: ArrayLike<number>) => {
    const tally = new Array<number>(classes).fill(0);
    for (let i = 0; i < of.length; i++) tally[of[i]] = (tally[of[i]] ?? 0) + 1;
    return tally;
  };
  const trainedCounts = counts(trained);
  const largest = trainedCounts.indexOf(Math.max(...trainedCounts));
  const majority = (counts(scored)[largest] ?? 0) / scored.length;
  const predicted = counts(answered);
  // One answer to all rows has learned nothing of them, be it of a class that happens to be commoner here than in training.
  const constantAnswer = Math.max(...predicted) === rows.length;
  // Where no scored row is of the largest class, a single lucky row would be above it.
  const baseline = majority > 0 ? majority : 1 / classes;
  const p = finite && !constantAnswer ? binomialTest(right, rows.length, baseline) : 1;
  return {
    score: {
      accuracy: right / rows.length,
      interval: accuracyInterval(right, rows.length),
      majority,
      chance: 1 / classes,
      loss,
      rows: rows.length,
    },
    learns: p < LEARNS_AT,
    p,
    quality: finite ? right / rows.length : -1,
    baseline: majority,
    rows,
    predicted,
    spread: spreadOf(output),
    finite,
  };
}

function answeredClasses(kind: HeadKind, output: tf.Tensor): Int32Array {
  if (kind.kind === "binary") return labelClasses(kind, tf.reshape(output, [-1]));
  return tf.argMax(output, -1).dataSync<"int32">().slice();
}

function numberOutcome({ target, constant, absolute }: Scoring, output: tf.Tensor, loss: number): HeadOutcome {
  const rowCount = output.shape[0];
  const wanted = tf.reshape(tf.cast(target, "float32"), [rowCount, -1]);
  const errorsOf = (answer: tf.Tensor) => {
    const difference = tf.sub(wanted, answer);
    return tf.mean(absolute ? tf.abs(difference) : tf.square(difference), -1).dataSync();
  };
  const errors = errorsOf(tf.reshape(output, [rowCount, -1]));
  const constants = errorsOf(constant!);
  const finite = errors.every(Number.isFinite);
  const p = finite ? pairedMeanTest(constants, errors) : 1;
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
  const usual = Math.max(sum(constants) / rowCount, 1e-30);
  return {
    score: { accuracy: NaN, interval: [NaN, NaN], majority: NaN, chance: NaN, loss, rows: rowCount },
    learns: finite && p < LEARNS_AT,
    p,
    quality: finite ? 1 - sum(errors) / Math.max(sum(constants), 1e-30) : -1,
    baseline: 0,
    rows: Float64Array.from(errors, (error) => (Number.isFinite(error) ? 1 - error / usual : -1)),
    predicted: [],
    spread: spreadOf(output),
    finite,
  };
}

/**
 * Paired one-sided t-test: how likely at least so large a mean difference is, if the second's mean were no less.
 *
 * @returns the p-value; 1 where they do not differ
 */
export function pairedMeanTest(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const differences = Array.from(first, (value, i) => value - second[i]);
  return differences.length < 2 ? 1 : pairedTTest(differences, "greater");
}

function spreadOf(output: tf.Tensor): number {
  const flat = tf.reshape(output, [output.shape[0], -1]);
  return tf.sqrt(tf.mean(tf.moments(flat, 0).variance)).dataSync()[0];
}

function allFinite(output: tf.Tensor): boolean {
  return Number.isFinite(tf.sum(tf.abs(output)).dataSync()[0]);
}
