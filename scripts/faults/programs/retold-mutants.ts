/** DeepCrime's operators over three more healthy programs: a table of kernels, a curve of tides and pictures of clocks. */
import { Random, type Subject, tf } from "plateau";
import type { Parts } from "../data/rows";
import { column, oneHot, scaled, shaped } from "../data/rows";
import { CLOCK_SIDE } from "../data/shared-heads-pictures";
import { kernels, tides } from "../data/shared-heads-tables";
import { setsOf, type Sets } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { clockSets, clockTargets, type Setting } from "../shared-heads";
import { glorot, he } from "../weights";

const { conv2d, dense, dropout, flatten, maxPooling2d } = tf.layers;

function kernelSets(parts: Parts = kernels()): Sets {
  return setsOf(parts, ({ x, y }) => ({ x: shaped(x, [7]), y: oneHot(y, 3) }));
}

/** Three kinds of kernels by a small network and SGD with momentum. */
function kernelNetwork({ sets = kernelSets(), rate = 0.02 } = {}): Setting {
  return {
    ...sets,
    fit: { batchSize: 32, epochs: 12 },
    build(seed) {
      const weights = glorot(seed);
      return sequential(
        [
          dense({ inputShape: [7], units: 20, activation: "relu", kernelInitializer: weights() }),
          dense({ units: 10, activation: "relu", kernelInitializer: weights() }),
          dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
        ],
        { optimizer: tf.train.momentum(rate, 0.9), loss: "categoricalCrossentropy" },
      );
    },
  };
}

function tideSets(factor = 1): Sets {
  return setsOf(tides(), ({ x, y }, train) => ({
    x: shaped(y === train.y ? scaled(x, factor) : x, [2]),
    y: column(y),
  }));
}

interface TideSettings {
  sets?: Sets;
  activation?: "relu" | "linear";
  loss?: string;
  l2?: number;
}

/** A curve over two numbers, by RMSprop. */
function tideNetwork(settings: TideSettings = {}): Setting {
  const { sets = tideSets(), activation = "relu", loss = "meanSquaredError", l2 = 0 } = settings;
  return {
    ...sets,
    fit: { batchSize: 32, epochs: 25 },
    build(seed) {
      const weights = he(seed);
      const layer = () => ({
        activation,
        kernelInitializer: weights(),
        ...(l2 > 0 && { kernelRegularizer: tf.regularizers.l2({ l2 }) }),
      });
      return sequential(
        [
          dense({ inputShape: [2], units: 24, ...layer() }),
          dense({ units: 24, ...layer() }),
          dense({ units: 1, kernelInitializer: weights() }),
        ],
        { optimizer: tf.train.rmsprop(0.01), loss, metrics: [] },
      );
    },
  };
}

interface ClockSettings {
  optimizer?: () => tf.Optimizer;
  kernelInitializer?: "ones";
  rate?: number;
  validated?: boolean;
}

/** Quarters of clocks by a convnet and Adam. */
function clockNetwork(settings: ClockSettings = {}): Setting {
  const { kernelInitializer, rate = 0.2, validated = true, optimizer = () => tf.train.adam(0.003) } = settings;
  const { data, validation } = clockSets([clockTargets.quarter]);
  const alone = ({ x, y }: Subject["data"]) => ({ x, y: [y].flat()[0] });
  return {
    data: alone(data),
    ...(validated && { validation: alone(validation) }),
    fit: { batchSize: 32, epochs: 6 },
    build(seed) {
      const weights = he(seed);
      const kernel = () => kernelInitializer ?? weights();
      return sequential(
        [
          conv2d({
            inputShape: [CLOCK_SIDE, CLOCK_SIDE, 1],
            filters: 8,
            kernelSize: 3,
            activation: "relu",
            kernelInitializer: kernel(),
          }),
          maxPooling2d({ poolSize: 2 }),
          flatten(),
          dropout({ rate }),
          dense({ units: 24, activation: "relu", kernelInitializer: kernel() }),
          dropout({ rate }),
          dense({ units: 4, activation: "softmax", kernelInitializer: kernel() }),
        ],
        { optimizer: optimizer(), loss: "categoricalCrossentropy" },
      );
    },
  };
}

/** Of all classes but the first, this share of the training rows. */
function unbalanced({ train, valid }: Parts, share: number): Parts {
  const random = new Random(231);
  const kept = train.y.map((_, row) => row).filter((row) => train.y[row] === 0 || random.float() < share);
  return { train: { x: kept.map((row) => train.x[row]), y: kept.map((row) => train.y[row]) }, valid };
}

