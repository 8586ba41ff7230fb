/**
 * A person sees: the loss falls and accuracy falls with it; or the loss stands at a number that has nothing to do with the task.
 *
 * The loss itself, tried on answers that are right and wrong: a loss that is least where the answer is worst is climbed.
 *
 * No threshold: a right answer has to cost less than a wrong one, row by row. Losses of one's own are functions, and a sign is
 * soon wrong in one. A loss below zero for cross-entropies is the same fault. The clip at 1e-7 is tfjs's and Keras's own; from which
 * share of rows on it holds a head, and from which share of the loss on a penalty drowns the task, is by experiment (`npm run faults`).
 */
import { tf } from "../../engine";
import type { Check, Suspicion } from "../check";
import type { HeadFacts } from "../examination";
import { short } from "./short-number";

export const lossFunction: Check = {
  name: "loss-function",
  codes: ["gradient-ascent", "loss-unsuitable", "clip-locked", "over-regularised"],
  stage: "start",
  run(examination) {
    const { heads, start } = examination;
    const found: Suspicion[] = heads.flatMap((head) => [...climbed(head), ...rowsMixed(head)]);
    for (const { name } of heads) {
      const { clipped } = start.heads[name];
      if (clipped < CLIPPED) continue;
      found.push({
        code: "clip-locked",
        standing: "suspect",
        head: name,
        likelihood: 0.6,
        evidence: { share: clipped, limit: CLIPPED, when: "before the first step" },
        says: `${name}: for ${Math.round(clipped * 100)} % of the rows the right class has a probability under 1e-7, where the loss is clipped and has no gradient.`,
      });
    }
    const task = heads.reduce((sum, { name }) => sum + Math.abs(start.heads[name].loss), 0);
    const share = start.penalty / (start.penalty + task);
    if (share > DROWNED) {
      found.push({
        code: "over-regularised",
        standing: "suspect",
        likelihood: share > 0.9 ? 0.75 : 0.5,
        evidence: { penalty: start.penalty, task, share, limit: DROWNED },
        says: `At the start ${Math.round(share * 100)} % of the loss is the penalty on weights, not the task.`,
      });
    }
    return found;
  },
};

/** Share of the rows under the loss's clip from which on a head is held by it. */
const CLIPPED = 0.3;
/** The penalty is more than the task itself. */
const DROWNED = 0.6;

function climbed({ name, units, target, lossFunction: loss, kind }: HeadFacts): Suspicion[] {
  const [right, wrong] = lossesOf(loss, () => {
    const [label, best, worst] = answers(units, target.width, kind.kind);
    return [best, worst].map((answer) => [label, answer]);
  });
  if (!Number.isFinite(right) || !Number.isFinite(wrong) || right <= wrong) return [];
  return [
    {
      code: "gradient-ascent",
      standing: "cause",
      head: name,
      likelihood: 0.97,
      evidence: { lossOfRight: right, lossOfWrong: wrong },
      says: `${name}: its loss is ${short(right)} for a right answer and ${short(wrong)} for a wrong one: making it small makes answers wrong.`,
    },
  ];
}

/** A loss of two labels and answers each; NaN where it does not take them: somebody's own may want other rows than these. */
function lossesOf(loss: HeadFacts["lossFunction"], make: () => tf.Tensor[][]): number[] {
  return tf.tidy(() => {
    try {
      return make().map(([label, answer]) => tf.mean(loss(label, answer)).dataSync()[0]);
    } catch {
      return [NaN, NaN];
    }
  });
}

/** A loss that is the same when rows change their labels does not hear which answer was to which row. */
function rowsMixed({ name, units, target, lossFunction: loss, kind, knownLoss }: HeadFacts): Suspicion[] {
  if (knownLoss) return [];
  const [given, turned] = lossesOf(loss, () => {
    const shares = Array.from({ length: ROWS_MIXED * units }, (_, i) => 0.15 + 0.7 * ((i * 0.618) % 1));
    const answer = tf.tensor2d(shares, [ROWS_MIXED, units]);
    const label = someLabels(units, target.width, kind.kind);
    return [label, tf.reverse(label, 0)].map((each) => [each, answer]);
  });
  if (
    !Number.isFinite(given) ||
    !Number.isFinite(turned) ||
    given === 0 ||
    Math.abs(given - turned) > 1e-5 * Math.abs(given)
  )
    return [];
  return [
    {
      code: "loss-unsuitable",
      standing: "suspect",
      head: name,
      likelihood: 0.92,
      evidence: { lossOfRows: given, lossWithLabelsTurnedRound: turned },
      says: `${name}: its loss is ${short(given)} and stays so when the rows' labels are turned round: it does not hear which answer was to which row.`,
    },
  ];
}

const ROWS_MIXED = 8;

/** Different labels for as many rows, none of which is its own mirror image. */
function someLabels(units: number, width: number, kind: string): tf.Tensor {
  const places = Array.from({ length: ROWS_MIXED }, (_, row) => (row < ROWS_MIXED / 2 ? 0 : 1));
  if (kind === "number")
    return tf.tensor2d(
      places.flatMap((place, row) => Array<number>(units).fill(place + row / 10)),
      [ROWS_MIXED, units],
    );
  if (units === 1 || width === 1) return tf.tensor2d(places, [ROWS_MIXED, 1]);
  return tf.oneHot(places, units).cast("float32");
}

/** A label, an answer that is nearly right, and one that is wrong. */
function answers(units: number, width: number, kind: string): [tf.Tensor, tf.Tensor, tf.Tensor] {
  if (kind === "number" || units === 1) {
    const ones = tf.ones([1, Math.max(1, units)]);
    return [ones, ones.mul(0.9), ones.mul(0.1)];
  }
  const likely = (place: number) =>
    tf
      .oneHot([place], units)
      .mul(0.8)
      .add(0.2 / units);
  const label = width > 1 ? tf.oneHot([0], units).cast("float32") : tf.zeros([1, 1]);
  return [label, likely(0), likely(1)];
}
