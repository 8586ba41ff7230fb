/** Two and three faults at once. */
import { Random, tf } from "plateau";
import { moons, rings } from "../data/curves";
import { TILE_SIDE } from "../data/pictures";
import { column, rowsOf, scaled, shaped, split, standardScores } from "../data/rows";
import { digitSets, flowerSets, planeSets, setsOf, tileSets } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { chain, headed, sequential } from "../model";
import { glorot, he, normal } from "../weights";

const { conv2d, dense, dropout, flatten, maxPooling2d } = tf.layers;

/** Three numbers up to 10,000 and their weighted sum: StackOverflow 33969059's own data, by its rule. */
function weightedSums() {
  const random = new Random(41);
  const made = rowsOf(500, () => {
    const x = [0, 1, 2].map(() => 10000 * random.float());
    return { x, y: 2 * x[0] + x[1] + 0.5 * x[2] + 2.2 };
  });
  return split(made, 350);
}

/** One number; six of ten are false, and true ones mostly large: StackOverflow 45442843's data, by its looks. */
function thresholds() {
  const random = new Random(43);
  const made = rowsOf(500, () => {
    const x = random.normal();
    return { x: [x], y: x + 0.3 * random.normal() > 0.3 ? 1 : 0 };
  });
  return split(made, 350);
}

