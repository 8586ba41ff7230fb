/** Signals and more pictures of askers, told again: one head each. */
import { tf } from "plateau";
import { BEAT_LENGTH, beats, LETTER_SIDE } from "../data/retold-pictures";
import { letterSets } from "../data/retold-sets";
import { oneHot, shaped } from "../data/rows";
import { setsOf } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { pictureFeatures, sequential } from "../model";
import { glorot, he } from "../weights";

const { batchNormalization, conv1d, dense, dropout, flatten, maxPooling1d } = tf.layers;

/** A signal as its converter counts it: a thousand where there is none. */
function counted(rows: number[][]): number[][] {
  return rows.map((row) => row.map((value) => Math.round(1000 + 40 * value)));
}

export const retoldMorePictures: FaultProgram[] = [
  {
    name: "beats-batchnorm-slow",
    source:
      "keras-team/keras 14376: right in training, chance when evaluated, on the same rows: batch normalisation's averages",
    verdict: "not-learning",
    causes: [["train-eval-mismatch", "input-unscaled"]],
    beside: ["train-valid-shift"],
    setting: (mended) => ({
      ...setsOf(beats(), ({ x, y }) => ({ x: shaped(counted(x), [BEAT_LENGTH, 1]), y: oneHot(y, 3) })),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = he(seed);
        const momentum = mended ? 0.9 : 0.9999;
        return sequential(
          [
            conv1d({ inputShape: [BEAT_LENGTH, 1], filters: 8, kernelSize: 5, kernelInitializer: weights() }),
            batchNormalization({ momentum }),
            tf.layers.activation({ activation: "tanh" }),
            maxPooling1d({ poolSize: 2 }),
            flatten(),
            dense({ units: 16, kernelInitializer: weights() }),
            batchNormalization({ momentum }),
            tf.layers.activation({ activation: "tanh" }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "beats-windows-off-by-one",
    source: "a signal cut into windows, a label of each taken from the window after it",
    verdict: "not-learning",
    causes: [["labels-unaligned", "labels-corrupt"]],
    setting: (mended) => ({
      ...setsOf(beats(), ({ x, y }) => ({
        x: shaped(x, [BEAT_LENGTH, 1]),
        y: oneHot(mended ? y : [...y.slice(1), y[0]], 3),
      })),
      fit: { batchSize: 16, epochs: 6 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv1d({
              inputShape: [BEAT_LENGTH, 1],
              filters: 8,
              kernelSize: 5,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            maxPooling1d({ poolSize: 2 }),
            flatten(),
            dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "letters-tanh-output-dropout",
    source: "DeepCrime's ACH and RCD together: tanh under cross-entropy, and nine tenths dropped before it",
    verdict: "not-learning",
    causes: [["output-activation", "missing-softmax", "loss-unsuitable"], ["dropout-high"]],
    beside: ["clip-locked", "saturated-units", "gradient-exploding", "rate-too-high"],
    setting: (mended) => ({
      ...letterSets(),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            ...pictureFeatures(weights(), { inputShape: [LETTER_SIDE, LETTER_SIDE, 1] }),
            dense({ units: 24, activation: "relu", kernelInitializer: weights() }),
            dropout({ rate: mended ? 0.2 : 0.95, seed }),
            dense({ units: 6, activation: mended ? "softmax" : "tanh", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "letters-few-steps",
    source:
      "steps_per_epoch left at what a tutorial had for other data: eight epochs of one batch, one batch looked at",
    verdict: "not-learning",
    causes: [["epoch-covers-part", "undertrained"], ["validation-covers-part"]],
    beside: ["undertrained", "rate-too-low"],
    setting: (mended) => ({
      ...letterSets(),
      fit: { batchSize: 16, epochs: 8, ...(!mended && { stepsPerEpoch: 1, validationSteps: 1 }) },
      build(seed) {
        const weights = glorot(seed);
        const inputShape = [LETTER_SIDE, LETTER_SIDE, 1];
        return sequential(
          [
            ...pictureFeatures(weights(), { inputShape }),
            dense({ units: 24, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 6, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.05), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "letters-adagrad-slow",
    source: "DeepCrime's optimiser operator: Adagrad at the rate that another optimiser's fine tuning had",
    verdict: "not-learning",
    causes: [["rate-too-low", "undertrained"]],
    beside: ["optimizer-setting"],
    setting: (mended) => ({
      ...letterSets({ flat: true }),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [100], units: 32, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 6, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adagrad(mended ? 0.05 : 1e-5), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
];
