import assert from "node:assert/strict";
import { test } from "node:test";
import { diagnose, Examination } from "../../../lib/diagnose";
import { tf } from "../../../lib/engine";
import { compileProgram, disposeSubject, type Program } from "../../../lib/train";
import { temporaryFolder } from "../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../train/tiny-program";

const dataset = tinyDataset(temporaryFolder());

/** The question's own losses, initialisers and seeds, very small. */
async function smallQuestion(changes: Partial<Program> = {}): Promise<Program> {
  const loss = "clippedCategoricalCrossentropy" as const;
  return tinyProgram(await dataset, {
    heads: { tint: { loss }, light: { loss } },
    model: { width: 0.05, bottleneckActivation: "linear", towerSeeds: "shared" },
    augment: undefined,
    stepsPerEpoch: 2,
    epochs: 3,
    ...changes,
  });
}

test("a Program with the question's losses is diagnosed, and what was measured comes with it as plain JSON", async () => {
  const before = tf.memory().numTensors;
  const diagnosis = await diagnose(await smallQuestion(), { seconds: 30, treat: false });
  assert.equal(tf.memory().numTensors, before);
  assert.deepEqual(Object.keys(diagnosis.heads), ["tint", "light"]);
  assert.ok(diagnosis.findings.some(({ code }) => code === "shared-seed"));
  const { run, layers, rates } = diagnosis.measures!;
  assert.deepEqual(JSON.parse(JSON.stringify(diagnosis.measures)), diagnosis.measures);
  assert.equal(run!.planned, 3);
  assert.equal(run!.epochs.length, 3);
  assert.equal(run!.steps, 6);
  assert.equal(run!.epochs[2].heads.tint.quality, diagnosis.heads.tint.accuracy);
  const { start, end, plateaus } = diagnosis.measures!.heads!.tint;
  assert.equal(plateaus!.alike, Math.log(3));
  assert.ok(plateaus!.frequencies <= plateaus!.alike && plateaus!.frequencies > 1);
  assert.ok(
    [start!, end!].every(({ loss, shuffledLoss, zeroedLoss }) => loss! > 0 && shuffledLoss! > 0 && zeroedLoss! > 0),
  );
  assert.ok("start" in diagnosis.measures!.noiseScale!);
  const conv = layers.find(({ name }) => name === "block1_conv1")!;
  assert.ok(conv.start!.rms! > 0 && conv.start!.gradient! >= 0 && conv.moved! > 0);
  assert.equal(rates!.rates.length, rates!.losses.length);
  assert.equal(rates!.own, 0.003);
});

test("a Program's runs go as one graph, and learn what the tape's would", async () => {
  const subject = await compileProgram(await smallQuestion());
  const histories = [];
  for (const asGraph of [false, true]) {
    const examination = new Examination(subject, { asGraph });
    histories.push((await examination.observe({ seed: 0 })).history);
    examination.dispose();
  }
  disposeSubject(subject);
  const [tape, graph] = histories.map((history) => history.map(({ loss }) => loss));
  tape.forEach((loss, i) => assert.ok(Math.abs(loss - graph[i]) < 1e-3 * loss, `${loss} and ${graph[i]}`));
});

test("a wish to end answers what is known: nothing is decided that the run had not shown", async () => {
  const controller = new AbortController();
  const reporter = {
    say: () => {},
    progress: ({ note }: { note?: string }) => {
      if (note === "the run as configured") setTimeout(() => controller.abort(), 100);
    },
  };
  const program = await smallQuestion({ epochs: 100_000, optimizer: { name: "adam", learningRate: 1e-9 } });
  const begun = performance.now();
  const { verdict, trials, budget } = await diagnose(program, { seconds: 600, reporter, signal: controller.signal });
  assert.ok(performance.now() - begun < 100_000);
  assert.equal(verdict, "undecided");
  assert.deepEqual(trials, []);
  assert.equal(budget.interrupted, true);
});
