/** Mutants of networks over tables, settings that leave nothing to learn, and healthy ones beside them. */
import { tf } from "plateau";
import { column, oneHot, shaped, standardised, standardScores } from "../data/rows";
import { setsOf } from "../data/sets";
import { bikes, heatings, glasses, mushrooms, pulsars, valves } from "../data/unseen-tables";
import { type FaultProgram, type HealthyProgram, healthyProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const { activation, batchNormalization, dense, dropout } = tf.layers;

const valveSets = (rows?: number) => setsOf(valves(rows), ({ x, y }) => ({ x: shaped(x, [10]), y: column(y) }));

const faulty: FaultProgram[] = [
  {
    name: "valves-base-frozen",
    source: "keras issue 2506's kind: trainable switched off for all of the base, which nobody had trained before",
    verdict: "not-learning",
    causes: [["frozen-layers"]],
    beside: ["capacity-low"],
    setting: (mended) => ({
      ...valveSets(),
      fit: { batchSize: 20, epochs: 25 },
      build(seed) {
        const weights = glorot(seed);
        const hidden = () => ({
          activation: "selu" as const,
          kernelInitializer: weights(),
          trainable: mended === true,
        });
        return sequential(
          [
            dense({ inputShape: [10], units: 12, ...hidden() }),
            dense({ units: 6, ...hidden() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.rmsprop(0.005), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "valves-batchnorm-one-row",
    source: "CNTK issue 905: batch normalisation over batches of one row, of which nothing is left",
    verdict: "not-learning",
    causes: [["batch-size", "train-eval-mismatch"]],
    beside: ["train-eval-mismatch"],
    setting: (mended) => ({
      ...valveSets(500),
      fit: { batchSize: mended ? 10 : 1, epochs: 4 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [10], units: 20, kernelInitializer: weights() }),
            batchNormalization({ momentum: 0.9 }),
            activation({ activation: "relu" }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.03), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "mushrooms-whole-number-rate",
    source: "pytorch/examples issue 130's kind: a rate that a division of whole numbers made nought",
    verdict: "not-learning",
    causes: [["rate-invalid", "rate-too-low"]],
    setting: (mended) => ({
      ...setsOf(mushrooms(), ({ x, y }) => ({ x: shaped(x, [22]), y: column(y) })),
      fit: { batchSize: 14, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [22], units: 17, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(mended ? 1 / 4 : Math.floor(1 / 4)), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "heatings-l2-dropout-one-epoch",
    source: "DeepCrime's RAW, RCD and HNE together: a penalty of 1, nine tenths dropped, and one epoch",
    verdict: "not-learning",
    causes: [["over-regularised"], ["dropout-high"], ["undertrained", "rate-too-low"]],
    setting: (mended) => ({
      ...setsOf(heatings(), ({ x, y }, train) => ({
        x: shaped(standardised(x, train.x), [7]),
        y: column(standardScores(y, train.y)),
      })),
      fit: { batchSize: 20, epochs: mended ? 18 : 1 },
      build(seed) {
        const weights = he(seed);
        const layer = () => ({
          activation: "relu" as const,
          kernelInitializer: weights(),
          kernelRegularizer: tf.regularizers.l2({ l2: mended ? 0.0001 : 1 }),
        });
        const dropped = () => dropout({ rate: mended ? 0.05 : 0.9, seed });
        return sequential(
          [
            dense({ inputShape: [7], units: 36, ...layer() }),
            dropped(),
            dense({ units: 18, ...layer() }),
            dropped(),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
];

const healthy: HealthyProgram[] = [
  {
    name: "pulsars-one-in-fourteen",
    source: "the pulsar table of every course on rare classes: one in fourteen, and found",
    setting: () => ({
      ...setsOf(pulsars(), ({ x, y }, train) => ({ x: shaped(standardised(x, train.x), [8]), y: column(y) })),
      fit: { batchSize: 50, epochs: 15 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [8], units: 18, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 6, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "bikes-counts-poisson",
    source: "counts as they are, by Poisson's loss behind a softplus: as a statistician would have it",
    setting: () => ({
      ...setsOf(bikes(), ({ x, y }) => ({ x: shaped(x, [6]), y: column(y) })),
      fit: { batchSize: 18, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [6], units: 21, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: "softplus", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.rmsprop(0.01), loss: "poisson", metrics: [] },
        );
      },
    }),
  },
  {
    name: "glasses-mlp",
    source: "five kinds of glass from nine measures, one hidden layer, as a first exercise has it",
    setting: () => ({
      ...setsOf(glasses(), ({ x, y }, train) => ({ x: shaped(standardised(x, train.x), [9]), y: oneHot(y, 5) })),
      fit: { batchSize: 25, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [9], units: 27, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 5, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.008), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
];

export const unseenTablesMixed: FaultProgram[] = [...faulty, ...healthy.map(healthyProgram)];
