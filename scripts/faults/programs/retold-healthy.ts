/** More programs with nothing wrong, some of them with choices that are seldom made. */
import { tf } from "plateau";
import { BEAT_LENGTH, beats, LETTER_SIDE, letters, STRIPE_SIDE, stripes } from "../data/retold-pictures";
import { cars, concretes, customers, passengers } from "../data/retold-tables";
import { column, oneHot, shaped, standardised, standardScores } from "../data/rows";
import { setsOf } from "../data/sets";
import { type FaultProgram, type HealthyProgram, healthyProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const { averagePooling2d, conv1d, conv2d, dense, dropout, flatten, maxPooling1d } = tf.layers;

const programs: HealthyProgram[] = [
  {
    name: "passengers-tanh-momentum",
    source: "tanh in the hidden layers and SGD with momentum, as books before ReLU have it",
    setting: () => ({
      ...setsOf(passengers(), ({ x, y }) => ({
        x: shaped(
          x.map((figures, row) => [...figures, y[row].woman ? 1 : -1, y[row].deck - 1]),
          [5],
        ),
        y: column(y.map(({ survived }) => survived)),
      })),
      fit: { batchSize: 32, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [5], units: 16, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 8, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.02, 0.9), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "customers-one-in-eight",
    source: "one customer in eight leaves, for either of two reasons: found without weights or copies",
    setting: () => ({
      ...setsOf(customers(1400, 0.13, 131), ({ x, y }) => ({ x: shaped(x, [8]), y: column(y) })),
      fit: { batchSize: 32, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [8], units: 20, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "letters-large-batch",
    source: "batches of 280, two an epoch, at a rate to match",
    setting: () => ({
      ...setsOf(letters(), ({ x, y }) => ({ x: shaped(x, [LETTER_SIDE ** 2]), y: oneHot(y, 6) })),
      fit: { batchSize: 280, epochs: 60 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [100], units: 40, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 6, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "cars-absolute-error",
    source: "a regression by mean absolute errors, the target standardised, the hidden layers ELU and SELU",
    setting: () => ({
      ...setsOf(cars(), ({ x, y }, train) => ({
        x: shaped(standardised(x, train.x), [6]),
        y: column(standardScores(y, train.y)),
      })),
      fit: { batchSize: 16, epochs: 12 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [6], units: 16, activation: "elu", kernelInitializer: weights() }),
            dense({ units: 8, activation: "selu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "meanAbsoluteError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "beats-imbalanced-dropout",
    source: "beats at 75, 15 and 10 of 100, half of the units dropped before the answer",
    setting: () => ({
      ...setsOf(beats(900, [0.75, 0.15, 0.1], 132), ({ x, y }) => ({
        x: shaped(x, [BEAT_LENGTH, 1]),
        y: oneHot(y, 3),
      })),
      fit: { batchSize: 32, epochs: 10 },
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
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dropout({ rate: 0.5, seed }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "stripes-four-filters",
    source: "four filters, an average pooling and an answer: small, and enough for what it is asked",
    setting: () => ({
      ...setsOf(stripes(), ({ x, y }) => ({ x: shaped(x, [STRIPE_SIDE, STRIPE_SIDE, 1]), y: oneHot(y, 4) })),
      fit: { batchSize: 16, epochs: 12 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv2d({
              inputShape: [STRIPE_SIDE, STRIPE_SIDE, 1],
              filters: 4,
              kernelSize: 3,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            averagePooling2d({ poolSize: 5 }),
            flatten(),
            dense({ units: 4, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "concretes-sigmoid-layer",
    source: "one hidden layer of sigmoids, by an Adam that is quick enough for them",
    setting: () => ({
      ...setsOf(concretes(), ({ x, y }) => ({ x: shaped(x, [6]), y: column(y) })),
      fit: { batchSize: 32, epochs: 25 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [6], units: 30, activation: "sigmoid", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
];

export const retoldHealthy: FaultProgram[] = programs.map(healthyProgram);
