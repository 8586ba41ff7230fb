import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { InputError } from "../../../../lib/data";
import { parseProgram } from "../../../../lib/train/program-schema";
import { scheduleOf, type ScheduleSpec, setsRate } from "../../../../lib/train/schedules";

interface Case {
  name: string;
  spec: ScheduleSpec;
  total: number;
  rates: number[];
  momenta?: number[];
}
const fixture = resolve(__dirname, "../../fixtures/schedules.json");
const { learningRate, stepsPerEpoch, cases } = JSON.parse(readFileSync(fixture, "utf8")) as {
  learningRate: number;
  stepsPerEpoch: number;
  cases: Case[];
};
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-12 + 1e-9 * Math.abs(b);
const rates = (spec: ScheduleSpec, totalSteps = 40, steps = totalSteps) => {
  const schedule = scheduleOf(spec, { learningRate: 1, stepsPerEpoch: 10, totalSteps });
  return Array.from({ length: steps }, (_, step) => schedule(step).learningRate);
};

for (const { name, spec, total, rates, momenta } of cases) {
  test(`${name}: each step as PyTorch sets it`, () => {
    const schedule = scheduleOf(spec, { learningRate, stepsPerEpoch, totalSteps: total });
    assert.equal(rates.length, total);
    rates.forEach((rate, step) => {
      const scheduled = schedule(step);
      assert.ok(near(scheduled.learningRate, rate), `step ${step}: ${scheduled.learningRate}, PyTorch ${rate}`);
      if (momenta) assert.ok(near(scheduled.momentum!, momenta[step]), `step ${step}: ${scheduled.momentum}`);
      else assert.equal(scheduled.momentum, undefined);
    });
  });
}

test("constant stays, and alone leaves the rate to others", () => {
  assert.deepEqual(new Set(rates({ name: "constant" })), new Set([1]));
  assert.equal(setsRate({ name: "constant" }), false);
  assert.equal(setsRate({ name: "constant", warmup: { epochs: 1 } }), true);
  assert.equal(setsRate({ name: "cosine" }), true);
});

test("restarts of falling height, as Keras's m_mul has them", () => {
  const by = rates({ name: "warmRestarts", firstDecayEpochs: 1, tMul: 2, mMul: 0.5, alpha: 0.1 }, 80);
  // Keras: (1 - alpha) * 0.5 * m_fac * (1 + cos(pi * share)) + alpha
  const keras = (height: number, share: number) => 0.9 * 0.5 * height * (1 + Math.cos(Math.PI * share)) + 0.1;
  for (const [step, height, share] of [
    [0, 1, 0],
    [9, 1, 0.9],
    [10, 0.5, 0],
    [29, 0.5, 0.95],
    [30, 0.25, 0],
    [50, 0.25, 0.5],
    [70, 0.125, 0],
  ]) {
    assert.ok(near(by[step], keras(height, share)), `step ${step}: ${by[step]}`);
  }
});

test("a fraction of an epoch, and steps beyond the end", () => {
  const cosine = rates({ name: "cosine", decayEpochs: 0.5, alpha: 0.2 }, 40);
  assert.ok(near(cosine[5], 0.2) && near(cosine[39], 0.2));
  const staircase = rates({ name: "exponential", decayRate: 0.5, decayEpochs: 0.7, staircase: true });
  assert.deepEqual([staircase[6], staircase[7], staircase[13], staircase[14]], [1, 0.5, 0.5, 0.25]);
  const cycle = rates({ name: "oneCycle" }, 20, 30);
  assert.deepEqual(cycle.slice(20), Array<number>(10).fill(cycle[19]));
});

test("warm-up runs up to where one-cycle begins, momentum waits", () => {
  const spec: ScheduleSpec = { name: "oneCycle", divFactor: 10, warmup: { epochs: 1, startFactor: 0.2 } };
  const schedule = scheduleOf(spec, { learningRate: 1, stepsPerEpoch: 10, totalSteps: 40 });
  const alone = scheduleOf({ name: "oneCycle", divFactor: 10 }, { learningRate: 1, stepsPerEpoch: 10, totalSteps: 30 });
  assert.ok(near(schedule(0).learningRate, 0.02) && near(schedule(5).learningRate, 0.06));
  assert.equal(schedule(5).momentum, 0.95);
  for (const step of [10, 18, 25, 39]) assert.deepEqual(schedule(step), alone(step - 10));
});

test("a warm-up as long as the training is refused", () => {
  const long: ScheduleSpec = { name: "cosine", warmup: { epochs: 4 } };
  assert.throws(() => rates(long), InputError);
  assert.throws(() => rates(long), /warm-up shorter than the training's 40 steps, found one of 40/);
});

test("a Program's schedule gets its defaults, and wrong keys are named", () => {
  const parse = (schedule: object) => parseProgram({ data: "there", schedule });
  assert.deepEqual(parseProgram({ data: "there" }).schedule, { name: "constant" });
  assert.deepEqual(parse({ name: "oneCycle" }).schedule, {
    name: "oneCycle",
    pctStart: 0.3,
    divFactor: 25,
    finalDivFactor: 1e4,
    cycleMomentum: true,
    maxMomentum: 0.95,
    baseMomentum: 0.85,
  });
  assert.deepEqual(parse({ name: "cosine", warmup: { epochs: 1 } }).schedule, {
    name: "cosine",
    alpha: 0,
    warmup: { epochs: 1, startFactor: 0.01 },
  });
  assert.throws(() => parse({ name: "oneCycle", pctstart: 0.2 }), /schedule\.pctstart: did you mean pctStart\?/);
  assert.throws(
    () => parse({ name: "cosine", warmup: { epoch: 1 } }),
    /schedule\.warmup\.epoch: did you mean epochs\?/,
  );
  assert.throws(() => parse({ name: "step" }), /schedule\.everyEpochs: .*found nothing/);
  assert.throws(() => parse({ name: "cosin" }), /schedule\.name.*"cosin"/);
});
