/** Questions about small pictures and signals, told again: one fault each, of what goes in, what comes out, and in between. */
import { tf } from "plateau";
import { column, oneHot, scaled, shaped } from "../data/rows";
import { setsOf } from "../data/sets";
import {
  braille,
  BRAILLE_LETTERS,
  CELL_SIDE,
  cells,
  MOVE_SHAPE,
  moves,
  PATCH_SIDE,
  patches,
  spectra,
  SPECTRUM_LENGTH,
} from "../data/unseen-pictures";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const {
  averagePooling2d,
  conv1d,
  conv2d,
  dense,
  flatten,
  globalAveragePooling1d,
  maxPooling1d,
  maxPooling2d,
  reshape,
} = tf.layers;

const CELL_SHAPE = [CELL_SIDE, CELL_SIDE, 3];
const PATCH_SHAPE = [PATCH_SIDE, PATCH_SIDE, 1];

/** The letters' folders are "2" to "13", after the blank cells' "1": here as they stand when their names are sorted as text. */
const FOLDERS = Array.from({ length: BRAILLE_LETTERS }, (_, letter) => `${letter + 2}`).sort();

/** PyTorch's default for a layer's weights: uniform, of a variance of a third of one over its inputs. */
function torchDefault(seed: number) {
  let layer = 1000 * seed;
  return () => tf.initializers.varianceScaling({ scale: 1 / 3, mode: "fanIn", distribution: "uniform", seed: ++layer });
}

