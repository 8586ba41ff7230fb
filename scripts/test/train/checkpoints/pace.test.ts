import assert from "node:assert/strict";
import { test } from "node:test";
import { Pace } from "../../../../lib/train/checkpoints/pace";

test("unless told, a checkpoint comes every minute and at an epoch's end, and takes at most a hundredth of the time", () => {
  let now = 0;
  const pace = new Pace({}, 0, () => now);
  now = 1;
  assert.equal(pace.due("batch", 10), false);
  assert.equal(pace.due("epoch", 10), true);
  now = 1.5;
  pace.written("epoch", 10, 1); // half a second: the next is not due for fifty
  now = 30;
  assert.equal(pace.due("epoch", 20), false);
  now = 52;
  assert.equal(pace.due("batch", 30), false);
  assert.equal(pace.due("epoch", 30), true);
  now = 62;
  assert.equal(pace.due("batch", 40), true);
  pace.written("batch", 40, 60); // slow: two seconds
  now = 130;
  assert.equal(pace.due("batch", 50), false);
  assert.equal(pace.due("end", 50), true);
});

test("so many batches or seconds are kept to, whatever it costs", () => {
  let now = 0;
  const batches = new Pace({ batches: 3 }, 4, () => now);
  assert.deepEqual(
    [4, 5, 6, 7].map((steps) => batches.due("batch", steps)),
    [false, false, false, true],
  );
  const seconds = new Pace({ seconds: 2 }, 0, () => now);
  now = 1;
  assert.equal(seconds.due("batch", 5), false);
  now = 2;
  assert.equal(seconds.due("batch", 6), true);
});

test("nothing is written twice at one place, but an epoch's end after its last batch is another place", () => {
  const pace = new Pace({ batches: 1 }, 0, () => 0);
  pace.written("batch", 3, 0);
  assert.deepEqual([pace.due("batch", 3), pace.due("epoch", 3), pace.due("end", 3)], [false, true, true]);
  pace.written("epoch", 3, 0);
  assert.deepEqual([pace.due("batch", 3), pace.due("end", 3)], [false, false]);
});
