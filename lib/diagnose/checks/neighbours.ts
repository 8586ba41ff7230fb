import { tf } from "../../engine";
import { binomialTest } from "../../train";
import type { Check, Suspicion } from "../check";
import { type Examination, type HeadFacts, pairedMeanTest, sampleRows } from "../examination";

/**
 * A person sees: training accuracy creeps up by heart, validation stays at the majority, whatever is changed.
 *
 * A probe that needs no training looks whether neighbours have like labels: for each of some rows, the label that most of its five
 * nearest rows have, in standardised inputs. If that is no better than the commonest label, the labels say nothing of the inputs that
 * are beside them. (Cover & Hart 1967: the nearest neighbour errs at most twice as often as anything can.)
 */
const ROWS = 600;
const NEIGHBOURS = 5;
/** The probe sees nothing where chance gives as much so often. */
const NOTHING = 0.05;
/** Fewer rows cannot show that there is nothing. */
const LEAST_ROWS = 80;
/** Wide inputs have no near neighbours; the probe tells less. */
const WIDE = 3000;

/** Good labels that belong to other rows. */
export const neighbours: Check = {
  name: "neighbours",
  codes: ["labels-unaligned"],
  stage: "training",
  async run(examination) {
    const run = await examination.run();
    const failing = examination.heads.filter(({ name }) => !run.heads[name].learns);
    if (failing.length === 0 || examination.input.nonFinite > 0 || examination.epoch.rowsOfSplit < LEAST_ROWS)
      return [];
    return failing.flatMap((head) => {
      const probe = probeHead(examination, head);
      if (!probe || probe.p < NOTHING) return [];
      const spread = examination.input.distinctRows > LEAST_ROWS;
      const wide = probe.width > WIDE;
      const suspicion: Suspicion = {
        code: "labels-unaligned",
        standing: "suspect",
        head: head.name,
        evidence: { ...probe, neighbours: NEIGHBOURS, limit: NOTHING },
        says: `Rows with like inputs have no like labels: by its ${NEIGHBOURS} nearest rows a row's label is guessed no better than by the commonest (p ${probe.p.toPrecision(2)}). The labels may belong to other rows; that no change to the network can mend.`,
        likelihood: spread && !wide ? 0.72 : 0.4,
      };
      return [suspicion];
    });
  },
};

/** What it saw; `p` is how often chance gives as much. */
type Probe = { rows: number; width: number; p: number } & Record<string, number>;

function probeHead(examination: Examination, { name, kind }: HeadFacts): Probe | undefined {
  const { x, y } = examination.train;
  const { rows } = sampleRows(x, ROWS);
  const { inputs, targets } = tf.tidy(() => {
    const flat = tf.cast(tf.reshape(tf.gather(x, tf.tensor1d(rows, "int32")), [rows.length, -1]), "float32");
    const { mean, variance } = tf.moments(flat, 0);
    const standard = tf.div(tf.sub(flat, mean), tf.add(tf.sqrt(variance), 1e-6));
    const squares = tf.sum(tf.square(standard), 1, true);
    const distances = tf.sub(
      tf.add(squares, tf.transpose(squares)),
      tf.mul(2, tf.matMul(standard, standard, false, true)),
    );
    const apart = tf.add(distances, tf.mul(tf.eye(rows.length), 1e12));
    const nearest = tf.topk(tf.neg(apart), NEIGHBOURS).indices.dataSync();
    const target = tf.gather(y[name], tf.tensor1d(rows, "int32"));
    const classes =
      kind.kind === "classes"
        ? tf.argMax(target, -1)
        : kind.kind === "binary"
          ? tf.cast(tf.greater(target, kind.threshold), "int32")
          : tf.mean(tf.cast(tf.reshape(target, [rows.length, -1]), "float32"), 1);
    return { inputs: nearest, targets: Array.from(tf.reshape(classes, [-1]).dataSync()) };
  });
  const width = x.size / x.shape[0];
  const guesses = targets.map((_, row) => {
    const near = Array.from({ length: NEIGHBOURS }, (_, i) => targets[inputs[row * NEIGHBOURS + i]]);
    return kind.kind === "number" ? near.reduce((sum, value) => sum + value, 0) / NEIGHBOURS : commonest(near);
  });
  if (kind.kind === "number") {
    const mean = targets.reduce((sum, value) => sum + value, 0) / targets.length;
    const p = pairedMeanTest(
      targets.map((value) => (value - mean) ** 2),
      targets.map((value, i) => (value - guesses[i]) ** 2),
    );
    return { rows: targets.length, width, p };
  }
  const right = guesses.filter((guess, i) => guess === targets[i]).length;
  const most = targets.filter((value) => value === commonest(targets)).length;
  // Against one class almost everywhere, five neighbours cannot do better.
  if (most > 0.9 * targets.length) return undefined;
  return { rows: targets.length, width, right, commonest: most, p: recallTest(guesses, targets) };
}

/** Whether guesses agree with targets more often than two lists of such class counts would by chance. */
function recallTest(guesses: readonly number[], targets: readonly number[]): number {
  const share = (of: readonly number[], value: number) => of.filter((each) => each === value).length / of.length;
  const chance = [...new Set(targets)].reduce((sum, value) => sum + share(guesses, value) * share(targets, value), 0);
  return binomialTest(guesses.filter((guess, i) => guess === targets[i]).length, targets.length, chance);
}

function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}
