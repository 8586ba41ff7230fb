import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { casesOf, picturesIn } from "../../bench/cases";
import { checkEqualStart, lossRemark } from "../../bench/equal-work";
import { ratioOf, spreadOf } from "../../bench/ratios";
import { resultOf, resultWords } from "../../bench/results";
import type { Measured } from "../../bench/side-by-side";
import { at } from "../../setup/paths";
import { version } from "../../setup/steps/tensorflow";

test("a ratio is the median of the pairs, not the ratio of medians", () => {
  assert.deepEqual(ratioOf([10, 30, 20], [10, 20, 40]), { median: 1, least: 0.5, most: 1.5 });
  assert.deepEqual(spreadOf([4, 1, 3, 2]), { median: 2.5, least: 1, most: 4 });
  assert.throws(() => spreadOf([]), RangeError);
});

test("all four cases, those of one width or batch, or the one that is named", () => {
  assert.deepEqual(casesOf({}), [
    { width: 1, batch: 50 },
    { width: 1, batch: 10 },
    { width: 0.25, batch: 50 },
    { width: 0.25, batch: 10 },
  ]);
  assert.deepEqual(casesOf({ width: 0.5 }), [
    { width: 0.5, batch: 50 },
    { width: 0.5, batch: 10 },
  ]);
  assert.deepEqual(casesOf({ width: 2, batch: 7 }), [{ width: 2, batch: 7 }]);
});

test("the part batch at a pass's end counts for what it holds", () => {
  assert.equal(picturesIn(3, 0, 10, 25), 25);
  assert.equal(picturesIn(2, 0, 10, 25), 20);
  assert.equal(picturesIn(2, 2, 10, 25), 15);
  assert.equal(picturesIn(7, 0, 10, 25), 60);
  assert.equal(picturesIn(2, 0, 50, 25), 50);
});

const start = { engine: "", parameters: 100, firstLoss: 8 };

test("engines that do not do the same work are not compared", () => {
  checkEqualStart({ plateau: start, keras: { ...start, firstLoss: 8.001 } });
  assert.throws(() => checkEqualStart({ plateau: start, keras: { ...start, parameters: 99 } }), /99 parameters/);
  assert.throws(() => checkEqualStart({ plateau: start, torch: { ...start, firstLoss: 8.1 } }), /loss of 8\.1/);
  assert.throws(() => checkEqualStart({ plateau: start, torch: { ...start, firstLoss: NaN } }), /loss of NaN/);
  assert.equal(lossRemark({ plateau: 7, keras: 7.2 }), undefined);
  assert.match(lossRemark({ plateau: 7, keras: 5 })!, /plateau 7\.000, keras 5\.000/);
});

/** Slices of these speeds, seven tenths of a core busy with something else. */
function measured(speeds: number[], peakMemoryMB: number): Measured {
  const slice = {
    seconds: 2,
    cpuSeconds: 4,
    idleCpuSeconds: 0,
    loss: 7,
    peakMemoryMB,
    processorMs: 4,
    otherCores: 0.7,
  };
  const slices = speeds.map((imagesPerSecond) => ({ ...slice, imagesPerSecond }));
  return { ready: { ...start, engine: "E 1" }, first: slices[0], slices };
}

test("a result has the promised keys; in words it names the faster peer and what to doubt", () => {
  const result = resultOf(
    { width: 0.25, batch: 10 },
    {
      plateau: measured([400, 500, 600], 900),
      keras: measured([500, 400, 500], 1000),
      torch: measured([300, 300, 300], 800),
    },
  );
  assert.deepEqual(result.engines, {
    plateau: { imagesPerSecond: 500, peakMemoryMB: 900, processorMs: 4 },
    keras: { imagesPerSecond: 500, peakMemoryMB: 1000, processorMs: 4 },
    torch: { imagesPerSecond: 300, peakMemoryMB: 800, processorMs: 4 },
  });
  assert.deepEqual(result.ratio, { keras: 1.2, torch: 1.667 });
  assert.deepEqual(result.spread, { keras: [0.8, 1.25], torch: [1.333, 2] });
  const words = resultWords([result]);
  assert.match(words, /1\.20 times as fast as keras, the faster peer, with 0\.90 times its memory/);
  assert.match(words, /other processes kept 0\.70 cores busy/);
});

test("the peers' TensorFlow is of the engine's version", () => {
  const requirements = readFileSync(at("scripts/bench/peers/requirements.txt"), "utf8");
  const versions = [...requirements.matchAll(/^tensorflow(?:-cpu)?==(\S+)/gm)].map(([, found]) => found);
  assert.deepEqual(versions, [version, version]);
});
