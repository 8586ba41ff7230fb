import assert from "node:assert/strict";
import { test } from "node:test";
import type { Dataset } from "../../../lib/data/dataset";
import { accuracyEvidence, beatsMajority, leavesMajority } from "../../../lib/train/majority-test";
import { clipLockedLoss, plateauLosses } from "../../../lib/train/plateau-losses";

const of100 = (...rights: number[]) => rights.map((right) => ({ right, rows: 100 }));

test("the majority is left at the first of two epochs running that beat it", () => {
  // R: qbinom(0.99, 100, 0.2) + 1 is 31.
  assert.deepEqual(
    of100(30, 31).map((scored) => beatsMajority(scored, 0.2)),
    [false, true],
  );
  assert.equal(leavesMajority(of100(20, 31, 20, 40, 40), 0.2), 4);
  assert.equal(leavesMajority(of100(20, 20, 31), 0.2), undefined, "only the last one does");
  assert.equal(leavesMajority([], 0.2), undefined);
  assert.equal(leavesMajority(of100(100, 100), 1), undefined, "one class: nothing is more than all");
});

test("0.20 on 130 rows is what a majority guesser shows", () => {
  const found = accuracyEvidence(0.2, 130, { majority: 0.209, chance: 1 / 19 });
  // R: binom.test(26, 130, 0.209, "greater")$p.value, and binom.test(26, 130)$conf.int
  assert.ok(Math.abs(found.byMajority - 0.63367) < 1e-4, `${found.byMajority}`);
  assert.deepEqual(
    found.interval.map((end) => end.toFixed(4)),
    ["0.1350", "0.2792"],
  );
  assert.ok(found.byChance < 1e-8);
  assert.ok(beatsMajority({ right: Math.round(found.needed! * 130), rows: 130 }, 0.209));
  assert.ok(!beatsMajority({ right: Math.round(found.needed! * 130) - 1, rows: 130 }, 0.209));
});

test("where not even all right would beat the majority, nothing is needed", () => {
  assert.ok(!("needed" in accuracyEvidence(0.2, 10, { majority: 1, chance: 1 })));
  assert.ok(!("needed" in accuracyEvidence(0.2, 3, { majority: 0.9, chance: 0.5 })));
});

test("losses at which a head stands still", () => {
  const dataset = { classes: { a: 4 }, train: { rows: 8, labels: { a: Int32Array.of(0, 0, 0, 0, 1, 1, 2, 2) } } };
  const losses = plateauLosses(dataset as unknown as Dataset, "a");
  assert.equal(losses.alike, Math.log(4));
  assert.ok(Math.abs(losses.frequencies - 1.5 * Math.log(2)) < 1e-12);
  assert.equal(losses.doubleSoftmax, Math.log(Math.E + 3) - 1);
  assert.ok(Math.abs(clipLockedLoss(0.2) - 16.118 * 0.8) < 1e-3);
});