export const severalFaults: FaultProgram[] = [
  {
    name: "digits-dropout-and-low-rate",
    source: "DeepCrime's HLR and RCD together",
    verdict: "not-learning",
    causes: [["rate-too-low", "undertrained"], ["dropout-high"]],
    setting: (mended) => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        const dropped = () => dropout({ rate: mended ? 0.1 : 0.97 });
        return sequential(
          [
            dense({ inputShape: [144], units: 48, activation: "relu", kernelInitializer: weights() }),
            dropped(),
            dense({ units: 48, activation: "relu", kernelInitializer: weights() }),
            dropped(),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(mended ? 0.003 : 1e-6), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-linear-rate-three",
    source:
      "StackOverflow 48385830 (DeepLocalize, DeepFD): two linear layers, normal weights of 1, mean squares, SGD at 3",
    verdict: "not-learning",
    causes: [["rate-too-high"], ["output-activation", "missing-softmax", "loss-unsuitable"], ["linear-stack"]],
    beside: ["init-scale", "output-range", "loss-unsuitable", "missing-softmax"],
    setting: (mended) => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: 10, epochs: 8 },
      build(seed) {
        const weights = mended ? glorot(seed) : normal(seed, 1);
        return sequential(
          [
            dense({
              inputShape: [144],
              units: 30,
              ...(mended && { activation: "sigmoid" }),
              kernelInitializer: weights(),
              biasInitializer: weights(),
            }),
            dense({
              units: 10,
              ...(mended && { activation: "softmax" }),
              kernelInitializer: weights(),
              biasInitializer: weights(),
            }),
          ],
          {
            optimizer: tf.train.sgd(mended ? 0.3 : 3),
            loss: mended ? "categoricalCrossentropy" : "meanSquaredError",
          },
        );
      },
    }),
  },
  {
    name: "flowers-minus-no-validation",
    source: "a loss of one's own with its sign forgotten, and nothing held back to see it on",
    verdict: "not-learning",
    causes: [["gradient-ascent", "loss-unsuitable"], ["validation-missing"]],
    setting: (mended) => {
      const { data, validation } = flowerSets();
      return {
        data,
        ...(mended && { validation }),
        fit: { batchSize: 16, epochs: 20 },
        build(seed) {
          const weights = glorot(seed);
          const similarity = (truth: tf.Tensor, answer: tf.Tensor) =>
            tf.tidy(() => {
              const squares = tf.mean(tf.squaredDifference(truth, answer), -1);
              return mended ? squares : tf.sub(1, squares);
            });
          return sequential(
            [
              dense({ inputShape: [4], units: 16, activation: "tanh", kernelInitializer: weights() }),
              dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
            ],
            { optimizer: tf.train.adam(0.01), loss: similarity },
          );
        },
      };
    },
  },
  {
    name: "line-absolute-error-softmax",
    source: "StackOverflow 45442843 (DeepLocalize): one hidden unit, softmax over one unit, mean absolute error",
    verdict: "not-learning",
    causes: [["single-unit-softmax", "output-activation"], ["loss-unsuitable"]],
    beside: ["capacity-low"],
    setting: (mended) => ({
      ...setsOf(thresholds(), ({ x, y }) => ({ x: shaped(x, [1]), y: column(y) })),
      fit: { batchSize: 32, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [1], units: 8, activation: "sigmoid", kernelInitializer: weights() }),
            dense({ units: 1, activation: mended ? "sigmoid" : "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.rmsprop(0.01), loss: mended ? "binaryCrossentropy" : "meanAbsoluteError" },
        );
      },
    }),
  },
  {
    name: "moons-overlap-part-epochs",
    source: "validation rows that are trained on, and epochs of five batches of a list of forty",
    verdict: "learning",
    causes: [["train-valid-overlap"], ["epoch-covers-part"]],
    setting: (mended) => {
      const { data, validation } = planeSets(moons(600));
      const { x, y } = data as { x: tf.Tensor; y: tf.Tensor };
      return {
        data,
        validation: mended ? validation : { x: x.slice([200], [180]), y: y.slice([200], [180]) },
        fit: { batchSize: 10, epochs: 60, ...(!mended && { stepsPerEpoch: 5 }) },
        build(seed) {
          const weights = he(seed);
          return sequential(
            [
              dense({ inputShape: [2], units: 32, activation: "relu", kernelInitializer: weights() }),
              dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
            ],
            { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
          );
        },
      };
    },
  },
  {
    name: "numbers-softmax-raw",
    source: "StackOverflow 33969059 (DeepLocalize): numbers of thousands in and out, tanh units, softmax over one",
    verdict: "not-learning",
    causes: [["single-unit-softmax", "output-activation"], ["input-unscaled"], ["target-unscaled", "output-range"]],
    beside: ["output-range", "dropout-high", "capacity-low"],
    setting: (mended) => ({
      ...setsOf(weightedSums(), ({ x, y }, train) => ({
        x: shaped(mended ? scaled(x, 1e-4) : x, [3]),
        y: column(mended ? standardScores(y, train.y) : y),
      })),
      fit: { batchSize: 32, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [3], units: 12, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 8, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, ...(!mended && { activation: "softmax" }), kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.01, 0.9, true), loss: "meanSquaredError" },
        );
      },
    }),
  },
  {
    name: "rings-frozen-linear",
    source: "layers of a model that was loaded, frozen and without their activations, under a new head",
    verdict: "not-learning",
    causes: [["linear-stack"], ["frozen-layers"]],
    beside: ["capacity-low"],
    setting: (mended) => ({
      ...planeSets(rings(400, 11, 0.35)),
      fit: { batchSize: 16, epochs: 40 },
      build(seed) {
        const weights = glorot(seed);
        const hidden = () => ({
          ...(mended && { activation: "tanh" as const }),
          trainable: mended === true,
          kernelInitializer: weights(),
        });
        return sequential(
          [
            dense({ inputShape: [2], units: 16, ...hidden() }),
            dense({ units: 16, ...hidden() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "tiles-shared-seed-part-validation",
    source: "two towers of one seed, and a validation that looks at one batch of twelve",
    verdict: "learning",
    causes: [["shared-seed"], ["validation-covers-part"]],
    setting: (mended) => ({
      ...tileSets(["colour", "place"]),
      fit: { batchSize: 15, epochs: 6, ...(!mended && { validationSteps: 1 }) },
      build(seed) {
        const weights = he(seed);
        const head = (name: string, units: number) => {
          const kernelInitializer = () => (mended ? weights() : tf.initializers.heNormal({ seed: seed + 7 }));
          return chain(
            dense({ units: 16, activation: "relu", kernelInitializer: kernelInitializer(), name: `${name}_tower` }),
            dense({ units, activation: "softmax", kernelInitializer: kernelInitializer(), name }),
          );
        };
        return headed(
          [TILE_SIDE, TILE_SIDE, 3],
          chain(
            conv2d({ filters: 8, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
          ),
          { colour: head("colour", 4), place: head("place", 4) },
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
];
