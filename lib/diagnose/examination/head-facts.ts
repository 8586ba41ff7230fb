import { tf } from "../../engine";
import { type HeadKind, type PlateauLosses, plateauLossesOf } from "../../train";
import type { TfjsLoss } from "../../train/compiled-model";
import { type ArrayFacts, arrayFacts } from "./array-facts";
import type { LayerFacts } from "./layer-facts";
import { tidied } from "./tidied";

/**
 * What the targets, for themselves, look like:
 * - `one-hot`: zeros but for a one, a row; - `shares`: rows of shares that sum to one;
 * - `multi-label`: zeros and ones, any number a row; - `integers`: one whole number a row, few different ones;
 * - `binary`: one number a row, 0 or 1; - `signs`: one number a row, -1 or 1; - `numbers`: anything else.
 */
export type TargetForm = "one-hot" | "shares" | "multi-label" | "integers" | "binary" | "signs" | "numbers";

/** Whole numbers of at most so many different values, each with some rows, look like classes. */
const CLASSES_AT_MOST = 100;

export interface TargetFacts extends ArrayFacts {
  form: TargetForm;
  /** Numbers a row. */
  width: number;
  /** Rows a class: of the largest number's place, or of the whole number itself; empty for numbers and multi-label. */
  counts: number[];
  /** Rows that were looked at whose numbers do not sum to one; zero for a width of 1. */
  rowsNotOne: number;
  /** Share of the largest class among the rows; NaN for numbers. */
  largestShare: number;
}

/** One output of the model: its layer, its loss and its targets. */
export interface HeadFacts {
  name: string;
  index: number;
  /** The loss function's name as tfjs spells it: "categoricalCrossentropy", "meanSquaredError"; a function's own name. */
  loss: string;
  lossFunction: TfjsLoss;
  /** Whether the loss is one of tfjs's own. */
  knownLoss: boolean;
  /** How the library scores it. */
  kind: HeadKind;
  /** Numbers a row that it answers. */
  units: number;
  outputShape: (number | null)[];
  /** The layer behind the output. */
  layer: LayerFacts;
  /** From the last layer with a kernel on: that layer, then whatever follows it. */
  tail: LayerFacts[];
  /** Activations of the tail that are not linear, in order: ["softmax", "softmax"] is softmax twice. */
  activations: string[];
  target: TargetFacts;
  validationTarget?: TargetFacts;
}

const knownLosses = [
  "meanSquaredError",
  "meanAbsoluteError",
  "meanAbsolutePercentageError",
  "meanSquaredLogarithmicError",
  "squaredHinge",
  "hinge",
  "categoricalHinge",
  "logcosh",
  "categoricalCrossentropy",
  "sparseCategoricalCrossentropy",
  "binaryCrossentropy",
  "kullbackLeiblerDivergence",
  "poisson",
  "cosineProximity",
];

export const isKnownLoss = (name: string): boolean => knownLosses.includes(name);

/** From an output's layer back to the last one with a kernel, along single inputs; in the order of the signal. */
export function tailOf(output: LayerFacts, layers: readonly LayerFacts[]): LayerFacts[] {
  const tail = [output];
  while (!tail[0].weighted && tail[0].inputs.length === 1) {
    const before = layers.find(({ name }) => name === tail[0].inputs[0]);
    if (!before) break;
    tail.unshift(before);
  }
  return tail;
}

export const activationsOf = (tail: readonly LayerFacts[]): string[] =>
  tail.map(({ activation }) => activation).filter((activation) => activation !== "linear");

/**
 * Measures targets as they were given: [rows], [rows, width].
 *
 * @param classes how many the head tells apart, where its loss takes a class as a number: more than a hundred are classes, too
 */
export function targetFacts(target: tf.Tensor, classes = 0): TargetFacts {
  const facts = arrayFacts(target);
  const width =
    target.shape.length < 2 ? 1 : target.shape.slice(1).reduce<number>((product, side) => product * side, 1);
  const sums = tidied(() => tf.sum(tf.cast(tf.reshape(target, [-1, width]), "float32"), -1).dataSync<"float32">());
  const rowsNotOne = width === 1 ? 0 : sums.reduce((count, sum) => count + (Math.abs(sum - 1) > 1e-3 ? 1 : 0), 0);
  const asClasses = facts.integers && facts.min >= 0 && facts.max < classes;
  const form = width === 1 && asClasses && facts.distinct.length > 2 ? "integers" : formOf(facts, width, rowsNotOne);
  const counts = classCounts(target, form, width);
  return {
    ...facts,
    form,
    width,
    counts,
    rowsNotOne,
    largestShare: counts.length > 0 ? Math.max(...counts) / facts.rows : NaN,
  };
}

function formOf(facts: ArrayFacts, width: number, rowsNotOne: number): TargetForm {
  const { distinct, min, max, integers, rows } = facts;
  const zerosAndOnes = distinct.every((value) => value === 0 || value === 1);
  if (width === 1) {
    if (distinct.length <= 2 && zerosAndOnes) return "binary";
    if (distinct.length === 2 && min === -1 && max === 1) return "signs";
    const few = distinct.length <= Math.min(CLASSES_AT_MOST, Math.max(2, rows / 4));
    return integers && few && min >= 0 ? "integers" : "numbers";
  }
  if (zerosAndOnes) return rowsNotOne === 0 ? "one-hot" : "multi-label";
  return rowsNotOne === 0 && min >= 0 ? "shares" : "numbers";
}

function classCounts(target: tf.Tensor, form: TargetForm, width: number): number[] {
  if (form === "numbers" || form === "multi-label") return [];
  const classes = tidied((): Float32Array => {
    if (width > 1) return Float32Array.from(tf.argMax(tf.reshape(target, [-1, width]), -1).dataSync());
    return Float32Array.from(tf.reshape(form === "signs" ? tf.greater(target, 0) : target, [-1]).dataSync());
  });
  const largest = width > 1 ? width - 1 : classes.reduce((most, value) => Math.max(most, value), 1);
  const counts = new Array<number>(largest + 1).fill(0);
  for (const value of classes) if (value >= 0) counts[value]++;
  return counts;
}

/** The losses at which the head would stand still for a known reason; only cross-entropies over classes have any. */
export function crossEntropyPlateaus({ kind, loss, units, target }: HeadFacts): PlateauLosses | undefined {
  if (kind.kind === "number" || !/crossentropy/i.test(loss) || target.counts.length === 0) return undefined;
  const classes = Math.max(2, units, target.counts.length);
  return plateauLossesOf(Array.from({ length: classes }, (_, i) => target.counts[i] ?? 0));
}
