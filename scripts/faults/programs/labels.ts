/** Labels and targets that are not what the loss, or the inputs, think they are. */
import { Random, tf } from "plateau";
import { WAVE_LENGTH, waves } from "../data/curves";
import { digits, TILE_CLASSES, TILE_SIDE, tiles } from "../data/pictures";
import { oneHot, type Rows, scaled, shaped } from "../data/rows";
import { houseSets, paymentSets, setsOf } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { chain, digitFeatures, headed, sequential } from "../model";
import { glorot, he } from "../weights";

const { conv1d, conv2d, dense, flatten, globalAveragePooling1d, maxPooling2d } = tf.layers;

/** The labels in another order than their rows. */
function outOfStep<Y>({ x, y }: Rows<Y>, seed: number): Rows<Y> {
  return { x, y: new Random(seed).shuffle([...y]) };
}

export const labels: FaultProgram[] = [
  {
    name: "digits-labels-shuffled",
    source: "inputs and labels shuffled one after the other with different seeds; DeepCrime's TCL at 100 %",
    verdict: "not-learning",
    causes: [["labels-unaligned", "labels-corrupt"]],
    setting: (mended) => ({
      ...setsOf(digits(), (rows) => {
        const { x, y } = mended ? rows : outOfStep(rows, 5);
        return { x: shaped(scaled(x, 1 / 255), [12, 12, 1]), y: oneHot(y, 10) };
      }),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            ...digitFeatures(weights()),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "fraud-rare-class",
    source: "credit card fraud, 3 in 100: the loss falls by answering 'no' to everything",
    verdict: "not-learning",
    causes: [["labels-imbalanced", "undertrained", "rate-too-low"]],
    setting: (mended) => {
      const { data, validation } = paymentSets(1500, 0.04, 3.2);
      return {
        data: mended ? repeated(data as { x: tf.Tensor; y: tf.Tensor }, 20) : data,
        validation,
        fit: { batchSize: 32, epochs: 6 },
        build(seed) {
          const weights = glorot(seed);
          return sequential(
            [
              dense({ inputShape: [12], units: 24, activation: "tanh", kernelInitializer: weights() }),
              dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
            ],
            { optimizer: tf.train.sgd(0.02), loss: "binaryCrossentropy" },
          );
        },
      };
    },
  },
  {
    name: "houses-price-in-euros",
    source: "stats.stackexchange 409000: prices of 250,000 as they are, and weights that climb there by thousandths",
    verdict: "not-learning",
    causes: [["target-unscaled", "undertrained", "rate-too-low"]],
    setting: (mended) => ({
      ...houseSets({ rawTarget: !mended }),
      fit: { batchSize: 32, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [5], units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: "adam", loss: "meanSquaredError", metrics: ["mae"] },
        );
      },
    }),
  },
  {
    name: "tiles-one-head-unaligned",
    source: "one of three label files sorted by name, the pictures and the other two by number",
    verdict: "not-learning",
    causes: [["labels-unaligned", "labels-corrupt"]],
    setting: (mended) => ({
      ...setsOf(tiles(), ({ x, y }) => {
        const label = (head: "size" | "colour" | "place") =>
          oneHot(
            y.map((tile) => tile[head]),
            TILE_CLASSES[head],
          );
        const colours = y.map(({ colour }) => colour);
        return {
          x: shaped(scaled(x, 1 / 255), [TILE_SIDE, TILE_SIDE, 3]),
          y: [
            label("size"),
            mended ? label("colour") : oneHot(new Random(8).shuffle(colours), TILE_CLASSES.colour),
            label("place"),
          ],
        };
      }),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        const head = (name: string, units: number) =>
          chain(
            dense({ units: 16, activation: "relu", kernelInitializer: weights(), name: `${name}_tower` }),
            dense({ units, activation: "softmax", kernelInitializer: weights(), name }),
          );
        return headed(
          [TILE_SIDE, TILE_SIDE, 3],
          chain(
            conv2d({ filters: 8, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            conv2d({ filters: 16, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            flatten(),
          ),
          { size: head("size", 2), colour: head("colour", 4), place: head("place", 4) },
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "waves-sorted-one-class",
    source: "a file sorted by class, split before it is shuffled: training holds one class, validation the others",
    verdict: "not-learning",
    causes: [["labels-corrupt", "train-valid-shift", "labels-imbalanced"]],
    setting: (mended) => {
      const { train, valid } = waves();
      const all: Rows = { x: [...train.x, ...valid.x], y: [...train.y, ...valid.y] };
      const order = all.y.map((_, row) => row).sort((a, b) => all.y[a] - all.y[b]);
      const sorted = { x: order.map((row) => all.x[row]), y: order.map((row) => all.y[row]) };
      const first = sorted.y.filter((label) => label === 0).length;
      const part = (from: number, to?: number) => ({ x: sorted.x.slice(from, to), y: sorted.y.slice(from, to) });
      return {
        ...setsOf(mended ? { train, valid } : { train: part(0, first), valid: part(first) }, ({ x, y }) => ({
          x: shaped(x, [WAVE_LENGTH, 1]),
          y: oneHot(y, 3),
        })),
        fit: { batchSize: 32, epochs: 15 },
        build(seed) {
          const weights = he(seed);
          return sequential(
            [
              conv1d({
                inputShape: [WAVE_LENGTH, 1],
                filters: 16,
                kernelSize: 5,
                activation: "relu",
                kernelInitializer: weights(),
              }),
              conv1d({ filters: 16, kernelSize: 5, activation: "relu", kernelInitializer: weights() }),
              globalAveragePooling1d({}),
              dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
            ],
            { optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" },
          );
        },
      };
    },
  },
];

/** The rare class's rows so many times, by which it weighs as much as the other. */
function repeated({ x, y }: { x: tf.Tensor; y: tf.Tensor }, times: number): { x: tf.Tensor; y: tf.Tensor } {
  const labels = Array.from(y.dataSync());
  const rows = labels.flatMap((label, row) => Array<number>(label === 1 ? times : 1).fill(row));
  return { x: tf.gather(x, rows), y: tf.gather(y, rows) };
}
