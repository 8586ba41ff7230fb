/** Pictures of askers, told again: one head each. */
import { tf } from "plateau";
import { FACE_SIDE, faces, GAUGE_SIDE, gauges, STRIPE_SIDE, stripes } from "../data/retold-pictures";
import { letterSets } from "../data/retold-sets";
import { column, oneHot, shaped } from "../data/rows";
import { setsOf } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { pictureFeatures, sequential } from "../model";
import { glorot, he } from "../weights";

const { averagePooling2d, conv2d, dense, flatten, globalAveragePooling2d, maxPooling2d } = tf.layers;

/** Pictures on their side: a quarter of a turn. */
function turned(pictures: number[][]): number[][] {
  const last = STRIPE_SIDE - 1;
  const from = (i: number) => (i % STRIPE_SIDE) * STRIPE_SIDE + last - Math.floor(i / STRIPE_SIDE);
  return pictures.map((pixels) => pixels.map((_, i) => pixels[from(i)]));
}

export const retoldPictures: FaultProgram[] = [
  {
    name: "gauges-degrees",
    source: "a picture's angle in degrees as it is, plain SGD at its default of 0.01: NaN in the first epoch",
    verdict: "not-learning",
    causes: [["target-unscaled", "rate-too-high"]],
    beside: ["gradient-exploding", "dead-units", "rate-too-high"],
    setting: (mended) => ({
      ...setsOf(gauges(), ({ x, y }) => ({
        x: shaped(x, [GAUGE_SIDE, GAUGE_SIDE, 1]),
        y: column(mended ? y.map((degrees) => degrees / 180 - 1) : y),
      })),
      fit: { batchSize: 16, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv2d({
              inputShape: [GAUGE_SIDE, GAUGE_SIDE, 1],
              filters: 6,
              kernelSize: 3,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            averagePooling2d({ poolSize: 2 }),
            flatten(),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.01), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "faces-one-softmax-absolute",
    source:
      "two kinds of picture behind a softmax of one unit, the loss a mean of absolute differences (DeepLocalize's kind)",
    verdict: "not-learning",
    causes: [["single-unit-softmax", "output-activation"], ["loss-unsuitable"]],
    setting: (mended) => ({
      ...setsOf(faces(), ({ x, y }) => ({ x: shaped(x, [FACE_SIDE, FACE_SIDE, 1]), y: column(y) })),
      fit: { batchSize: 16, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            ...pictureFeatures(weights(), { inputShape: [FACE_SIDE, FACE_SIDE, 1] }),
            dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: mended ? "sigmoid" : "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: mended ? "binaryCrossentropy" : "meanAbsoluteError" },
        );
      },
    }),
  },
  {
    name: "stripes-validation-on-their-side",
    source:
      "photographs whose orientation stands in their EXIF data: one reader heeds it, the one for the tests does not",
    verdict: "not-learning",
    causes: [["train-valid-shift"]],
    beside: ["labels-unaligned"],
    setting: (mended) => ({
      ...setsOf(stripes(), (rows, train) => ({
        x: shaped(mended || rows === train ? rows.x : turned(rows.x), [STRIPE_SIDE, STRIPE_SIDE, 1]),
        y: oneHot(rows.y, 4),
      })),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = glorot(seed);
        const inputShape = [STRIPE_SIDE, STRIPE_SIDE, 1];
        return sequential(
          [
            conv2d({ inputShape, filters: 8, kernelSize: 3, activation: "tanh", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
            dense({ units: 4, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "stripes-pixels-averaged",
    source:
      "a network that is little more than the mean over the picture: one 1 x 1 filter before global average pooling",
    verdict: "not-learning",
    causes: [["capacity-low"]],
    beside: ["undertrained", "rate-too-low"],
    setting: (mended) => ({
      ...setsOf(stripes(), ({ x, y }) => ({
        x: shaped(x, [STRIPE_SIDE, STRIPE_SIDE, 1]),
        y: oneHot(y, 4),
      })),
      fit: { batchSize: 16, epochs: 10 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv2d({
              inputShape: [STRIPE_SIDE, STRIPE_SIDE, 1],
              filters: mended ? 12 : 1,
              kernelSize: mended ? 3 : 1,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            globalAveragePooling2d({}),
            dense({ units: 4, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "letters-weights-up-to-one",
    source: "weights drawn between 0 and 1, as random() gives them: every layer multiplies what it is given",
    verdict: "not-learning",
    causes: [["init-scale"]],
    beside: ["gradient-exploding", "saturated-units", "dead-units", "clip-locked", "rate-too-high", "symmetric-init"],
    setting: (mended) => ({
      ...letterSets({ flat: true }),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        let layer = 1000 * seed;
        const anywhere = () => tf.initializers.randomUniform({ minval: 0, maxval: 1, seed: ++layer });
        const weights = mended ? he(seed) : anywhere;
        return sequential(
          [
            dense({ inputShape: [100], units: 48, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 24, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 6, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
];
