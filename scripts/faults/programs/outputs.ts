/** Heads that do not fit their loss or their targets. */
import { tf } from "plateau";
import { moons, power } from "../data/curves";
import { column, shaped } from "../data/rows";
import { digitSets, flowerSets, planeSets, setsOf } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { digitFeatures, sequential } from "../model";
import { glorot, he } from "../weights";

const { dense, softmax } = tf.layers;

export const outputs: FaultProgram[] = [
  {
    name: "moons-one-unit-softmax",
    source: "StackOverflow 31880720 (DeepLocalize): a softmax over one unit answers 1 to everything",
    verdict: "not-learning",
    causes: [["single-unit-softmax", "output-activation"]],
    setting: (mended) => ({
      ...planeSets(moons()),
      fit: { batchSize: 16, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: mended ? "sigmoid" : "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.rmsprop(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-softmax-twice",
    source: "NeuraLint, lenet with a redundant activation: a Softmax layer behind Dense(softmax)",
    verdict: "not-learning",
    causes: [["double-softmax", "output-activation"]],
    beside: ["undertrained", "rate-too-low"],
    setting: (mended) => ({
      ...digitSets(),
      fit: { batchSize: 32, epochs: 4 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            ...digitFeatures(weights()),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
            ...(mended ? [] : [softmax()]),
          ],
          { optimizer: tf.train.sgd(0.05), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-logits-into-crossentropy",
    source: "NeuraLint, lenet without softmax: raw scores go into a loss that expects probabilities",
    verdict: "not-learning",
    causes: [["missing-softmax", "output-activation"]],
    beside: ["loss-unsuitable", "output-range"],
    setting: (mended) => ({
      ...digitSets(),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            ...digitFeatures(weights()),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 10, ...(mended && { activation: "softmax" }), kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "flowers-sigmoid-crossentropy",
    source: "StackOverflow 51930566 and 59278771 (DeepLocalize): sigmoid units under categorical cross-entropy",
    verdict: "learning",
    causes: [["output-activation", "missing-softmax", "loss-unsuitable"]],
    setting: (mended) => ({
      ...flowerSets(),
      fit: { batchSize: 8, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [4], units: 8, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 3, activation: mended ? "softmax" : "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "curve-tanh-output",
    source: "StackOverflow 52800582's kind (DeepLocalize): targets of up to ten behind an activation that ends at 1",
    verdict: "not-learning",
    causes: [["output-range", "output-activation", "target-unscaled"]],
    beside: ["loss-unsuitable"],
    setting: (mended) => ({
      // Targets of 2 to 10: all of them beyond what tanh can say.
      ...setsOf(power(3), ({ x, y }) => ({ x: shaped(x, [1]), y: column(y.map((value) => 6 + 0.5 * value)) })),
      fit: { batchSize: 16, epochs: 40 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [1], units: 32, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 32, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, ...(!mended && { activation: "tanh" }), kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "meanSquaredError", metrics: ["mae"] },
        );
      },
    }),
  },
  {
    name: "flowers-hundred-units",
    source: "a habit: a hundred output units, to be safe, for three classes",
    verdict: "learning",
    causes: [["output-width"]],
    setting: (mended) => ({
      ...flowerSets({ sparse: true }),
      fit: { batchSize: 16, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [4], units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: mended ? 3 : 100, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "sparseCategoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-binary-crossentropy",
    source: "StackOverflow 42081257: binary cross-entropy over a softmax of ten classes",
    verdict: "learning",
    causes: [["loss-unsuitable", "output-activation"]],
    setting: (mended) => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [144], units: 64, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: mended ? "categoricalCrossentropy" : "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "flowers-minus-loss",
    source: "a loss written by hand, with the sign of the log-likelihood forgotten",
    verdict: "not-learning",
    causes: [["gradient-ascent", "loss-unsuitable"]],
    setting: (mended) => ({
      ...flowerSets(),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        const likelihood = (truth: tf.Tensor, answer: tf.Tensor) =>
          tf.tidy(() => {
            const sum = tf.sum(tf.mul(truth, tf.log(tf.clipByValue(answer, 1e-6, 1))), -1);
            return mended ? tf.neg(sum) : sum;
          });
        return sequential(
          [
            dense({ inputShape: [4], units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: likelihood },
        );
      },
    }),
  },
];
