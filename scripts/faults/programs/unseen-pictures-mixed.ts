/** More small pictures and signals: two or three faults at once, and networks with none. */
import { tf } from "plateau";
import { column, oneHot, scaled, shaped } from "../data/rows";
import { setsOf } from "../data/sets";
import {
  braille,
  BRAILLE_LETTERS,
  BRAILLE_SHAPE,
  CELL_SIDE,
  cells,
  MOVE_SHAPE,
  moves,
  ROAD_SHAPE,
  roads,
  SIGN_KINDS,
  SIGN_SIDE,
  signs,
  spectra,
  SPECTRUM_LENGTH,
} from "../data/unseen-pictures";
import { type FaultProgram, healthyProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he, normal } from "../weights";

const { batchNormalization, conv1d, conv2d, dense, dropout, flatten, globalAveragePooling1d, leakyReLU, maxPooling2d } =
  tf.layers;

const SIGN_SHAPE = [SIGN_SIDE, SIGN_SIDE, 3];

function signSets() {
  return setsOf(signs(), ({ x, y }) => ({ x: shaped(x, SIGN_SHAPE), y: oneHot(y, SIGN_KINDS) }));
}

/** tfjs's loss that wants scores, not probabilities. */
function ownCrossEntropy(labels: tf.Tensor, scores: tf.Tensor): tf.Tensor {
  return tf.losses.softmaxCrossEntropy(labels, scores);
}