/** Noise on the training rows alone. */
function noisy({ train, valid }: Parts, deviation: number): Parts {
  const random = new Random(232);
  const x = train.x.map((row) => row.map((value) => value + deviation * random.normal()));
  return { train: { x, y: train.y }, valid };
}

/** Training rows again as validation rows. */
function overlapping({ train }: Parts): Parts {
  const rows = Math.round(0.4 * train.y.length);
  return { train, valid: { x: train.x.slice(0, rows), y: train.y.slice(0, rows) } };
}

export const retoldMutants: FaultProgram[] = [
  {
    name: "kernels-tud",
    source: "DeepCrime TUD: all but one kind cut to a few rows, in training alone",
    verdict: "not-learning",
    causes: [["labels-imbalanced", "train-valid-shift"]],
    beside: ["undertrained", "rate-too-low"],
    setting: (mended) =>
      kernelNetwork({ sets: kernelSets(mended ? kernels() : unbalanced(kernels(), 0.02)), rate: 0.005 }),
  },
  {
    name: "kernels-tan",
    source: "DeepCrime TAN: noise far above the measures, on the training rows",
    verdict: "not-learning",
    causes: [["train-valid-shift", "input-unscaled"]],
    setting: (mended) => kernelNetwork({ sets: kernelSets(mended ? kernels() : noisy(kernels(), 60)) }),
  },
  {
    name: "kernels-tco",
    source: "DeepCrime's overlap: the rows that are validated on are rows that were trained on",
    verdict: "learning",
    causes: [["train-valid-overlap"]],
    setting: (mended) => kernelNetwork({ sets: kernelSets(mended ? kernels() : overlapping(kernels())) }),
  },
  {
    name: "tides-arm",
    source: "DeepCrime ARM: hidden activations removed, under a curve that no straight line follows",
    verdict: "not-learning",
    causes: [["linear-stack"]],
    beside: ["capacity-low"],
    setting: (mended) => tideNetwork(mended ? {} : { activation: "linear" }),
  },
  {
    name: "tides-lch-cosine",
    source: "DeepCrime LCH: mean squares made cosine proximity, which one number leaves nothing to learn",
    verdict: "not-learning",
    causes: [["loss-unsuitable"]],
    setting: (mended) => tideNetwork(mended ? {} : { loss: "cosineProximity" }),
  },
  {
    name: "tides-raw",
    source: "DeepCrime RAW: an l2 of 3 added to the hidden layers",
    verdict: "not-learning",
    causes: [["over-regularised"]],
    beside: ["dead-units"],
    setting: (mended) => tideNetwork(mended ? {} : { l2: 3 }),
  },
  {
    name: "tides-train-not-scaled",
    source:
      "DeepCrime's data preparation: the training rows in hundreds of degrees, the validation rows in shares of a turn",
    verdict: "not-learning",
    causes: [["train-valid-shift", "input-unscaled"]],
    setting: (mended) => tideNetwork(mended ? {} : { sets: tideSets(180) }),
  },
  {
    name: "clocks-wci-ones",
    source: "DeepCrime WCI: every kernel begins with ones",
    verdict: "not-learning",
    causes: [["symmetric-init", "init-scale"]],
    beside: ["rate-too-high", "dead-units"],
    setting: (mended) => clockNetwork(mended ? {} : { kernelInitializer: "ones" }),
  },
  {
    name: "clocks-och-sgd",
    source: "DeepCrime OCH: Adam made SGD, a thirtieth of its rate kept",
    verdict: "not-learning",
    causes: [["rate-too-low", "undertrained"]],
    beside: ["optimizer-setting"],
    setting: (mended) => clockNetwork(mended ? {} : { optimizer: () => tf.train.sgd(1e-4) }),
  },
  {
    name: "clocks-rcd",
    source: "DeepCrime RCD: a dropout of 0.2 made 0.98",
    verdict: "not-learning",
    causes: [["dropout-high"]],
    setting: (mended) => clockNetwork(mended ? {} : { rate: 0.98 }),
  },
  {
    name: "clocks-rvm",
    source: "DeepCrime's operator on validation: the validation rows removed from fit",
    verdict: "learning",
    causes: [["validation-missing"]],
    setting: (mended) => clockNetwork({ validated: mended === true }),
  },
];
