import assert from "node:assert/strict";
import { test } from "node:test";
import { tf } from "../../../../lib/engine";
import { type Callback, earlyStopping, type Logs, reduceLROnPlateau } from "../../../../lib/train/callbacks";
import { train } from "../../../../lib/train/train";
import { temporaryFolder } from "../../data/temporary-folder";
import { tinyDataset, tinyProgram } from "../tiny-program";
import { tinySubject } from "../tiny-subject";

const folder = temporaryFolder();

test("a measure that is not there is an error at once, with those that are", async () => {
  const refused = (callback: Callback, words: RegExp, options = {}) =>
    assert.rejects(train(tinySubject(options), { callbacks: [callback] }), words);
  await refused(
    earlyStopping({ monitor: "val_which_accuracy" }),
    /^InputError: earlyStopping: expected monitor to be a measure of this training \(loss, which_loss, which_acc, .*learningRate\), found val_which_accuracy: did you mean val_which_acc\?$/,
  );
  await refused(reduceLROnPlateau(), /found val_loss: there are no validation rows\.$/, { validation: false });
  await refused(reduceLROnPlateau({ monitor: "learningRate" }), /give mode "min" or "max"/);
  const tfjs = tf.callbacks.earlyStopping({ monitor: "nothing like it" }) as Callback;
  await refused(tfjs, /^InputError: EarlyStopping: expected monitor .* found nothing like it\.$/);
});

test("options are checked as a Program's are", () => {
  const patient = { patience: 3, patients: 3 };
  assert.throws(() => earlyStopping(patient), /earlyStopping: unknown option patients: did you mean patience\?/);
  assert.throws(() => reduceLROnPlateau({ factor: 1 }), /reduceLROnPlateau: factor: .* found 1/);
});

test("early stopping puts the best weights back truly: they score as they did", async () => {
  const data = await tinyDataset(folder);
  const callbacks = [earlyStopping({ monitor: "val_tint_loss", patience: 2, restoreBestWeights: true })];
  // Far too fast, so that later epochs are worse.
  const optimizer = { name: "adam", learningRate: 0.05 } as const;
  const { history, heads, stopped } = await train(tinyProgram(data, { epochs: 8, optimizer }), { callbacks });
  const losses = history.map(({ validation }) => validation!.heads.tint.loss);
  const best = losses.indexOf(Math.min(...losses));
  assert.ok(best < history.length - 1, `the last epoch is not the best: ${losses}`);
  assert.equal(heads.tint.loss, losses[best]);
  assert.equal(heads.tint.accuracy, history[best].validation!.heads.tint.accuracy);
  assert.equal(stopped === undefined, history.length === 8);
});

test("one's own callbacks by tfjs's classes work", async () => {
  const calls: string[] = [];
  class Mine extends tf.Callback {
    override async onEpochEnd(epoch: number, logs?: Logs) {
      calls.push(`${epoch} ${Object.keys(logs!).length} ${this.params.epochs}`);
      if (epoch === 1) (this as unknown as { model: tf.LayersModel }).model.stopTraining = true;
    }
  }
  const custom = new tf.CustomCallback({ onTrainBegin: async () => void calls.push("begins") });
  const callbacks = [new Mine(), custom] as unknown as Callback[];
  const { stopped } = await train(tinySubject({ fit: { epochs: 9 } }), { callbacks });
  assert.deepEqual(calls, ["begins", "0 11 9", "1 11 9"]);
  assert.equal(stopped, "stopped by Mine");
});
