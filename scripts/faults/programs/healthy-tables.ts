/** Tables and curves with nothing wrong: whatever stands as cause or suspect here is a false alarm. */
import { tf } from "plateau";
import { moons, power, spirals } from "../data/curves";
import { column, oneHot, shaped, split, standardised } from "../data/rows";
import { flowerSets, houseSets, patientSets, paymentSets, planeSets, setsOf } from "../data/sets";
import { flowers } from "../data/tables";
import { type FaultProgram, type HealthyProgram, healthyProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const { dense } = tf.layers;

const programs: HealthyProgram[] = [
  {
    name: "curve-regression",
    source: "a cubic, fitted by a small network",
    setting: () => ({
      ...setsOf(power(3), ({ x, y }) => ({ x: shaped(x, [1]), y: column(y.map((value) => value / 3)) })),
      fit: { batchSize: 16, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [1], units: 32, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 16, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "meanSquaredError", metrics: ["mae"] },
        );
      },
    }),
  },
  {
    name: "flowers-imbalanced",
    source: "three kinds at 70, 22 and 8 of 100, and well told apart all the same",
    setting: () => {
      const { train, valid } = flowers(900, 9);
      const all = { x: [...train.x, ...valid.x], y: [...train.y, ...valid.y] };
      const kept = all.y.map((_, row) => row).filter((row) => row % 50 < [50, 16, 6][all.y[row]]);
      const rows = { x: kept.map((row) => all.x[row]), y: kept.map((row) => all.y[row]) };
      return {
        ...setsOf(split(rows, Math.round(0.7 * kept.length)), ({ x, y }, training) => ({
          x: shaped(standardised(x, training.x), [4]),
          y: oneHot(y, 3),
        })),
        fit: { batchSize: 16, epochs: 25 },
        build(seed) {
          const weights = glorot(seed);
          return sequential(
            [
              dense({ inputShape: [4], units: 16, activation: "relu", kernelInitializer: weights() }),
              dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
            ],
            { optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" },
          );
        },
      };
    },
  },
  {
    name: "flowers-mlp",
    source: "iris, by the book",
    setting: () => ({
      ...flowerSets(),
      fit: { batchSize: 8, epochs: 25 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [4], units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 12, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "fraud-imbalanced",
    source: "one fraud in ten payments, found by a network that was trained long enough",
    setting: () => ({
      ...paymentSets(1400, 0.1),
      fit: { batchSize: 32, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [12], units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "houses-regression",
    source: "prices from five scaled columns, the price scaled too",
    setting: () => ({
      ...houseSets(),
      fit: { batchSize: 32, epochs: 25 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [5], units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "meanSquaredError", metrics: ["mae"] },
        );
      },
    }),
  },
  {
    name: "moons-hinge",
    source: "labels of -1 and 1, tanh and the hinge loss",
    setting: () => ({
      ...setsOf(moons(), ({ x, y }) => ({ x: shaped(x, [2]), y: column(y.map((label) => 2 * label - 1)) })),
      fit: { batchSize: 16, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 24, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 12, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "tanh", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "hinge", metrics: [] },
        );
      },
    }),
  },
  {
    name: "moons-rmsprop",
    source: "two moons, ELU and RMSprop",
    setting: () => ({
      ...planeSets(moons()),
      fit: { batchSize: 16, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 24, activation: "elu", kernelInitializer: weights() }),
            dense({ units: 24, activation: "elu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.rmsprop(0.005), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "patients-mlp",
    source: "a table of six scaled columns, a light penalty on the weights",
    setting: () => ({
      ...patientSets(),
      fit: { batchSize: 16, epochs: 25 },
      build(seed) {
        const weights = he(seed);
        const kernelRegularizer = tf.regularizers.l2({ l2: 1e-4 });
        return sequential(
          [
            dense({ inputShape: [6], units: 16, activation: "relu", kernelInitializer: weights(), kernelRegularizer }),
            dense({ units: 8, activation: "relu", kernelInitializer: weights(), kernelRegularizer }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.03, 0.9), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "spirals-relu",
    source: "two spirals, three layers",
    setting: () => ({
      ...planeSets(spirals()),
      fit: { batchSize: 16, epochs: 40 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
];

export const healthyTables: FaultProgram[] = programs.map(healthyProgram);
