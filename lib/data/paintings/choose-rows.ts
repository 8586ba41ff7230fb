import { Random } from "../random";
import type { SplitName } from "../picture-set";
import type { Candidate, LeftOut } from "./candidates";

/** A picture that was decoded, at its place among all that were. */
export interface Decoded {
  candidate: Candidate;
  /** Its number among the decoded pictures, in their order. */
  index: number;
}

export interface Rows {
  /** By the decoded picture's number; those that are missing here are left out. */
  split: Map<number, SplitName>;
  count: Record<SplitName, number>;
  classes: Record<string, string[]>;
  splitBy: "table" | "seed";
  leftOut: LeftOut[];
}

/** The share of rows to train on where the source does not tell: the question's 2,920 of 3,610. */
const TRAIN_SHARE = 0.81;

/**
 * Which pictures become rows of which split, and which classes there are: those of the training rows, by name. A
 * validation row of another class is left out: no network trained on these rows could name it, and a label of its own
 * would be a column of zeros in training.
 *
 * @param seed decides the split where the source has none, or puts everything on one side
 */
export function chooseRows(decoded: readonly Decoded[], heads: readonly string[], seed: number): Rows {
  const sides = new Set(decoded.map(({ candidate }) => candidate.side));
  const splitBy = sides.has("train") && sides.has("valid") ? "table" : "seed";
  const sideOf = splitBy === "table" ? ({ candidate }: Decoded) => candidate.side! : seededSides(decoded, heads, seed);

  const seen: Record<string, Set<string>> = Object.fromEntries(heads.map((head) => [head, new Set<string>()]));
  for (const one of decoded) {
    if (sideOf(one) === "train") for (const head of heads) seen[head].add(one.candidate.labels[head]);
  }
  const split = new Map<number, SplitName>();
  const count = { train: 0, valid: 0 };
  const leftOut: LeftOut[] = [];
  for (const one of decoded) {
    const { file, line, labels } = one.candidate;
    const unknown = heads.find((head) => !seen[head].has(labels[head]));
    if (unknown !== undefined) {
      leftOut.push({ reason: "class without training rows", file, line, detail: `${unknown}: ${labels[unknown]}` });
      continue;
    }
    split.set(one.index, sideOf(one));
    count[sideOf(one)]++;
  }
  const classes = Object.fromEntries(heads.map((head) => [head, [...seen[head]].sort()]));
  return { split, count, classes, splitBy, leftOut };
}

/**
 * By lot, but the first picture drawn of every class is for training: a class with a single picture would otherwise be
 * lost whenever the lot puts it into validation.
 */
function seededSides(decoded: readonly Decoded[], heads: readonly string[], seed: number): (one: Decoded) => SplitName {
  const order = new Random(seed).shuffle([...decoded]);
  const seen = new Set<string>();
  const firsts: Decoded[] = [];
  const others: Decoded[] = [];
  for (const one of order) {
    const classes = heads.map((head) => JSON.stringify([head, one.candidate.labels[head]]));
    (classes.every((name) => seen.has(name)) ? others : firsts).push(one);
    for (const name of classes) seen.add(name);
  }
  // However few there are, one is left to validate on, unless that would cost a class.
  const wanted = Math.min(decoded.length - 1, Math.round(TRAIN_SHARE * decoded.length));
  const trained = new Set([...firsts, ...others].slice(0, Math.max(firsts.length, wanted)).map(({ index }) => index));
  return ({ index }) => (trained.has(index) ? "train" : "valid");
}
