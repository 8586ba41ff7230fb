import { tf } from "../../engine";
import { Random } from "../../data/random";
import { labelClasses } from "../../train/head-kind";
import type { Check, Suspicion } from "../check";
import { type Examination, type HeadFacts, sampleRows } from "../examination";

/**
 * A person sees: training accuracy creeps up by heart, validation stays at the majority, whatever is changed.
 *
 * A probe that needs no training looks whether neighbours have like labels: for each of some rows, the label that most of its five
 * nearest rows have, in standardised inputs. If that is no better than the commonest label, the labels say nothing of the inputs that
 * are beside them. (Cover & Hart 1967: the nearest neighbour errs at most twice as often as anything can.) The same from training
 * rows to validation rows, each split standardised by itself so that a shift does not matter, tells labels that belong to other rows in one
 * split alone; where both splits' labels go with their own inputs, it is the splits that differ: columns in another order, pictures turned.
 */
const ROWS = 600;
const NEIGHBOURS = 5;
/**
 * The probe sees nothing under so many deviations of what permuted labels give: over the bench's programs labels that belong to
 * other rows reach 2.6, good ones begin at 6 (`npm run faults -- unaligned shuffled tcl of-others`).
 */
const NOTHING = 3;
/** And something for sure from here on. */
const SOMETHING = 5;
const PERMUTATIONS = 100;
/** Fewer rows cannot show that there is nothing. */
const LEAST_ROWS = 80;
/** Wide inputs have no near neighbours; the probe tells less. */
const WIDE = 3000;

/** Good labels that belong to other rows, or to rows that were prepared otherwise. */
export const neighbours: Check = {
  name: "neighbours",
  codes: ["labels-unaligned", "train-valid-shift"],
  stage: "training",
  async run(examination) {
    const run = await examination.run();
    const failing = examination.heads.filter(({ name }) => !run.heads[name].learns);
    if (failing.length === 0 || examination.input.nonFinite > 0 || examination.epoch.rowsOfSplit < LEAST_ROWS)
      return [];
    return failing.flatMap((head) => unaligned(examination, head));
  },
};

function unaligned(examination: Examination, { name, kind }: HeadFacts): Suspicion[] {
  const train = probed(examination.train, name, kind);
  const within = agreement(train, train, kind);
  if (within === undefined) return [];
  const valid = examination.valid && probed(examination.valid, name, kind);
  const enough = valid !== undefined && valid.labels.length >= LEAST_ROWS;
  const across = enough ? agreement(train, valid, kind) : undefined;
  const evidence = {
    rows: train.labels.length,
    width: train.width,
    neighbours: NEIGHBOURS,
    deviationsOverChance: within,
    ...(across !== undefined && { fromTrainingToValidation: across }),
    limit: NOTHING,
  };
  if (within < NOTHING && (across === undefined || across < NOTHING)) {
    const spread = examination.input.distinctRows > LEAST_ROWS && train.width <= WIDE;
    const says =
      `${name}: rows with like inputs have no like labels: its ${NEIGHBOURS} nearest rows tell no more of a row's label than chance does ` +
      `(${within.toFixed(1)} deviations over it). The labels may belong to other rows; that no change to the network can mend.`;
    return [suspicion(name, evidence, says, spread ? 0.72 : 0.4)];
  }
  if (within >= SOMETHING && across !== undefined && across < NOTHING) {
    const amongValidation = agreement(valid!, valid!, kind);
    if (amongValidation !== undefined && amongValidation >= SOMETHING) {
      const says =
        `${name}: within the training rows, and within the validation rows, like inputs have like labels (${within.toFixed(1)} and ` +
        `${amongValidation.toFixed(1)} deviations over chance), but from one split to the other they have not (${across.toFixed(1)}): one ` +
        `split's inputs were prepared otherwise, or its classes are numbered otherwise.`;
      return [{ ...suspicion(name, { ...evidence, amongValidation }, says, 0.75), code: "train-valid-shift" }];
    }
    const says =
      `${name}: training rows with like inputs have like labels (${within.toFixed(1)} deviations over chance), but the nearest training ` +
      `rows tell nothing of a validation row's label (${across.toFixed(1)}): the validation labels may belong to other rows.`;
    return [suspicion(name, evidence, says, 0.75)];
  }
  return [];
}

