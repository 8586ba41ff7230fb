import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import {
  earlyStopping,
  type EarlyStoppingOptions,
  reduceLROnPlateau,
  type ReduceLROnPlateauOptions,
} from "../../../../lib/train/callbacks";
import { play } from "./played-training";

interface Fixture {
  learningRate: number;
  reduceLROnPlateau: { options: ReduceLROnPlateauOptions; measures: (number | null)[]; rates: number[] }[];
  earlyStopping: {
    options: EarlyStoppingOptions;
    measures: (number | null)[];
    stopped: number | null;
    weightsOf: number;
  }[];
}

const keras = JSON.parse(readFileSync(join(__dirname, "../../fixtures/callbacks.json"), "utf8")) as Fixture;
const { learningRate } = keras;

/** Keras keeps its rate as float32. */
const near = (a: number, b: number) => Math.abs(a - b) <= 1e-5 * b;

test("reduceLROnPlateau reduces in the epochs in which Keras reduces, resumed or not", async () => {
  for (const { options, measures, rates } of keras.reduceLROnPlateau) {
    for (const resumeAfter of [[], [2, 7, 8, 20]]) {
      const make = () => reduceLROnPlateau(options);
      const played = await play(make, options.monitor!, measures, { learningRate, resumeAfter });
      const same = played.rates.every((rate, epoch) => near(rate, rates[epoch]));
      assert.ok(same, JSON.stringify({ options, measures, rates, found: played.rates, resumeAfter }));
    }
  }
  const reductions = keras.reduceLROnPlateau.map(({ rates }) => new Set(rates).size);
  assert.ok(Math.max(...reductions) > 3, "the cases reduce");
});

test("earlyStopping stops where Keras stops, and ends with the weights of Keras's epoch, resumed or not", async () => {
  for (const { options, measures, stopped, weightsOf } of keras.earlyStopping) {
    for (const resumeAfter of [[], [0, 5, 6, 13]]) {
      const played = await play(() => earlyStopping(options), options.monitor!, measures, { resumeAfter });
      const said = JSON.stringify({ options, measures, stopped, weightsOf, found: played, resumeAfter });
      assert.equal(played.stopped, stopped ?? undefined, said);
      assert.equal(played.weightsOf, weightsOf, said);
    }
  }
  const stops = keras.earlyStopping.filter(({ stopped }) => stopped !== null).length;
  assert.ok(stops > 10 && stops < keras.earlyStopping.length, "some stop, some do not");
});

test("what stopped a training is said in words", async () => {
  const { reason } = await play(
    () => earlyStopping({ patience: 2, restoreBestWeights: true }),
    "val_loss",
    [3, 1, 2, 2, 2],
  );
  assert.equal(
    reason,
    "early stopping: val_loss no better than 1.000 in epoch 2 for 2 epochs; the weights are those of epoch 2",
  );
});
