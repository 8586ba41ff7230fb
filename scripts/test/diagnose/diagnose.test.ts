import assert from "node:assert/strict";
import { test } from "node:test";
import { Random } from "../../../lib/data/random";
import { diagnose, Examination, remedies, remedyNamed, subjectOf } from "../../../lib/diagnose";
import { disposeTreated } from "../../../lib/diagnose/changed-subject";
import { tf } from "../../../lib/engine";
import type { Subject } from "../../../lib/train";

/** Three clouds of points in four dimensions, one-hot. */
function clouds(rows: number, seed: number) {
  const random = new Random(seed);
  const labels = Array.from({ length: rows }, () => random.integer(3));
  const x = labels.map((label) => [0, 1, 2, 3].map((axis) => random.normal() + (axis === label ? 3 : 0)));
  const y = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), 3), "float32"));
  return { x: tf.tensor2d(x) as tf.Tensor, y: y as tf.Tensor };
}

function model(optimizer: tf.Optimizer, units = 3, activation: "softmax" | "linear" = "softmax"): tf.Sequential {
  const network = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [4], units: 12, activation: "relu" }),
      tf.layers.dense({ units, activation, name: "kind" }),
    ],
  });
  network.compile({ optimizer, loss: "categoricalCrossentropy" });
  return network;
}

const fit = { batchSize: 20, epochs: 12 };
const subject = (network: tf.LayersModel): Subject => subjectOf(network, clouds(240, 1), fit, clouds(120, 2));

test("a healthy program learns, and nothing is a cause", async () => {
  const { verdict, findings, heads, smallestSet } = await diagnose(subject(model(tf.train.adam(0.02))), {
    seconds: 30,
  });
  assert.equal(verdict, "learning");
  assert.deepEqual(Object.keys(heads), ["kind"]);
  assert.deepEqual(
    findings.filter(({ standing }) => standing !== "note"),
    [],
  );
  assert.deepEqual(smallestSet, []);
});

test("a rate far too low is proved by paired trials, and nothing is left in memory", async () => {
  const given = subject(model(tf.train.sgd(1e-7)));
  const before = tf.memory().numTensors;
  // It takes three seconds; on a machine that others work on it may take many times that.
  const diagnosis = await diagnose(given, { seconds: 120 });
  assert.equal(diagnosis.verdict, "not-learning");
  const [first] = diagnosis.findings;
  assert.equal(first.code, "rate-too-low");
  assert.equal(first.standing, "cause");
  assert.ok(first.trial!.p < 0.01 && first.trial!.after > first.trial!.before);
  assert.equal(diagnosis.smallestSet.length, 1);
  assert.equal(tf.memory().numTensors, before);
});

test("without treatment nothing is tried", async () => {
  const { trials, findings } = await diagnose(subject(model(tf.train.sgd(1e-7))), { seconds: 30, treat: false });
  assert.deepEqual(trials, []);
  assert.equal(findings[0].code, "rate-too-low");
  assert.equal(findings[0].standing, "suspect");
});

test("layers that are numbered anew in every build, and an optimizer that all share, are borne", async () => {
  const optimizer = tf.train.adam(0.02);
  const build = () => {
    const network = tf.sequential({ layers: [tf.layers.dense({ inputShape: [4], units: 3, activation: "softmax" })] });
    network.compile({ optimizer, loss: "categoricalCrossentropy" });
    return network;
  };
  const { verdict } = await diagnose({ name: "shared", build, data: clouds(240, 1), fit }, { seconds: 30 });
  assert.equal(verdict, "learning");
});

test("every remedy gives a subject that builds, and frees what it adds", async () => {
  const given = subject(model(tf.train.adam(0.02)));
  const examination = new Examination(given);
  try {
    for (const remedy of remedies.filter((each) => each.applies(examination))) {
      const before = tf.memory().numTensors;
      const treated = await remedy.apply(given, examination);
      const again = new Examination(treated);
      assert.equal(again.refusal, undefined, remedy.name);
      assert.deepEqual(
        again.heads.map(({ name }) => name),
        ["kind"],
        remedy.name,
      );
      again.dispose();
      disposeTreated(treated);
      const kept = remedy.name === "the finder's rate" ? Infinity : before;
      assert.ok(tf.memory().numTensors <= kept, `${remedy.name} left ${tf.memory().numTensors - before} tensors`);
    }
  } finally {
    examination.dispose();
  }
});

test("unchanged layers keep their weights under a remedy", async () => {
  const given = subject(model(tf.train.adam(0.02), 3, "linear"));
  const examination = new Examination(given);
  const treated = await remedyNamed("the task's output activation")!.apply(given, examination);
  const [one, other] = [given.build(5), treated.build(5)];
  one.getWeights().forEach((weight, i) => assert.deepEqual(weight.arraySync(), other.getWeights()[i].arraySync()));
  assert.equal(other.layers.at(-1)!.getConfig().activation, "softmax");
  examination.dispose();
});
