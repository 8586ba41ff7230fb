/** Inputs, labels and splits. */
import { tf } from "plateau";
import { digits } from "../data/pictures";
import { column, oneHot, scaled, shaped, standardised } from "../data/rows";
import { digitSets, flowerSets, setsOf } from "../data/sets";
import { flowers } from "../data/tables";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const { conv2d, dense, flatten, maxPooling2d } = tf.layers;

function digitLayers(weights: ReturnType<typeof he>): tf.layers.Layer[] {
  return [
    conv2d({ inputShape: [12, 12, 1], filters: 8, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
    maxPooling2d({ poolSize: 2 }),
    flatten(),
    dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
    dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
  ];
}

export const dataFaults: FaultProgram[] = [
  {
    name: "digits-flat-into-conv",
    source: "pictures read as rows of 144 numbers into a convolution, which wants 12 x 12 x 1",
    verdict: "not-learning",
    causes: [["input-shape"]],
    setting: (mended) => ({
      ...digitSets({ flat: !mended }),
      fit: { batchSize: 32, epochs: 8 },
      build: (seed) =>
        sequential(digitLayers(he(seed)), { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" }),
    }),
  },
  {
    name: "digits-cast-to-integers",
    source: "pixels scaled to 0..1, then stored as integers again: all of them are zero",
    verdict: "not-learning",
    causes: [["input-constant"]],
    setting: (mended) => ({
      ...setsOf(digits(), ({ x, y }) => {
        const pixels = scaled(x, 1 / 256);
        const kept = mended ? pixels : pixels.map((row) => row.map(Math.floor));
        return { x: shaped(kept, [12, 12, 1]), y: oneHot(y, 10) };
      }),
      fit: { batchSize: 32, epochs: 8 },
      build: (seed) =>
        sequential(digitLayers(he(seed)), { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" }),
    }),
  },
  {
    name: "digits-labels-over-255",
    source: "StackOverflow 59325381 (DeepLocalize, DeepFD): the labels divided by 255 along with the pixels",
    verdict: "not-learning",
    causes: [["labels-corrupt", "labels-format"]],
    beside: ["labels-imbalanced"],
    setting: (mended) => ({
      ...setsOf(digits(), ({ x, y }) => ({
        x: shaped(scaled(x, 1 / 255), [12, 12, 1]),
        y: column(mended ? y : y.map((label) => label / 255)),
      })),
      fit: { batchSize: 32, epochs: 8 },
      build: (seed) =>
        sequential(digitLayers(he(seed)), { optimizer: tf.train.adam(0.003), loss: "sparseCategoricalCrossentropy" }),
    }),
  },
  {
    name: "flowers-integer-labels",
    source: "the loss for one-hot rows, and labels as numbers (the sparse loss was meant)",
    verdict: "not-learning",
    causes: [["labels-format", "loss-unsuitable"]],
    setting: (mended) => ({
      ...setsOf(flowers(), ({ x, y }, train) => ({
        x: shaped(standardised(x, train.x), [4]),
        y: mended ? oneHot(y, 3) : tf.tensor1d(y),
      })),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [4], units: 12, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "flowers-few-steps",
    source: "steps an epoch left at a number from another project: ten rows of two hundred an epoch, and one epoch",
    verdict: "not-learning",
    causes: [["epoch-covers-part", "undertrained"]],
    beside: ["rate-too-low"],
    setting: (mended) => ({
      ...flowerSets(),
      fit: { batchSize: 5, epochs: 1, ...(!mended && { stepsPerEpoch: 2 }) },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [4], units: 16, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.03), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-part-of-validation",
    source: "two validation steps of sixteen rows, of two hundred and seventy rows there are",
    verdict: "learning",
    causes: [["validation-covers-part"]],
    setting: (mended) => ({
      ...digitSets(),
      fit: { batchSize: 16, epochs: 8, ...(!mended && { validationSteps: 2 }) },
      build: (seed) =>
        sequential(digitLayers(he(seed)), { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" }),
    }),
  },
];
