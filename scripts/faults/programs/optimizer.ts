/** Rates and other settings of the optimizer. */
import { tf } from "plateau";
import { power, rings } from "../data/curves";
import { column, shaped } from "../data/rows";
import { digitSets, patientSets, planeSets, setsOf, waveSets } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { digitFeatures, sequential } from "../model";
import { glorot, he } from "../weights";

const { conv1d, dense, globalAveragePooling1d } = tf.layers;

export const optimizer: FaultProgram[] = [
  {
    name: "digits-adam-ten",
    source: "DeepFD's learning-rate faults: a rate copied from SGD's 10 with decay into Adam",
    verdict: "not-learning",
    causes: [["rate-too-high"]],
    setting: (mended) => ({
      ...digitSets(),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            ...digitFeatures(weights()),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(mended ? 0.003 : 10), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "rings-rate-1e-10",
    source: "DeepCrime's HLR at its far end: the weights stay where they were",
    verdict: "not-learning",
    causes: [["rate-too-low"]],
    beside: ["undertrained"],
    setting: (mended) => ({
      ...planeSets(rings(400, 11, 0.35)),
      fit: { batchSize: 16, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 16, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 16, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(mended ? 0.05 : 1e-10, 0.9), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "patients-negative-rate",
    source: "a minus sign before the rate, taken for the direction of descent",
    verdict: "not-learning",
    causes: [["rate-invalid"], ["gradient-ascent"]],
    setting: (mended) => ({
      ...patientSets(),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [6], units: 16, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(mended ? 0.1 : -0.1), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "waves-epsilon-ten",
    source: "Adam's epsilon set far from its default (the Inception advice of 1.0 taken further)",
    verdict: "not-learning",
    causes: [["optimizer-setting", "rate-too-low"]],
    beside: ["undertrained"],
    setting: (mended) => ({
      ...waveSets(),
      fit: { batchSize: 32, epochs: 15 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv1d({
              inputShape: [32, 1],
              filters: 16,
              kernelSize: 5,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            conv1d({ filters: 16, kernelSize: 5, activation: "relu", kernelInitializer: weights() }),
            globalAveragePooling1d({}),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01, 0.9, 0.999, mended ? undefined : 10), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "curve-momentum-0.999",
    source: "DeepCrime's optimiser operator: momentum of 0.999 where 0.9 was meant",
    verdict: "not-learning",
    causes: [["optimizer-setting", "rate-too-high"]],
    setting: (mended) => ({
      ...setsOf(power(3), ({ x, y }) => ({ x: shaped(x, [1]), y: column(y.map((value) => value / 3)) })),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [1], units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.01, mended ? 0.9 : 0.999), loss: "meanSquaredError", metrics: ["mae"] },
        );
      },
    }),
  },
];
