import assert from "node:assert/strict";
import { before, test } from "node:test";
import { tf } from "../../../lib/engine";
import { type Dataset, openDataset } from "../../../lib/data/dataset";
import { questionProgram } from "../../../lib/train/question-program";
import { remedyEffects } from "../../../lib/train/remedy-effects";
import { seenAccuracies } from "../../../lib/train/seen-accuracies";
import { train } from "../../../lib/train/train";
import type { TriedProgram } from "../../../lib/train/tried-program";
import { tryPrograms } from "../../../lib/train/try-programs";
import { watchAnswers } from "../../../lib/train/watch-answers";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyDataset, tinyProgram } from "./tiny-program";

const parent = temporaryFolder();
let dataset: Dataset;
before(async () => {
  dataset = await openDataset(await tinyDataset(parent));
});

test("all rows are watched each epoch, and the question's draws of them", async () => {
  const program = { ...tinyProgram(dataset.folder), epochs: 3, batchSize: 5, validationSteps: 2 };
  const watch = await watchAnswers(dataset, program);
  const before = tf.memory().numTensors;
  const run = await train(program, { callbacks: [watch] });
  run.model.dispose();
  assert.equal(tf.memory().numTensors, before);

  const [tint] = seenAccuracies(watch, dataset, program);
  assert.equal(tint.head, "tint");
  assert.deepEqual(
    [tint.all, tint.seen!].map(({ rows, scored }) => [rows, scored.length, scored[0].rows]),
    [
      [20, 3, 20],
      [10, 3, 10],
    ],
  );
  const last = tint.all.scored[2];
  assert.equal(last.right / last.rows, run.heads.tint.accuracy);
  assert.ok(Math.abs(tint.losses[2] - run.heads.tint.loss) < 1e-4);
  assert.equal(tint.majority, run.heads.tint.majority);
  assert.ok(tint.given.every((classes) => classes >= 1 && classes <= 3));
});

test("without validation rows nothing is drawn, and the training rows are watched", async () => {
  const alone = await openDataset(await tinyDataset(temporaryFolder(), { validation: false }));
  const program = questionProgram(alone, { model: { width: 0.05 }, epochs: 1 });
  const watch = await watchAnswers(alone, program);
  (await train(program, { callbacks: [watch] })).model.dispose();
  const [tint] = seenAccuracies(watch, alone, program);
  assert.deepEqual([tint.all.rows, tint.seen], [48, undefined]);
  await alone.close();
});

test("programs are tried with each seed, from equal weights and batches", async () => {
  const program = tinyProgram(dataset.folder, { epochs: 1 });
  const said: string[] = [];
  const before = tf.memory().numTensors;
  const tried = await tryPrograms([program, { ...program, name: "same" }], dataset, {
    seeds: [1, 2],
    reporter: { progress: () => {}, say: (text) => said.push(text) },
  });
  assert.equal(tf.memory().numTensors, before);
  assert.deepEqual(
    tried.map(({ name, seed }) => [name, seed]),
    [
      ["tiny", 1],
      ["same", 1],
      ["tiny", 2],
      ["same", 2],
    ],
  );
  assert.deepEqual(tried[0].right.tint, tried[1].right.tint);
  assert.deepEqual([tried[0].steps, said], [3, []]);
  const effects = remedyEffects(tried, "tiny");
  assert.deepEqual(
    effects.map(({ remedy, head, difference, verdict }) => [remedy, head, difference, verdict]),
    [
      ["same", "tint", 0, effects[0].verdict],
      ["same", "light", 0, effects[1].verdict],
    ],
  );
});

test("an interrupt keeps what was finished", async () => {
  const stop = new AbortController();
  const program = tinyProgram(dataset.folder, { epochs: 1 });
  const reporter = { progress: ({ done }: { done: number }) => done === 1 && stop.abort(), say: () => {} };
  const programs = ["a", "b", "c"].map((name) => ({ ...program, name }));
  const tried = await tryPrograms(programs, dataset, {
    signal: stop.signal,
    reporter: {
      ...reporter,
      progress: (progress) => progress.stage === "trying programs" && reporter.progress(progress),
    },
  });
  assert.deepEqual(
    tried.map(({ name }) => name),
    ["a"],
  );
});

/** Right on the first `right` of 100 rows after each of two epochs. */
function pretend(name: string, right: number, seed = 1, stopped?: string): TriedProgram {
  const measured = { loss: 1, penalty: 0, rows: 100, heads: { a: { loss: 1, accuracy: right / 100 } } };
  const epoch = (number: number) => ({ epoch: number, training: measured, learningRate: 1, seconds: 1 });
  return {
    name,
    seed,
    history: [epoch(1), epoch(2)],
    heads: { a: { accuracy: right / 100, interval: [0, 1], majority: 0.2, chance: 0.1, loss: 1, rows: 100 } },
    trainingMajority: { a: 0.2 },
    right: { a: Array.from({ length: 100 }, (_, row) => row < right) },
    steps: 20,
    seconds: 2,
    wallSeconds: 3,
    ...(stopped !== undefined && { stopped }),
  };
}

test("a remedy helped or hurt by the paired test, where all seeds agree", () => {
  const tried = [
    pretend("base", 50),
    pretend("better", 70),
    pretend("worse", 20),
    pretend("hair", 52),
    pretend("broken", 0, 1, "loss of head a is NaN"),
  ];
  const effects = remedyEffects(tried, "base");
  assert.deepEqual(
    effects.map(({ remedy, difference, verdict, leaves }) => [remedy, difference, verdict, leaves]),
    [
      ["better", 0.2, "helped", 10],
      ["worse", -0.3, "hurt", undefined],
      ["hair", 0.02, "no difference seen", 10],
      ["broken", -0.5, "broke off", undefined],
    ],
  );
  assert.ok(effects[0].interval[0] > 0 && effects[0].interval[1] < 0.4);
  const [constant] = remedyEffects([pretend("base", 0), pretend("majority", 20)], "base");
  assert.deepEqual(
    [constant.verdict, constant.difference],
    ["neither learns", 0.2],
    "only what they always say differs",
  );
  const second = [pretend("base", 50, 2), pretend("better", 49, 2)];
  const [both] = remedyEffects([...tried.slice(0, 2), ...second], "base");
  assert.deepEqual([both.verdict, both.bySeed], ["no difference seen", [0.2, -0.01]], "the seeds disagree");
  assert.deepEqual(remedyEffects([pretend("better", 70)], "base"), []);
});
