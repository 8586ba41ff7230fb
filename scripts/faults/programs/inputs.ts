/** Inputs of the wrong scale, kind or shape. */
import { tf } from "plateau";
import { oneHot, shaped } from "../data/rows";
import { digitSets, houseSets, patientSets, setsOf } from "../data/sets";
import { machines } from "../data/tables";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const { dense } = tf.layers;

export const inputs: FaultProgram[] = [
  {
    name: "patients-raw-columns",
    source: "heart failure and Pima tables as they come: platelets of 260,000 beside a body mass of 32",
    verdict: "not-learning",
    causes: [["input-unscaled"]],
    beside: ["rate-too-high", "init-scale"],
    setting: (mended) => ({
      ...patientSets({ raw: !mended }),
      fit: { batchSize: 16, epochs: 25 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [6], units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 8, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: "adam", loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-raw-pixels-sigmoid",
    source:
      "MNIST with a sigmoid layer and pixels of 0 to 255 (AUTOTRAINER's data issue; StackOverflow 55328966's half)",
    verdict: "not-learning",
    causes: [["input-unscaled"]],
    beside: ["init-scale", "rate-too-low", "undertrained"],
    setting: (mended) => ({
      ...digitSets({ flat: true, factor: mended ? 1 / 255 : 1 }),
      fit: { batchSize: 16, epochs: 12 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [144], units: 32, activation: "sigmoid", kernelInitializer: weights() }),
            dense({ units: 32, activation: "sigmoid", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.1, 0.9), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "houses-raw-features",
    source: "stats.stackexchange 284189: regression by plain SGD on columns of thousands, loss NaN",
    verdict: "not-learning",
    causes: [["input-unscaled", "rate-too-high"]],
    setting: (mended) => ({
      ...houseSets({ rawInputs: !mended }),
      fit: { batchSize: 32, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [5], units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.01), loss: "meanSquaredError", metrics: ["mae"] },
        );
      },
    }),
  },
  {
    name: "digits-scaled-twice",
    source: "pixels divided by 255 when they are read and once more before fit",
    verdict: "not-learning",
    causes: [["input-overscaled"]],
    beside: ["rate-too-low", "undertrained", "init-scale"],
    setting: (mended) => ({
      ...digitSets({ flat: true, factor: mended ? 1 / 255 : 1 / 255 ** 2 }),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [144], units: 48, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.1), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "sensors-nan-rows",
    source: "empty cells of a CSV read as NaN: the loss is NaN from the first batch that holds one",
    verdict: "not-learning",
    causes: [["input-nonfinite"]],
    setting: (mended) => ({
      ...setsOf(machines(), ({ x, y }) => ({
        x: shaped(mended ? x : x.map((row, i) => row.map((value, j) => (i % 60 === 7 && j === 3 ? NaN : value))), [12]),
        y: oneHot(
          y.map(({ fault }) => fault),
          3,
        ),
      })),
      fit: { batchSize: 32, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [12], units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
];
