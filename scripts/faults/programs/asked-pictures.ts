/** Pictures and waves of askers, of kinds the first programs have none of: written after the doctor had been tuned on those. */
import { Random, tf } from "plateau";
import { DIGIT_SIDE, TILE_CLASSES, TILE_SIDE, tiles } from "../data/pictures";
import { oneHot, scaled, shaped } from "../data/rows";
import { digitSets, setsOf, tileSets, waveSets } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { chain, digitFeatures, headed, pictureFeatures, sequential } from "../model";
import { glorot, he, normal } from "../weights";

const { conv2d, dense, flatten, maxPooling2d } = tf.layers;

export const askedPictures: FaultProgram[] = [
  {
    name: "digits-adadelta-default",
    source:
      "Adadelta as the library gives it, at 0.001 where its paper has 1 (Keras's old MNIST example after the change)",
    verdict: "not-learning",
    causes: [["rate-too-low", "undertrained", "optimizer-setting"]],
    setting: (mended) => ({
      ...digitSets(),
      fit: { batchSize: 64, epochs: 8 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            ...digitFeatures(weights()),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: mended ? tf.train.adadelta(1) : tf.train.adadelta(), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-sigmoid-convs",
    source: "StackOverflow 47352366 (DeepLocalize): sigmoid convolutions, mean squares, SGD at its default, few epochs",
    verdict: "not-learning",
    causes: [
      ["loss-unsuitable"],
      ["rate-too-low", "undertrained"],
      ["gradient-vanishing", "saturated-units", "output-activation", "init-scale"],
    ],
    setting: (mended) => ({
      ...digitSets(),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = mended ? he(seed) : glorot(seed);
        const activation = mended ? ("relu" as const) : ("sigmoid" as const);
        const inputShape = [DIGIT_SIDE, DIGIT_SIDE, 1];
        return sequential(
          [
            conv2d({ inputShape, filters: 8, kernelSize: 3, activation, kernelInitializer: weights() }),
            conv2d({ filters: 8, kernelSize: 3, activation, kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
            dense({ units: 32, activation, kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          {
            optimizer: tf.train.sgd(mended ? 0.1 : 0.01),
            loss: mended ? "categoricalCrossentropy" : "meanSquaredError",
          },
        );
      },
    }),
  },
  {
    name: "digits-weights-of-1e-4",
    source: "normal weights of 1e-4 in four layers (NeuraLint's and UMLAUT's initialisation rules)",
    verdict: "not-learning",
    causes: [["init-scale", "gradient-vanishing"]],
    beside: ["rate-too-low", "undertrained"],
    setting: (mended) => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = mended ? he(seed) : normal(seed, 1e-4);
        return sequential(
          [
            dense({ inputShape: [144], units: 48, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.03, 0.9), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "waves-lstm-rate-ten",
    source: "DeepFD's rate faults in a recurrent network: SGD at 30, taken from a tutorial on something else",
    verdict: "not-learning",
    causes: [["rate-too-high"]],
    beside: ["saturated-units", "gradient-exploding"],
    setting: (mended) => ({
      ...waveSets(300),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            tf.layers.lstm({
              inputShape: [32, 1],
              units: 10,
              kernelInitializer: weights(),
              recurrentInitializer: tf.initializers.glorotUniform({ seed }),
            }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          {
            optimizer: mended ? tf.train.adam(0.02) : tf.train.sgd(30),
            loss: "categoricalCrossentropy",
          },
        );
      },
    }),
  },
  {
    name: "tiles-validation-labels-sorted",
    source: "the test labels listed by a tool that sorts file names otherwise: training is fine, the score is chance",
    verdict: "not-learning",
    causes: [["labels-unaligned", "train-valid-shift", "labels-corrupt"]],
    setting: (mended) => ({
      ...setsOf(tiles(), (rows, train) => {
        const colours = rows.y.map(({ colour }) => colour);
        const labels = mended || rows === train ? colours : new Random(64).shuffle([...colours]);
        return {
          x: shaped(scaled(rows.x, 1 / 255), [TILE_SIDE, TILE_SIDE, 3]),
          y: oneHot(labels, TILE_CLASSES.colour),
        };
      }),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            ...pictureFeatures(weights(), { inputShape: [TILE_SIDE, TILE_SIDE, 3] }),
            dense({ units: 4, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-l1-everywhere",
    source: "DeepCrime's RAW with l1: 0.05 on every weight of a network that needs none",
    verdict: "not-learning",
    causes: [["over-regularised"]],
    setting: (mended) => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = he(seed);
        const kernelRegularizer = () => tf.regularizers.l1({ l1: mended ? 0 : 0.05 });
        const layer = (units: number, activation: "relu" | "softmax", inputShape?: number[]) =>
          dense({
            units,
            activation,
            kernelInitializer: weights(),
            kernelRegularizer: kernelRegularizer(),
            ...(inputShape && { inputShape }),
          });
        return sequential([layer(48, "relu", [144]), layer(32, "relu"), layer(10, "softmax")], {
          optimizer: tf.train.adam(0.003),
          loss: "categoricalCrossentropy",
        });
      },
    }),
  },
  {
    name: "digits-softmax-hidden",
    source: "DeepCrime's ACH: softmax on every layer, because the last one had it",
    verdict: "not-learning",
    causes: [["output-activation", "gradient-vanishing", "double-softmax", "saturated-units", "init-scale"]],
    beside: ["rate-too-low", "undertrained"],
    setting: (mended) => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = glorot(seed);
        const activation = mended ? ("relu" as const) : ("softmax" as const);
        return sequential(
          [
            dense({ inputShape: [144], units: 64, activation, kernelInitializer: weights() }),
            dense({ units: 64, activation, kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.1), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "tiles-one-head-softmaxes-twice",
    source: "two heads, one with a softmax layer after a softmax, both at a rate that moves nothing",
    verdict: "not-learning",
    causes: [["double-softmax"], ["rate-too-low", "undertrained"]],
    setting: (mended) => ({
      ...tileSets(["colour", "place"]),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        return headed(
          [TILE_SIDE, TILE_SIDE, 3],
          chain(
            conv2d({ filters: 8, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
          ),
          {
            colour: chain(
              dense({ units: 4, activation: "softmax", kernelInitializer: weights() }),
              ...(mended ? [] : [tf.layers.softmax({ name: "colour_again" })]),
            ),
            place: chain(dense({ units: 4, activation: "softmax", kernelInitializer: weights(), name: "place" })),
          },
          { optimizer: tf.train.sgd(mended ? 0.1 : 1e-4), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
];