export const unseenPicturesMixed: FaultProgram[] = [
  {
    name: "signs-softmax-in-both-fast",
    source:
      "discuss.pytorch.org 43814: a softmax before a loss that has its own, Adam far too fast: 'always the same loss'",
    verdict: "not-learning",
    causes: [["double-softmax", "output-activation", "loss-unsuitable"], ["rate-too-high"]],
    beside: ["dead-units", "saturated-units", "gradient-vanishing", "gradient-exploding"],
    setting: (mended) => ({
      ...signSets(),
      fit: { batchSize: 30, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv2d({
              inputShape: SIGN_SHAPE,
              filters: 9,
              kernelSize: 5,
              strides: 2,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            flatten(),
            dense({ units: 26, activation: "relu", kernelInitializer: weights() }),
            dense({
              units: SIGN_KINDS,
              kernelInitializer: weights(),
              activation: mended ? "linear" : "softmax",
            }),
          ],
          { optimizer: tf.train.adam(mended ? 0.002 : 0.3), loss: ownCrossEntropy },
        );
      },
    }),
  },
  {
    name: "signs-wide-weights-dropped-scores",
    source:
      "DeepCrime's WCI, RCD and ARM together: weights from randn, nineteen in twenty dropped, no softmax at the end",
    verdict: "not-learning",
    causes: [["init-scale"], ["dropout-high"], ["missing-softmax", "output-activation"]],
    beside: ["clip-locked", "gradient-exploding", "dead-units", "saturated-units"],
    setting: (mended) => ({
      ...signSets(),
      fit: { batchSize: 20, epochs: 9 },
      build(seed) {
        const weights = mended ? he(seed) : normal(seed, 1);
        return sequential(
          [
            conv2d({
              inputShape: SIGN_SHAPE,
              filters: 7,
              kernelSize: 3,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
            dense({ units: 36, activation: "relu", kernelInitializer: weights() }),
            dropout({ rate: mended ? 0.15 : 0.95, seed }),
            dense({
              units: SIGN_KINDS,
              kernelInitializer: weights(),
              activation: mended ? "softmax" : "linear",
            }),
          ],
          { optimizer: tf.train.adam(0.002), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "spectra-seven-sigmoids-unseen",
    source:
      "AUTOTRAINER's vanishing gradient and DeepCrime's missing validation: seven sigmoid layers, fit on all there is",
    verdict: "not-learning",
    causes: [["gradient-vanishing", "init-scale"], ["validation-missing"]],
    beside: ["rate-too-low", "undertrained", "saturated-units"],
    setting(mended) {
      const rows = spectra(640, (random) => 30 + 12 * random.float());
      const part = (some: typeof rows) => ({
        x: shaped(
          some.map(({ x }) => x),
          [SPECTRUM_LENGTH],
        ),
        y: oneHot(
          some.map(({ y }) => y),
          4,
        ),
      });
      return {
        ...(mended ? { data: part(rows.slice(0, 480)), validation: part(rows.slice(480)) } : { data: part(rows) }),
        fit: { batchSize: 32, epochs: 15 },
        build(seed) {
          const weights = mended ? he(seed) : glorot(seed);
          const activation = mended ? ("relu" as const) : ("sigmoid" as const);
          const hidden = Array.from({ length: 7 }, (_, layer) =>
            dense({
              units: 22,
              activation,
              kernelInitializer: weights(),
              ...(layer === 0 && { inputShape: [SPECTRUM_LENGTH] }),
            }),
          );
          return sequential([...hidden, dense({ units: 4, activation: "softmax", kernelInitializer: weights() })], {
            optimizer: tf.train.sgd(0.05),
            loss: "categoricalCrossentropy",
          });
        },
      };
    },
  },
  {
    name: "roads-drives-on-bytes-slow",
    source:
      "udacity/CarND-Behavioral-Cloning-P3 8: pictures scaled for training, not where the model drives; and SGD at 1e-6",
    verdict: "not-learning",
    causes: [
      ["train-valid-shift", "input-unscaled"],
      ["rate-too-low", "undertrained"],
    ],
    setting: (mended) => ({
      ...setsOf(roads(), ({ x, y }, train) => ({
        x: shaped(mended || x === train.x ? scaled(x, 1 / 127.5) : x, [...ROAD_SHAPE, 1]),
        y: column(y),
      })),
      fit: { batchSize: 16, epochs: 10 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            conv2d({
              inputShape: [...ROAD_SHAPE, 1],
              filters: 8,
              kernelSize: 3,
              strides: [1, 2],
              activation: "elu",
              kernelInitializer: weights(),
            }),
            flatten(),
            dense({ units: 16, activation: "elu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(mended ? 0.01 : 1e-6), loss: "meanSquaredError", metrics: ["mae"] },
        );
      },
    }),
  },
  healthyProgram({
    name: "cells-one-in-eight-infected",
    source: "the malaria tutorials' cells as a hospital sees them: one in eight is infected, and found without weights",
    setting: () => ({
      ...setsOf(cells(800, 0.125, 512), ({ x, y }) => ({
        x: shaped(x, [CELL_SIDE, CELL_SIDE, 3]),
        y: column(y),
      })),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv2d({
              inputShape: [CELL_SIDE, CELL_SIDE, 3],
              filters: 10,
              kernelSize: 3,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
            dense({ units: 14, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.004), loss: "binaryCrossentropy" },
        );
      },
    }),
  }),
  healthyProgram({
    name: "moves-batchnorm-leaky-momentum",
    source: "activity recognition with batch normalisation, leaky units, a mean over time, and SGD with momentum",
    setting: () => ({
      ...setsOf(moves(), ({ x, y }) => ({ x: shaped(x, MOVE_SHAPE), y: oneHot(y, 4) })),
      fit: { batchSize: 32, epochs: 14 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv1d({
              inputShape: MOVE_SHAPE,
              filters: 12,
              kernelSize: 5,
              useBias: false,
              kernelInitializer: weights(),
            }),
            batchNormalization({ momentum: 0.9 }),
            leakyReLU({ alpha: 0.1 }),
            conv1d({ filters: 16, kernelSize: 5, strides: 2, useBias: false, kernelInitializer: weights() }),
            batchNormalization({ momentum: 0.9 }),
            leakyReLU({ alpha: 0.1 }),
            globalAveragePooling1d(),
            dense({ units: 4, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.02, 0.9), loss: "categoricalCrossentropy" },
        );
      },
    }),
  }),
  healthyProgram({
    name: "braille-two-convolutions",
    source: "a convnet for twelve letters, as a first lesson has it",
    setting: () => ({
      ...setsOf(braille(), ({ x, y }) => ({ x: shaped(x, [...BRAILLE_SHAPE, 1]), y: oneHot(y, BRAILLE_LETTERS) })),
      fit: { batchSize: 24, epochs: 12 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            conv2d({
              inputShape: [...BRAILLE_SHAPE, 1],
              filters: 6,
              kernelSize: 3,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            conv2d({ filters: 12, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            flatten(),
            dense({ units: 30, activation: "relu", kernelInitializer: weights() }),
            dense({ units: BRAILLE_LETTERS, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.004), loss: "categoricalCrossentropy" },
        );
      },
    }),
  }),
];
