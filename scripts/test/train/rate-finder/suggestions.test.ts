import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Random } from "../../../../lib/data/random";
import { everFalls } from "../../../../lib/train/rate-finder/falling";
import { suggestRates } from "../../../../lib/train/rate-finder/suggestions";

interface Curve {
  rates: number[];
  losses: number[];
  /** By fastai's functions, of the losses without the first tenth and the last five. */
  valley: number;
  steepest: number;
  minimum: number;
}

const fastai = JSON.parse(readFileSync(join(__dirname, "../../fixtures/rate-suggestions.json"), "utf8")) as Curve[];

test("valley, steepest and minimum are fastai's", () => {
  for (const { rates, losses, ...expected } of fastai) {
    const found = suggestRates(rates, losses, Math.floor(losses.length / 10));
    for (const name of ["valley", "steepest", "minimum"] as const) {
      assert.ok(Math.abs(found[name] / expected[name] - 1) < 1e-5, `${name}: ${found[name]}, ${expected[name]}`);
    }
  }
});

test("scatter before the fall is not taken for the steepest step", () => {
  const rates = Array.from({ length: 60 }, (_, i) => 1.3 ** i);
  const losses = rates.map((_, i) => (i < 40 ? 3 : 3 - 0.1 * (i - 39)));
  losses[20] = 4;
  assert.ok(suggestRates(rates, losses, 6).steepest >= rates[39]);
});

test("too short a curve has no suggestions", () => {
  const { valley, steepest, minimum } = suggestRates([1, 2, 3, 4, 5, 6, 7], [7, 6, 5, 4, 3, 2, 1], 0);
  assert.deepEqual([valley, steepest, minimum], [NaN, NaN, NaN]);
});

test("a fall is told from scatter", () => {
  const random = new Random(1);
  const noise = (level: (step: number) => number) =>
    Array.from({ length: 100 }, (_, step) => level(step) + 0.1 * random.normal());
  const falls = (level: (step: number) => number) => everFalls(noise(level), 100);
  const flat = Array.from({ length: 500 }, () => falls(() => 2.3)).filter(Boolean).length;
  assert.ok(flat <= 25, `${flat} of 500 flat curves seem to fall`);
  const fall = (step: number) => 2.3 - 0.3 * Math.max(0, Math.min(1, (step - 50) / 15)) + Math.max(0, step - 85);
  const fallen = Array.from({ length: 60 }, () => falls(fall)).filter(Boolean).length;
  assert.equal(fallen, 60);
  assert.ok(!everFalls(Array<number>(100).fill(2.3), 100), "all batches the same");
  assert.ok(!everFalls([2, 1], 100), "too few");
});
