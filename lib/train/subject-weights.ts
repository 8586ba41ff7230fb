import { tf } from "../engine";
import { InputError } from "../data";
import { type HeadKind, labelClasses } from "./head-kind";
import type { FitSettings, SubjectData } from "./subject";

type ByHead<T> = Record<string, T>;

/**
 * What each row of a Subject's data counts in each head's loss: its sample weight times its class's.
 *
 * @param kinds   of all heads, by output name
 * @param targets of all heads, as `fit` sees them; not disposed
 * @returns [rows] a head, the caller's to dispose of; heads in which every row counts once are left out
 * @throws InputError if a head is unknown, or there is not one number from 0 up for each row
 */
export function subjectWeights(
  kinds: ByHead<HeadKind>,
  targets: ByHead<tf.Tensor>,
  { sampleWeight }: SubjectData,
  classWeight?: FitSettings["classWeight"],
): ByHead<tf.Tensor1D> {
  const heads = Object.keys(kinds);
  const samples = byHead("sampleWeight", heads, sampleWeight, sampleWeight instanceof tf.Tensor);
  const only = heads.length === 1 && classWeight !== undefined && !Object.hasOwn(classWeight, heads[0]);
  const classes = byHead("classWeight", heads, classWeight as ByHead<Record<number, number>>, only);
  const weighed = heads.filter((head) => samples[head] !== undefined || classes[head] !== undefined);
  return Object.fromEntries(
    weighed.map((head) => {
      const weights = rowWeights(head, targets[head].shape[0], samples[head]);
      if (classes[head]) multiply(weights, head, kinds[head], targets[head], classes[head]);
      return [head, tf.tensor1d(weights)];
    }),
  );
}

/** @param forAll whether what is given is for each head, not by head */
function byHead<T>(what: string, heads: string[], given: T | ByHead<T> | undefined, forAll: boolean): ByHead<T> {
  if (given === undefined) return {};
  if (forAll) return Object.fromEntries(heads.map((head) => [head, given as T]));
  const unknown = Object.keys(given as object).find((head) => !heads.includes(head));
  if (unknown === undefined) return given as ByHead<T>;
  throw new InputError(`${what}: the model has no output "${unknown}", it has ${heads.join(", ")}.`);
}

function rowWeights(head: string, rows: number, given?: tf.Tensor): Float32Array {
  if (!given) return new Float32Array(rows).fill(1);
  if (given.size !== rows || given.shape[0] !== rows) {
    throw new InputError(
      `sampleWeight of ${head}: expected one number a row, [${rows}], found shape [${given.shape.join(", ")}].`,
    );
  }
  const weights = Float32Array.from(given.dataSync());
  const wrong = weights.findIndex((weight) => !(weight >= 0 && Number.isFinite(weight)));
  if (wrong < 0) return weights;
  throw new InputError(`sampleWeight of ${head}: expected numbers from 0 up, found ${weights[wrong]} in row ${wrong}.`);
}

function multiply(
  weights: Float32Array,
  head: string,
  kind: HeadKind,
  target: tf.Tensor,
  factors: Record<number, number>,
): void {
  if (kind.kind === "number") {
    throw new InputError(`classWeight of ${head}: expected an output with classes, found a regression.`);
  }
  for (const [label, factor] of Object.entries(factors)) {
    if (Number(label) < kind.classes && factor >= 0 && Number.isFinite(factor)) continue;
    throw new InputError(
      `classWeight of ${head}: expected numbers from 0 up for classes 0 to ${kind.classes - 1}, found ${factor} for ${label}.`,
    );
  }
  labelClasses(kind, target).forEach((label, row) => (weights[row] *= factors[label] ?? 1));
}
