import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { InputError } from "../../../../lib/data";
import { buildModel, loadKerasWeights } from "../../../../lib/model";
import { compileProgram, disposeSubject } from "../../../../lib/train/compile-program";
import type { Program } from "../../../../lib/train/program";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";

const notop = join(__dirname, "../../fixtures/keras/notop.h5");
const folder = temporaryFolder();
const data = tinyDataset(folder);

/** Its trunk fits notop.h5. */
const transfer = async (model: Program["model"] = {}, changes: Partial<Program> = {}): Promise<Program> =>
  tinyProgram(await data, { model: { width: 1 / 32, weights: notop, ...model }, augment: {}, ...changes });

const weightsOf = (model: tf.LayersModel, layer: string) =>
  model
    .getLayer(layer)
    .getWeights()
    .map((w) => w.dataSync());

async function kerasWeights(layer: string): Promise<ArrayLike<number>[]> {
  const model = buildModel({ width: 1 / 32, imageSize: 32, heads: { any: 2 } });
  await loadKerasWeights(model, notop);
  const values = weightsOf(model, layer).map((each) => each.slice());
  model.dispose();
  return values;
}

test("a trunk starts from Keras's file, stays while frozen, and trains from the epoch it is told", async () => {
  const said: string[] = [];
  const reporter = { say: (text: string) => void said.push(text), progress: () => undefined };
  const seen: Record<string, number[][]> = {};
  const program = await transfer(
    { freeze: ["block*"], unfreeze: [{ epoch: 2, layers: ["block5_*", "block4_conv3"] }], rates: { "block*": 0.5 } },
    { epochs: 2 },
  );
  let model: tf.LayersModel;
  const run = await train(program, {
    reporter,
    callbacks: [
      {
        setTraining: (training) => void (model = training.model),
        onEpochEnd(epoch) {
          seen[epoch] = ["block4_conv3", "block5_conv1"].map((layer) => [...weightsOf(model, layer)[0]]);
        },
      },
    ],
  });
  assert.match(
    said.join("\n"),
    /weights of 13 layers from notop\.h5; bottleneck, tint_tower, light_tower, tint, light start anew/,
  );
  const layers = ["block4_conv3", "block5_conv1"];
  const start = await Promise.all(layers.map(async (layer) => Array.from((await kerasWeights(layer))[0])));
  assert.deepEqual(seen[0], start, "nothing moves in the first epoch");
  layers.forEach((_, i) => assert.notDeepEqual(seen[1][i], start[i], "both train in the second"));
  assert.deepEqual(weightsOf(run.model, "block4_conv2"), await kerasWeights("block4_conv2"));
  assert.equal(run.program!.model.weights, notop, "the run says where it started");
  run.model.dispose();
});

test("a Program compiled to a Subject starts and freezes alike, whatever the seed", async () => {
  const subject = await compileProgram(await transfer({ freeze: ["block1_*"] }));
  const { numTensors } = tf.memory();
  for (const seed of [1, 2]) {
    const model = subject.build(seed);
    assert.deepEqual(weightsOf(model, "block3_conv2"), await kerasWeights("block3_conv2"));
    assert.equal(model.getLayer("block1_conv1").trainable, false);
    model.dispose();
  }
  assert.equal(tf.memory().numTensors, numTensors);
  disposeSubject(subject);
});

test("what does not fit is refused before anything is trained, and leaves nothing behind", async () => {
  const cases: [Promise<Program>, RegExp][] = [
    [
      transfer({ width: 1 / 16 }),
      /notop\.h5: layer block1_conv1 expects a kernel of \[3, 3, 3, 4\], found \[3, 3, 3, 2\]/,
    ],
    [transfer({ weights: join(folder, "none.h5") }), /none\.h5/],
    [transfer({ freeze: ["blok1_*"] }), /model\.freeze: no layer with weights is called "blok1_\*"/],
    [transfer({ freeze: ["*"] }), /model\.freeze: expected some layers to be left/],
    [transfer({ rates: { trunk: 0.1 } }), /model\.rates: no layer with weights is called "trunk"/],
    [transfer({ unfreeze: [{ epoch: 2, layers: ["block1_*"] }] }), /unfreeze: expected "block1_\*" to be frozen/],
    [transfer({ unfreeze: [{ epoch: 0, layers: ["block1_*"] }] }), /model\.unfreeze\.0\.epoch/],
    [transfer({ frieze: ["block1_*"] } as object), /unknown key model\.frieze: did you mean freeze\?/],
    [
      transfer({ unfreeze: [{ epoc: 1, layers: ["a"] }] } as object),
      /unknown key model\.unfreeze\.0\.epoc: did you mean epoch\?/,
    ],
  ];
  for (const [program, message] of cases) {
    const { numTensors } = tf.memory();
    await assert.rejects(train(await program), (error: Error) => {
      assert.ok(error instanceof InputError, error.stack);
      assert.match(error.message, message);
      return true;
    });
    assert.equal(tf.memory().numTensors, numTensors, String(message));
  }
});
