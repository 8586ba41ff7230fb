/** First weights, layers and what of them can move. */
import { tf } from "plateau";
import { moons, rings } from "../data/curves";
import { digitSets, patientSets, planeSets } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { digitFeatures, sequential } from "../model";
import { glorot, he } from "../weights";

const { batchNormalization, dense } = tf.layers;

export const structure: FaultProgram[] = [
  {
    name: "digits-negative-bias",
    source: "UMLAUT's and AUTOTRAINER's dying ReLU: biases so far below zero that no unit ever answers",
    verdict: "not-learning",
    causes: [["init-scale", "dead-units"]],
    beside: ["symmetric-init"],
    setting: (mended) => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = he(seed);
        const biasInitializer = mended ? "zeros" : tf.initializers.constant({ value: -10 });
        return sequential(
          [
            dense({
              inputShape: [144],
              units: 48,
              activation: "relu",
              kernelInitializer: weights(),
              biasInitializer,
            }),
            dense({ units: 32, activation: "relu", kernelInitializer: weights(), biasInitializer }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "patients-slow-batchnorm",
    source:
      "batch normalisation with a momentum of 0.99999 over a few hundred steps: trained well, evaluated at random",
    verdict: "not-learning",
    causes: [["train-eval-mismatch", "input-unscaled"]],
    setting: (mended) => ({
      ...patientSets({ raw: true }),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            batchNormalization({ inputShape: [6], momentum: mended ? 0.9 : 0.99999 }),
            dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 8, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-zeros",
    source: "NeuraLint, lenet initialised with zeros",
    verdict: "not-learning",
    causes: [["symmetric-init"]],
    beside: ["init-scale"],
    setting: (mended) => ({
      ...digitSets(),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        const kernel = () => (mended ? weights() : "zeros");
        return sequential(
          [
            ...digitFeatures(kernel()),
            dense({ units: 32, activation: "relu", kernelInitializer: kernel() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: kernel() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "moons-deep-sigmoid",
    source: "AUTOTRAINER's gradient vanish case: ten sigmoid layers over two features",
    verdict: "not-learning",
    causes: [["gradient-vanishing", "init-scale"]],
    beside: ["undertrained", "rate-too-low", "saturated-units"],
    setting: (mended) => ({
      ...planeSets(moons()),
      fit: { batchSize: 32, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        const activation = mended ? "tanh" : "sigmoid";
        const hidden = Array.from({ length: 9 }, () => dense({ units: 12, activation, kernelInitializer: weights() }));
        return sequential(
          [
            dense({ inputShape: [2], units: 12, activation, kernelInitializer: weights() }),
            ...hidden,
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.1), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "rings-one-unit",
    source: "StackOverflow 45442843's hidden layer (DeepLocalize): a single unit cannot bend round a ring",
    verdict: "not-learning",
    causes: [["capacity-low"]],
    setting: (mended) => ({
      ...planeSets(rings(400, 11, 0.35)),
      fit: { batchSize: 16, epochs: 40 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: mended ? 24 : 1, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "rings-equal-weights",
    source: "NeuraLint, lenet with constant weights: all units of a layer stay one and the same",
    verdict: "not-learning",
    causes: [["symmetric-init"]],
    beside: ["capacity-low"],
    setting: (mended) => ({
      ...planeSets(rings(400, 11, 0.35)),
      fit: { batchSize: 16, epochs: 40 },
      build(seed) {
        const weights = he(seed);
        const kernel = () => (mended ? weights() : tf.initializers.constant({ value: 0.1 }));
        return sequential(
          [
            dense({ inputShape: [2], units: 32, activation: "relu", kernelInitializer: kernel() }),
            dense({ units: 32, activation: "relu", kernelInitializer: kernel() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: kernel() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
];
