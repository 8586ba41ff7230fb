/** More tables of askers, told again: one head each, and some of them with several faults. */
import { Random, tf } from "plateau";
import { wineSets } from "../data/retold-sets";
import { cars, chequers, customers } from "../data/retold-tables";
import { column, shaped, standardised } from "../data/rows";
import { planeSets, setsOf } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const { dense } = tf.layers;

/** The training rows with those of class 1 several times. */
function oversampled({ x, y }: { x: number[][]; y: number[] }, times: number): { x: number[][]; y: number[] } {
  const order = y.flatMap((label, row) => Array.from({ length: label === 1 ? times : 1 }, () => row));
  new Random(121).shuffle(order);
  return { x: order.map((row) => x[row]), y: order.map((row) => y[row]) };
}

export const retoldMoreTables: FaultProgram[] = [
  {
    name: "chequers-linear-l2",
    source:
      "DeepCrime's ARM and RAW together: no activation between the layers, and a heavy penalty against overfitting",
    verdict: "not-learning",
    causes: [["linear-stack"], ["over-regularised"]],
    setting: (mended) => ({
      ...planeSets(chequers()),
      fit: { batchSize: 32, epochs: 30 },
      build(seed) {
        const weights = he(seed);
        const hidden = () => ({
          ...(mended && { activation: "relu" as const }),
          kernelInitializer: weights(),
          kernelRegularizer: tf.regularizers.l2({ l2: mended ? 0 : 0.3 }),
        });
        return sequential(
          [
            dense({ inputShape: [2], units: 24, ...hidden() }),
            dense({ units: 24, ...hidden() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "wines-numbers-categorical",
    source: "StackOverflow 49161174's kind: classes as numbers into categorical cross-entropy, three units",
    verdict: "not-learning",
    causes: [["labels-format", "loss-unsuitable", "output-width"]],
    setting: (mended) => ({
      ...wineSets({ numbers: !mended }),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [8], units: 16, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "customers-oversampled-before-split",
    source: "the rare class repeated before the split instead of after it: its copies are on both sides",
    verdict: "learning",
    causes: [["train-valid-overlap"]],
    beside: ["labels-imbalanced"],
    setting: (mended) => {
      const { train, valid } = customers();
      const all = oversampled({ x: [...train.x, ...valid.x], y: [...train.y, ...valid.y] }, 6);
      const cut = Math.round(0.7 * all.x.length);
      const apart = { train: oversampled(train, 6), valid };
      const mixed = {
        train: { x: all.x.slice(0, cut), y: all.y.slice(0, cut) },
        valid: { x: all.x.slice(cut), y: all.y.slice(cut) },
      };
      return {
        ...setsOf(mended ? apart : mixed, ({ x, y }) => ({ x: shaped(x, [8]), y: column(y) })),
        fit: { batchSize: 32, epochs: 8 },
        build(seed) {
          const weights = he(seed);
          return sequential(
            [
              dense({ inputShape: [8], units: 24, activation: "relu", kernelInitializer: weights() }),
              dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
            ],
            { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
          );
        },
      };
    },
  },
  {
    name: "cars-three-faults",
    source:
      "miles a gallon from columns as they are, by a sigmoid, with nothing held back: three faults in one question",
    verdict: "not-learning",
    causes: [["input-unscaled"], ["output-range", "output-activation", "target-unscaled"], ["validation-missing"]],
    beside: ["target-unscaled", "saturated-units", "output-activation"],
    setting: (mended) => {
      const { data, validation } = setsOf(cars(), ({ x, y }, train) => ({
        x: shaped(mended ? standardised(x, train.x) : x, [6]),
        y: column(y),
      }));
      return {
        data,
        ...(mended && { validation }),
        fit: { batchSize: 32, epochs: 25 },
        build(seed) {
          const weights = glorot(seed);
          return sequential(
            [
              dense({ inputShape: [6], units: 24, activation: "tanh", kernelInitializer: weights() }),
              dense({ units: 1, ...(!mended && { activation: "sigmoid" }), kernelInitializer: weights() }),
            ],
            { optimizer: tf.train.adam(0.05), loss: "meanSquaredError", metrics: [] },
          );
        },
      };
    },
  },
];
