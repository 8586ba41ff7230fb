/** Tables of askers, told again: one head each. */
import { tf } from "plateau";
import { column, shaped, standardised, standardScores } from "../data/rows";
import { cars, concretes, freezers, type Passenger, passengers } from "../data/retold-tables";
import { wineSets } from "../data/retold-sets";
import { setsOf } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he, normal } from "../weights";

const { dense } = tf.layers;

/** A passenger's columns: three figures, the sex in two columns and the deck in three, each in the order that is given. */
function coded(figures: number[], { woman, deck }: Passenger, sexes: boolean[], decks: number[]): number[] {
  return [...figures, ...sexes.map((sex) => Number(sex === woman)), ...decks.map((each) => Number(each === deck))];
}

export const retoldTables: FaultProgram[] = [
  {
    name: "wines-one-sigmoid",
    source: "datascience.stackexchange 38604: several classes as numbers, one sigmoid unit and binary cross-entropy",
    verdict: "learning",
    causes: [["output-width", "output-activation", "labels-format"], ["loss-unsuitable"]],
    beside: ["output-range", "labels-corrupt"],
    setting: (mended) => ({
      ...wineSets({ numbers: true }),
      fit: { batchSize: 16, epochs: 10 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [8], units: 24, activation: "relu", kernelInitializer: weights() }),
            dense({
              units: mended ? 3 : 1,
              activation: mended ? "softmax" : "sigmoid",
              kernelInitializer: weights(),
            }),
          ],
          {
            optimizer: tf.train.adam(0.01),
            loss: mended ? "sparseCategoricalCrossentropy" : "binaryCrossentropy",
          },
        );
      },
    }),
  },
  {
    name: "freezers-relu-output",
    source: "community.deeplearning.ai 324182: a regression whose last layer is a relu, where targets lie below zero",
    verdict: "not-learning",
    causes: [["output-activation", "output-range"]],
    beside: ["dead-units"],
    setting: (mended) => ({
      ...setsOf(freezers(), ({ x, y }) => ({ x: shaped(x, [5]), y: column(y) })),
      fit: { batchSize: 16, epochs: 12 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [5], units: 20, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 10, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, ...(!mended && { activation: "relu" }), kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "passengers-dummies-other-order",
    source: "get_dummies on the training and the test table apart: the same columns, in another order",
    verdict: "not-learning",
    causes: [["train-valid-shift"]],
    beside: ["labels-unaligned"],
    setting: (mended) => ({
      ...setsOf(passengers(), (rows, train) => {
        const kept = mended || rows === train;
        const sexes = kept ? [true, false] : [false, true];
        const decks = kept ? [0, 1, 2] : [2, 1, 0];
        return {
          x: shaped(
            rows.x.map((figures, row) => coded(figures, rows.y[row], sexes, decks)),
            [8],
          ),
          y: column(rows.y.map(({ survived }) => survived)),
        };
      }),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [8], units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "passengers-hinge-zero-one",
    source: "DeepCrime's LCH: the hinge loss, which wants -1 and 1, over labels of 0 and 1 and a sigmoid",
    verdict: "not-learning",
    causes: [["loss-unsuitable", "labels-format"]],
    beside: ["majority-class", "output-activation", "saturated-units"],
    setting: (mended) => ({
      ...setsOf(passengers(), (rows) => ({
        x: shaped(
          rows.x.map((figures, row) => coded(figures, rows.y[row], [true, false], [0, 1, 2])),
          [8],
        ),
        y: column(rows.y.map(({ survived }) => survived)),
      })),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [8], units: 12, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: mended ? "binaryCrossentropy" : "hinge" },
        );
      },
    }),
  },
  {
    name: "concretes-weights-of-ten",
    source: "DeepCrime's WCI: normal weights with a deviation of 10 before sigmoid layers",
    verdict: "not-learning",
    causes: [["init-scale"]],
    beside: ["saturated-units", "gradient-vanishing", "rate-too-low", "undertrained"],
    setting: (mended) => ({
      ...setsOf(concretes(), ({ x, y }) => ({ x: shaped(x, [6]), y: column(y) })),
      fit: { batchSize: 32, epochs: 15 },
      build(seed) {
        const weights = mended ? glorot(seed) : normal(seed, 10);
        return sequential(
          [
            dense({ inputShape: [6], units: 24, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 24, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "cars-all-rows-a-step",
    source: "DeepCrime's HBS: the batch as large as the table, so that an epoch is one step of a plain SGD",
    verdict: "not-learning",
    causes: [["batch-size", "undertrained", "rate-too-low"]],
    setting: (mended) => ({
      ...setsOf(cars(), ({ x, y }, train) => ({
        x: shaped(standardised(x, train.x), [6]),
        y: column(standardScores(y, train.y)),
      })),
      fit: { batchSize: mended ? 16 : 420, epochs: 8 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [6], units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.0025), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "wines-rmsprop-momentum-one",
    source: "DeepCrime's optimiser operator: RMSprop with a momentum of 1, so that no step is ever forgotten",
    verdict: "learning",
    causes: [["optimizer-setting", "rate-too-high"]],
    beside: ["dead-units", "gradient-exploding"],
    setting: (mended) => ({
      ...wineSets(),
      fit: { batchSize: 16, epochs: 10 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [8], units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.rmsprop(0.003, 0.9, mended ? 0 : 1), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
];