export const unseenPicturesAsked: FaultProgram[] = [
  {
    name: "cells-normalised-into-bytes",
    source:
      "StackOverflow 42346194: pictures brought to -0.5..0.5 and put into an array of bytes, which holds only zeros then",
    verdict: "not-learning",
    causes: [["input-constant"]],
    setting: (mended) => ({
      ...setsOf(cells(), ({ x, y }) => {
        const centred = x.map((row) => row.map((value) => value - 0.5));
        return {
          x: shaped(mended ? centred : centred.map((row) => row.map(Math.trunc)), CELL_SHAPE),
          y: column(y),
        };
      }),
      fit: { batchSize: 40, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv2d({
              inputShape: CELL_SHAPE,
              filters: 6,
              kernelSize: 3,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
            dense({ units: 20, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.004), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "braille-folders-sorted-as-text",
    source:
      "keras-team/keras 7543: folders 2 to 13, which one reader numbers as text, 10 before 2: here that of the tests",
    verdict: "not-learning",
    causes: [["labels-unaligned", "labels-corrupt", "train-valid-shift"]],
    setting: (mended) => ({
      ...setsOf(braille(), ({ x, y }, train) => ({
        x: shaped(x, [96]),
        y: oneHot(mended || y === train.y ? y : y.map((letter) => FOLDERS.indexOf(`${letter + 2}`)), BRAILLE_LETTERS),
      })),
      fit: { batchSize: 28, epochs: 12 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [96], units: 44, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: BRAILLE_LETTERS, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.rmsprop(0.005), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "spectra-trained-in-the-middle",
    source: "ai.stackexchange 38649: trained where every signal is tuned to one frequency, tried where it is not",
    verdict: "not-learning",
    causes: [["train-valid-shift"]],
    setting(mended) {
      const aside = (random: { float(): number }) => 36 + (random.float() < 0.5 ? -1 : 1) * (12 + 14 * random.float());
      const train = spectra(500, mended ? aside : (random) => 36 + 3 * (random.float() - 0.5));
      const valid = spectra(220, aside, 514);
      const tensors = (rows: typeof train) => ({
        x: shaped(
          rows.map(({ x }) => x),
          [SPECTRUM_LENGTH, 1],
        ),
        y: oneHot(
          rows.map(({ y }) => y),
          4,
        ),
      });
      return {
        data: tensors(train),
        validation: tensors(valid),
        fit: { batchSize: 20, epochs: 10 },
        build(seed) {
          const weights = he(seed);
          const inputShape = [SPECTRUM_LENGTH, 1];
          return sequential(
            [
              conv1d({ inputShape, filters: 10, kernelSize: 9, activation: "relu", kernelInitializer: weights() }),
              maxPooling1d({ poolSize: 2 }),
              flatten(),
              dense({ units: 4, activation: "softmax", kernelInitializer: weights() }),
            ],
            { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
          );
        },
      };
    },
  },
  {
    name: "cells-deep-default-weights",
    source:
      "forums.fast.ai 48936: PyTorch's default weights in a deep stack without normalisation, and nothing arrives",
    verdict: "not-learning",
    causes: [["init-scale", "gradient-vanishing"]],
    beside: ["rate-too-low", "undertrained"],
    setting: (mended) => ({
      ...setsOf(cells(), ({ x, y }) => ({ x: shaped(x, CELL_SHAPE), y: column(y) })),
      fit: { batchSize: 32, epochs: 9 },
      build(seed) {
        const weights = mended ? he(seed) : torchDefault(seed);
        const convolution = (filters: number, inputShape?: number[]) =>
          conv2d({
            filters,
            kernelSize: 3,
            activation: "relu",
            kernelInitializer: weights(),
            ...(inputShape && { inputShape }),
          });
        return sequential(
          [
            convolution(8, CELL_SHAPE),
            convolution(8),
            averagePooling2d({ poolSize: 2 }),
            flatten(),
            ...[24, 20, 16, 12, 8].map((units) => dense({ units, activation: "relu", kernelInitializer: weights() })),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.01, 0.9), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "moves-betas-the-other-way",
    source:
      "mila-iqia/blocks 1159: Adam's two betas taken for each other: a long memory of steps, a short one of their size",
    verdict: "learning",
    causes: [["optimizer-setting", "rate-too-high"]],
    beside: ["gradient-exploding", "dead-units", "saturated-units"],
    setting: (mended) => ({
      ...setsOf(moves(), ({ x, y }) => ({ x: shaped(x, MOVE_SHAPE), y: oneHot(y, 4) })),
      fit: { batchSize: 16, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv1d({
              inputShape: MOVE_SHAPE,
              filters: 14,
              kernelSize: 7,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            maxPooling1d({ poolSize: 3 }),
            flatten(),
            dense({ units: 18, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 4, activation: "softmax", kernelInitializer: weights() }),
          ],
          {
            optimizer: mended ? tf.train.adam(0.03, 0.9, 0.999) : tf.train.adam(0.03, 0.999, 0.9),
            loss: "categoricalCrossentropy",
          },
        );
      },
    }),
  },
  {
    name: "moves-convolutions-without-activation",
    source:
      "DeepCrime's ARM over Keras's Conv1D, whose activation is none unless it is asked for; then a mean over time",
    verdict: "learning",
    causes: [["linear-stack"]],
    setting: (mended) => ({
      ...setsOf(moves(), ({ x, y }) => ({ x: shaped(x, MOVE_SHAPE), y: oneHot(y, 4) })),
      fit: { batchSize: 32, epochs: 16 },
      build(seed) {
        const weights = glorot(seed);
        const activation = mended ? ("relu" as const) : undefined;
        return sequential(
          [
            conv1d({ inputShape: MOVE_SHAPE, filters: 16, kernelSize: 5, activation, kernelInitializer: weights() }),
            conv1d({ filters: 20, kernelSize: 5, activation, kernelInitializer: weights() }),
            globalAveragePooling1d(),
            dense({ units: 4, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "patches-cleaned-into-bytes",
    source:
      "a denoiser as Keras's blog has it, fitted to clean pictures that nobody divided by 255, behind its sigmoid",
    verdict: "not-learning",
    causes: [["output-range", "target-unscaled", "output-activation"]],
    beside: ["saturated-units"],
    setting: (mended) => ({
      ...setsOf(patches(), ({ x, y }) => ({
        x: shaped(x, PATCH_SHAPE),
        y: shaped(mended ? y : scaled(y, 255), PATCH_SHAPE),
      })),
      fit: { batchSize: 24, epochs: 8 },
      build(seed) {
        const weights = glorot(seed);
        const layer = { kernelSize: 3, padding: "same" as const };
        return sequential(
          [
            conv2d({
              inputShape: PATCH_SHAPE,
              filters: 10,
              activation: "relu",
              kernelInitializer: weights(),
              ...layer,
            }),
            conv2d({ filters: 1, activation: "sigmoid", kernelInitializer: weights(), ...layer }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "patches-sparse-code",
    source: "fchollet/keras-blog 5: the blog's sparse autoencoder, whose penalty leaves every picture the same grey",
    verdict: "not-learning",
    causes: [["over-regularised"]],
    beside: ["dead-units", "rate-too-low", "undertrained"],
    setting: (mended) => ({
      ...setsOf(patches(), ({ y }) => ({ x: shaped(y, PATCH_SHAPE), y: shaped(y, PATCH_SHAPE) })),
      fit: { batchSize: 24, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        const kernelRegularizer = tf.regularizers.l1({ l1: mended ? 0 : 0.01 });
        return sequential(
          [
            flatten({ inputShape: PATCH_SHAPE }),
            dense({ units: 28, activation: "relu", kernelInitializer: weights(), kernelRegularizer }),
            dense({ units: PATCH_SIDE ** 2, activation: "sigmoid", kernelInitializer: weights() }),
            reshape({ targetShape: PATCH_SHAPE }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "cells-infected-is-255",
    source: "jakeret/tf_unet 170 and milesial/Pytorch-UNet 320: what is there is marked by 255, as in a mask, not by 1",
    verdict: "not-learning",
    causes: [["labels-corrupt", "labels-format", "output-range"]],
    beside: ["target-unscaled", "gradient-exploding", "saturated-units", "dead-units"],
    setting: (mended) => ({
      ...setsOf(cells(600, 0.45, 511), ({ x, y }) => ({
        x: shaped(x, CELL_SHAPE),
        y: column(y.map((label) => (mended ? label : 255 * label))),
      })),
      fit: { batchSize: 25, epochs: 8 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            conv2d({
              inputShape: CELL_SHAPE,
              filters: 12,
              kernelSize: 4,
              strides: 2,
              activation: "elu",
              kernelInitializer: weights(),
            }),
            flatten(),
            dense({ units: 12, activation: "elu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
];
