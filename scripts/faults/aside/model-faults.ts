/** Outputs, first weights and layers. */
import { tf } from "plateau";
import { rings, WAVE_LENGTH } from "../data/curves";
import { digits } from "../data/pictures";
import { column, oneHot, scaled, shaped } from "../data/rows";
import { digitSets, paymentSets, planeSets, setsOf, waveSets } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he, normal } from "../weights";

const { conv1d, dense, globalAveragePooling1d } = tf.layers;

export const modelFaults: FaultProgram[] = [
  {
    name: "digits-relu-output",
    source: "StackOverflow questions of a ReLU kept on the last layer, under categorical cross-entropy",
    verdict: "not-learning",
    causes: [["output-activation", "missing-softmax"]],
    beside: ["loss-unsuitable"],
    setting: (mended) => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [144], units: 48, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 10, activation: mended ? "softmax" : "relu", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "waves-summed-loss",
    source: "a loss of one's own that adds up the batch and multiplies by its rows, where a mean was meant",
    verdict: "not-learning",
    causes: [["loss-unsuitable", "rate-too-high"]],
    beside: ["dead-units"],
    setting: (mended) => ({
      ...waveSets(),
      fit: { batchSize: 64, epochs: 15 },
      build(seed) {
        const weights = he(seed);
        const loss = (truth: tf.Tensor, answer: tf.Tensor) =>
          tf.tidy(() => {
            const rows = tf.neg(tf.sum(tf.mul(truth, tf.log(tf.clipByValue(answer, 1e-7, 1))), -1));
            return mended ? rows : tf.mul(tf.sum(rows), truth.shape[0]);
          });
        return sequential(
          [
            conv1d({
              inputShape: [WAVE_LENGTH, 1],
              filters: 16,
              kernelSize: 5,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            conv1d({ filters: 16, kernelSize: 5, activation: "relu", kernelInitializer: weights() }),
            globalAveragePooling1d({}),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.05, 0.9), loss },
        );
      },
    }),
  },
  {
    name: "digits-one-sigmoid-unit",
    source:
      "datascience.stackexchange 38604: ten classes, one sigmoid unit, binary cross-entropy; the loss goes below zero",
    verdict: "not-learning",
    causes: [["output-width", "loss-unsuitable", "labels-format"]],
    beside: ["output-activation", "output-range"],
    setting: (mended) => ({
      ...setsOf(digits(), ({ x, y }) => ({
        x: shaped(scaled(x, 1 / 255), [144]),
        y: mended ? oneHot(y, 10) : column(y),
      })),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [144], units: 64, activation: "relu", kernelInitializer: weights() }),
            dense({ units: mended ? 10 : 1, activation: mended ? "softmax" : "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: mended ? "categoricalCrossentropy" : "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "patients-absolute-error",
    source:
      "StackOverflow 31556268 and 45442843 (DeepFD, DeepLocalize): mean absolute error for two classes, which rewards the larger",
    verdict: "learning",
    causes: [["loss-unsuitable"]],
    beside: ["labels-imbalanced", "undertrained", "rate-too-low"],
    setting: (mended) => ({
      ...paymentSets(1200, 0.12),
      fit: { batchSize: 32, epochs: 15 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [12], units: 16, activation: "sigmoid", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: mended ? "binaryCrossentropy" : "meanAbsoluteError" },
        );
      },
    }),
  },
  {
    name: "rings-linear-layers",
    source: "NeuraLint, lenet without its ReLUs: Dense upon Dense, and all of it one straight line",
    verdict: "not-learning",
    causes: [["linear-stack"]],
    beside: ["capacity-low"],
    setting: (mended) => ({
      ...planeSets(rings(400, 11, 0.35)),
      fit: { batchSize: 16, epochs: 40 },
      build(seed) {
        const weights = glorot(seed);
        const activation = mended ? "relu" : "linear";
        return sequential(
          [
            dense({ inputShape: [2], units: 32, activation, kernelInitializer: weights() }),
            dense({ units: 32, activation, kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-tiny-weights",
    source: "random_normal's deviation set to 0.0001 by hand: the signal is gone after three layers",
    verdict: "not-learning",
    causes: [["init-scale"]],
    beside: ["undertrained", "rate-too-low"],
    setting: (mended) => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = mended ? glorot(seed) : normal(seed, 1e-4);
        return sequential(
          [
            dense({ inputShape: [144], units: 48, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 48, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 48, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.1), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "rings-frozen",
    source: "transfer learning by the book, but the layers that were frozen had learned nothing",
    verdict: "not-learning",
    causes: [["frozen-layers"]],
    beside: ["capacity-low"],
    setting: (mended) => ({
      ...planeSets(rings(400, 11, 0.35)),
      fit: { batchSize: 16, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        const trainable = mended === true;
        return sequential(
          [
            dense({ inputShape: [2], units: 24, activation: "tanh", trainable, kernelInitializer: weights() }),
            dense({ units: 24, activation: "tanh", trainable, kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
];
