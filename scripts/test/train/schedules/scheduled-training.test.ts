import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { adam, type MomentOptimizer } from "../../../../lib/train/optimizers";
import { type Callback, reduceLROnPlateau, type Training } from "../../../../lib/train/callbacks";
import { compileProgram, disposeSubject } from "../../../../lib/train/compile-program";
import { scheduleOf, type ScheduleSpec } from "../../../../lib/train/schedules";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";
import { tinySubject } from "../tiny-subject";

const schedule: ScheduleSpec = { name: "oneCycle", warmup: { epochs: 1, startFactor: 0.5 } };

/** Rates and momenta as each batch begins. */
function watcher(): { seen: { learningRate: number; momentum: number }[]; callback: Callback } {
  const seen: { learningRate: number; momentum: number }[] = [];
  let training: Training;
  const callback: Callback = {
    setTraining: (handle) => void (training = handle),
    onBatchBegin: () => {
      const { momentum } = (training.model as unknown as { optimizer: MomentOptimizer }).optimizer;
      seen.push({ learningRate: training.learningRate, momentum });
    },
  };
  return { seen, callback };
}

const expected = (learningRate: number, epochs: number, stepsPerEpoch: number) => {
  const totalSteps = epochs * stepsPerEpoch;
  const of = scheduleOf(schedule, { learningRate, stepsPerEpoch, totalSteps });
  return Array.from({ length: totalSteps }, (_, step) => of(step));
};

test("a Program's schedule sets the rate and beta1 of every step, and its history tells", async () => {
  const data = await tinyDataset(temporaryFolder());
  const { seen, callback } = watcher();
  const program = tinyProgram(data, { schedule, epochs: 3 });
  const { history, model } = await train(program, { callbacks: [callback] });
  model.dispose();
  assert.deepEqual(seen, expected(0.003, 3, 3));
  assert.deepEqual(
    history.map(({ learningRate }) => learningRate),
    [2, 5, 8].map((step) => seen[step].learningRate),
  );
  const subject = await compileProgram(program);
  assert.equal(subject.fit.schedule?.name, "oneCycle");
  disposeSubject(subject);
});

test("so does a Subject's, from its optimizer's rate on", async () => {
  const { seen, callback } = watcher();
  const optimizer = () => adam({ learningRate: 0.02, weightDecay: 0.01 });
  await train(tinySubject({ optimizer, fit: { schedule, epochs: 2 } }), { callbacks: [callback] });
  assert.deepEqual(seen, expected(0.02, 2, 4));
  const momentum = train(tinySubject({ optimizer: () => tf.train.adam(0.02), fit: { schedule } }));
  await assert.rejects(momentum, /optimizer whose momentum can change.*found Adam/);
});

test("a schedule and a callback cannot both set the rate", async () => {
  const optimizer = () => adam({ learningRate: 0.02 });
  const subject = tinySubject({ optimizer, fit: { schedule: { name: "cosine" } } });
  await assert.rejects(
    train(subject, { callbacks: [reduceLROnPlateau({ monitor: "loss" })] }),
    /reduceLROnPlateau: expected one thing to set the learning rate, found the schedule and a callback/,
  );
  let training: Training;
  const own: Callback = {
    setTraining: (handle) => void (training = handle),
    onEpochEnd: () => void (training.learningRate = 0),
  };
  await assert.rejects(train(subject, { callbacks: [own] }), /the schedule and a callback/);
});
