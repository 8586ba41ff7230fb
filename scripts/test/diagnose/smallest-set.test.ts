import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../../lib/data/random";
import { Examination, subjectOf } from "../../../lib/diagnose";
import type { Suspicion } from "../../../lib/diagnose/check";
import { isHelpful, SmallestSet } from "../../../lib/diagnose/smallest-set";
import { tryOnLearning } from "../../../lib/diagnose/treat-learning";
import { Trials } from "../../../lib/diagnose/trials";
import { tf } from "../../../lib/engine";

/** A cloud, a ring around it, and a cloud far off: only the last is told from the others by a straight line. */
function cloudsAndRing(rows: number, seed: number) {
  const random = new Random(seed);
  const labels = Array.from({ length: rows }, () => random.integer(3));
  const x = labels.map((label) => {
    const angle = 2 * Math.PI * random.float();
    const [dx, dy] = [random.normal() * 0.3, random.normal() * 0.3];
    if (label === 1) return [2 * Math.cos(angle) + dx, 2 * Math.sin(angle) + dy];
    return label === 0 ? [dx, dy] : [5 + dx, dy];
  });
  const y = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), 3), "float32"));
  return { x: tf.tensor2d(x) as tf.Tensor, y: y as tf.Tensor };
}

/** Linear layer on linear layer: it can learn the far cloud, and no more. */
function network(optimizer: tf.Optimizer, kernelInitializer: "zeros" | "glorotUniform"): tf.Sequential {
  const made = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [2], units: 24 }),
      tf.layers.dense({ units: 3, activation: "softmax", kernelInitializer, name: "kind" }),
    ],
  });
  made.compile({ optimizer, loss: "categoricalCrossentropy" });
  return made;
}

const suspicion = (code: Suspicion["code"], remedy: string, likelihood: number): Suspicion => ({
  ...{ code, remedy, likelihood, standing: "suspect", evidence: {}, says: "" },
});

/** As the doctor asks for it: the configured run first, then what is tried on it. */
async function treated<T>(
  { epochs, model }: { epochs: number; model: tf.Sequential },
  of: (examination: Examination, trials: Trials) => Promise<T>,
): Promise<{ answer: T; learned: boolean }> {
  const fit = { batchSize: 20, epochs };
  const given = subjectOf(model, cloudsAndRing(240, 1), fit, cloudsAndRing(300, 2));
  const examination = new Examination(given);
  try {
    const run = await examination.observe({ seed: 0, deadline: examination.budget.deadline() });
    const trials = new Trials(examination, { seconds: run.seconds });
    trials.keep(run);
    return { answer: await of(examination, trials), learned: run.heads.kind.learns };
  } finally {
    examination.dispose();
  }
}

const silent = () => {};
const linear = suspicion("linear-stack", "relu between layers", 0.4);

test("once a program learns, a weak suspicion is tried beside what made it learn", async () => {
  const slow = suspicion("rate-too-low", "a usual rate", 0.9);
  const { answer, learned } = await treated(
    { model: network(tf.train.sgd(1e-46), "zeros"), epochs: 40 },
    (examination, trials) => new SmallestSet(examination, trials, ["kind"], [0, 1], silent).search([slow, linear]),
  );
  assert.equal(learned, false);
  assert.deepEqual(
    answer.set.map(({ remedy }) => remedy.name),
    ["a usual rate"],
  );
  const [[beside, trial]] = [...answer.needless];
  assert.equal(beside.about, linear);
  assert.deepEqual(trial.against, ["a usual rate"]);
  assert.ok(isHelpful(trial));
});

test("on a program that learns, what does nothing alone is tried beside what did most", async () => {
  const short = suspicion("undertrained", "more epochs", 0.5);
  const { answer, learned } = await treated(
    { model: network(tf.train.adam(0.005), "glorotUniform"), epochs: 6 },
    (examination, trials) => tryOnLearning(examination, trials, [short, linear], [0, 1], silent),
  );
  assert.equal(learned, true);
  const found = answer.get(short)!;
  assert.deepEqual(found.trial.against, ["relu between layers"]);
  assert.ok(found.better && answer.get(linear)!.better);
});