const suspicion = (head: string, evidence: Suspicion["evidence"], says: string, likelihood: number): Suspicion => ({
  code: "labels-unaligned",
  standing: "suspect",
  head,
  evidence,
  says,
  likelihood,
});

/** Rows to be probed: standardised inputs, and what they are to be told by. The tensor is the caller's. */
interface Probed {
  inputs: Float32Array;
  /** Numbers a row. */
  width: number;
  labels: number[];
}

function probed(
  { x, y }: { x: tf.Tensor; y: Record<string, tf.Tensor> },
  head: string,
  kind: HeadFacts["kind"],
): Probed {
  const { rows } = sampleRows(x, ROWS);
  const places = (tensor: tf.Tensor) => tf.gather(tensor, tf.tensor1d(rows, "int32"));
  const inputs = tf.tidy(() => {
    const flat = tf.cast(tf.reshape(places(x), [rows.length, -1]), "float32");
    const { mean, variance } = tf.moments(flat, 0);
    return tf
      .div(tf.sub(flat, mean), tf.add(tf.sqrt(variance), 1e-6))
      .dataSync<"float32">()
      .slice();
  });
  const labels = tf.tidy(() => {
    const target = places(y[head]);
    if (kind.kind !== "number") return Array.from(labelClasses(kind, target));
    return Array.from(tf.mean(tf.cast(tf.reshape(target, [rows.length, -1]), "float32"), 1).dataSync());
  });
  return { inputs, width: x.size / x.shape[0], labels };
}

/**
 * How far one split's rows tell more of the other's than chance, in deviations of what permuted labels give; undefined where
 * nothing could be seen. Rows that lie close together share their neighbours, so no test that takes them one by one would do.
 */
function agreement(from: Probed, to: Probed, { kind }: HeadFacts["kind"]): number | undefined {
  const most = to.labels.filter((label) => label === commonest(to.labels)).length;
  // Against one class almost everywhere, five neighbours cannot do better.
  if (kind !== "number" && most > 0.9 * to.labels.length) return undefined;
  const near = nearest(from, to);
  const statistic = kind === "number" ? covariance : matches;
  const told = (labels: readonly number[]) => {
    const guesses = to.labels.map((_, row) => {
      const found = Array.from({ length: NEIGHBOURS }, (_, i) => labels[near[row * NEIGHBOURS + i]]);
      return kind === "number" ? mean(found) : commonest(found);
    });
    return statistic(guesses, from === to ? labels : to.labels);
  };
  const random = new Random(0);
  const byChance = Array.from({ length: PERMUTATIONS }, () => told(random.shuffle([...from.labels])));
  const usual = mean(byChance);
  const deviation = Math.sqrt(mean(byChance.map((value) => (value - usual) ** 2)));
  return deviation > 0 ? (told(from.labels) - usual) / deviation : undefined;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const matches = (guesses: readonly number[], targets: readonly number[]): number =>
  guesses.filter((guess, i) => guess === targets[i]).length;

function covariance(guesses: readonly number[], targets: readonly number[]): number {
  const [guess, target] = [mean(guesses), mean(targets)];
  return mean(guesses.map((value, i) => (value - guess) * (targets[i] - target)));
}

/** Places of each row's nearest rows of the other split; in one and the same, not its own. */
function nearest(from: Probed, to: Probed): ArrayLike<number> {
  return tf.tidy(() => {
    const one = tf.tensor2d(to.inputs, [to.labels.length, to.width]);
    const other = from === to ? one : tf.tensor2d(from.inputs, [from.labels.length, from.width]);
    const squares = (rows: tf.Tensor) => tf.sum(tf.square(rows), 1, true);
    const distances = tf.sub(
      tf.add(squares(one), tf.transpose(squares(other))),
      tf.mul(2, tf.matMul(one, other, false, true)),
    );
    const apart = from === to ? tf.add(distances, tf.mul(tf.eye(to.labels.length), 1e12)) : distances;
    return tf.topk(tf.neg(apart), NEIGHBOURS).indices.dataSync();
  });
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
