/** Questions about networks over tables, told again: faults of what goes in, what comes out, and of how long. */
import { Random, tf } from "plateau";
import { column, oneHot, scaled, shaped, standardised, standardScores } from "../data/rows";
import { setsOf } from "../data/sets";
import {
  abalones,
  ARMS,
  bikes,
  glasses,
  lakes,
  loans,
  parabolas,
  pinwheels,
  switches,
  thresholds,
} from "../data/unseen-tables";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const { dense, leakyReLU } = tf.layers;

/** Cross-entropy over what it takes for logits, as PyTorch's is. */
function crossEntropyLoss(labels: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  return tf.neg(tf.sum(tf.mul(labels, tf.logSoftmax(logits)), -1));
}

/** Squared differences, a row's mean; of all rows' targets from each answer, when the targets have lost their column. */
function squares(targets: tf.Tensor, answers: tf.Tensor): tf.Tensor {
  return tf.mean(tf.square(tf.sub(answers, targets)), -1);
}

const squaresOfAll = (targets: tf.Tensor, answers: tf.Tensor) => squares(targets.reshape([-1]), answers);

export const unseenTablesAsked: FaultProgram[] = [
  {
    name: "thresholds-relu-hundred-thousand",
    source:
      "geeksmental.com, 'Why does accuracy remain the same': above or below 50,000, as it is, and a relu for an answer",
    verdict: "not-learning",
    causes: [["output-activation"], ["input-unscaled"]],
    beside: ["dead-units", "capacity-low", "init-scale"],
    setting: (mended) => ({
      ...setsOf(thresholds(), ({ x, y }, train) => ({
        x: shaped(mended ? standardised(x, train.x) : x, [1]),
        y: column(y),
      })),
      fit: { batchSize: 6, epochs: 8 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [1], units: 7, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 5, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: mended ? "sigmoid" : "relu", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "parabolas-linear-layers-raw",
    source: "stats.stackexchange 418955: a square through linear layers, by SGD, the target in thousands",
    verdict: "not-learning",
    causes: [["linear-stack"], ["target-unscaled", "rate-too-high"]],
    beside: ["gradient-exploding", "rate-too-high", "capacity-low"],
    setting: (mended) => ({
      ...setsOf(parabolas(), ({ x, y }, train) => ({
        x: shaped(standardised(x, train.x), [1]),
        y: column(mended ? standardScores(y, train.y) : y),
      })),
      fit: { batchSize: 8, epochs: 30 },
      build(seed) {
        const weights = he(seed);
        const hidden = () => ({ ...(mended && { activation: "relu" as const }), kernelInitializer: weights() });
        return sequential(
          [
            dense({ inputShape: [1], units: 14, ...hidden() }),
            dense({ units: 7, ...hidden() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.01), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "abalones-validation-target-scaled",
    source: "a scaler for the target whose answer is kept for the test rows and thrown away for the training rows",
    verdict: "not-learning",
    causes: [["train-valid-shift", "target-unscaled"]],
    setting: (mended) => ({
      ...setsOf(abalones(), (rows, train) => ({
        x: shaped(rows.x, [7]),
        y: column(mended || rows !== train ? standardScores(rows.y, train.y) : rows.y),
      })),
      fit: { batchSize: 20, epochs: 25 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [7], units: 22, activation: "softsign", kernelInitializer: weights() }),
            dense({ units: 11, activation: "softsign", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adamax(0.02), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "bikes-log-of-no-rain",
    source: "a skewed column put through a logarithm, which is minus infinity where it did not rain",
    verdict: "not-learning",
    causes: [["input-nonfinite"]],
    setting: (mended) => ({
      ...setsOf(bikes(), ({ x, y }, train) => ({
        x: shaped(
          x.map((row) => [...row.slice(0, 5), mended ? Math.log1p(row[5]) : Math.log(row[5])]),
          [6],
        ),
        y: column(standardScores(y, train.y)),
      })),
      fit: { batchSize: 30, epochs: 30 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [6], units: 28, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 14, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adagrad(0.05), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "glasses-unknown-names-first",
    source: "DeepCrime's TCL with one label for all: names that a dictionary does not know become its first kind",
    verdict: "not-learning",
    causes: [["labels-corrupt", "labels-imbalanced", "train-valid-shift"]],
    beside: ["labels-imbalanced", "train-valid-shift"],
    setting: (mended) => ({
      ...setsOf(glasses(), (rows, train) => {
        const random = new Random(421);
        const known = rows.y.map((kind) => (mended || rows !== train || random.float() < 0.1 ? kind : 0));
        return { x: shaped(standardised(rows.x, train.x), [9]), y: column(known) };
      }),
      fit: { batchSize: 24, epochs: 25 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [9], units: 26, kernelInitializer: weights() }),
            leakyReLU({ alpha: 0.1 }),
            dense({ units: 5, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.01, 0.9), loss: "sparseCategoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "switches-sigmoids-milliseconds",
    source:
      "ai.stackexchange 16557: settings of 0 and 1 to a real number, sigmoids in every hidden layer, nothing scaled",
    verdict: "not-learning",
    causes: [
      ["gradient-vanishing", "init-scale", "saturated-units"],
      ["target-unscaled", "rate-too-high"],
    ],
    beside: ["rate-too-high", "gradient-exploding"],
    setting: (mended) => ({
      ...setsOf(switches(), ({ x, y }, train) => ({
        x: shaped(x, [18]),
        y: column(mended ? standardScores(y, train.y) : y),
      })),
      fit: { batchSize: 32, epochs: 30 },
      build(seed) {
        const weights = mended ? he(seed) : glorot(seed);
        const activation = mended ? "relu" : "sigmoid";
        return sequential(
          [
            dense({ inputShape: [18], units: 30, activation, kernelInitializer: weights() }),
            ...Array.from({ length: 4 }, () => dense({ units: 30, activation, kernelInitializer: weights() })),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.02), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "lakes-loss-of-all-pairs",
    source: "PyTorch's question of (n,) and (n, 1): each answer is held against every target of its batch",
    verdict: "learning",
    causes: [["loss-unsuitable"]],
    setting: (mended) => ({
      ...setsOf(lakes(), ({ x, y }) => ({ x: shaped(x, [5]), y: column(y) })),
      fit: { batchSize: 10, epochs: 15 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [5], units: 18, activation: "elu", kernelInitializer: weights() }),
            dense({ units: 9, activation: "elu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: mended ? squares : squaresOfAll, metrics: [] },
        );
      },
    }),
  },
  {
    name: "loans-divided-by-largest",
    source:
      "a question of normalising column by column or altogether: all divided by the table's largest number, an income",
    verdict: "not-learning",
    causes: [["input-overscaled", "input-unscaled"]],
    beside: ["undertrained", "rate-too-low"],
    setting: (mended) => ({
      ...setsOf(loans(), ({ x, y }, train) => ({
        x: shaped(mended ? standardised(x, train.x) : scaled(x, 1 / Math.max(...train.x.flat())), [6]),
        y: column(y),
      })),
      fit: { batchSize: 32, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [6], units: 15, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 15, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.1), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "pinwheels-softmax-before-loss-few-steps",
    source:
      "ariecattan/SciCo issue 2 and tflearn 562: a softmax before a loss that has its own; two steps an epoch besides",
    verdict: "learning",
    causes: [
      ["double-softmax", "output-activation", "loss-unsuitable"],
      ["epoch-covers-part", "undertrained", "rate-too-low"],
    ],
    beside: ["undertrained", "rate-too-low"],
    setting: (mended) => ({
      ...setsOf(pinwheels(), ({ x, y }) => ({ x: shaped(x, [2]), y: oneHot(y, ARMS) })),
      fit: { batchSize: 14, epochs: 15, ...(!mended && { stepsPerEpoch: 2 }) },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 25, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 25, activation: "relu", kernelInitializer: weights() }),
            dense({ units: ARMS, ...(!mended && { activation: "softmax" }), kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.003, 0.9), loss: crossEntropyLoss },
        );
      },
    }),
  },
];
