/** Faults that only a model with several heads can have, or hide. */
import { tf } from "plateau";
import { moons } from "../data/curves";
import { TILE_SIDE } from "../data/pictures";
import { column, shaped } from "../data/rows";
import { machineSets, setsOf, tileSets } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { chain, headed } from "../model";
import { glorot, he } from "../weights";

const { conv2d, dense, flatten, maxPooling2d } = tf.layers;

export const severalHeads: FaultProgram[] = [
  {
    name: "tiles-shared-seed",
    source: "one seed pasted into every initialiser: the three towers start as one and the same",
    verdict: "learning",
    causes: [["shared-seed"]],
    setting: (mended) => ({
      ...tileSets(["colour", "place", "size"]),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        const same = () => tf.initializers.heNormal({ seed: 42 + seed });
        const head = (name: string, units: number) =>
          chain(
            dense({
              units: 24,
              activation: "relu",
              kernelInitializer: mended ? weights() : same(),
              name: `${name}_tower`,
            }),
            dense({ units, activation: "softmax", kernelInitializer: weights(), name }),
          );
        return headed(
          [TILE_SIDE, TILE_SIDE, 3],
          chain(
            conv2d({ filters: 8, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            conv2d({ filters: 16, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
          ),
          { colour: head("colour", 4), place: head("place", 4), size: head("size", 2) },
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "sensors-one-head-dominates",
    source: "a regression in days beside a classification, both on one trunk, losses added as they are",
    verdict: "not-learning",
    causes: [["task-dominates", "target-unscaled"]],
    beside: ["rate-too-high", "dead-units"],
    setting: (mended) => ({
      ...machineSets({ rawDays: !mended }),
      fit: { batchSize: 32, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return headed(
          [12],
          chain(
            dense({ units: 24, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 8, activation: "tanh", kernelInitializer: weights() }),
          ),
          {
            fault: chain(dense({ units: 3, activation: "softmax", kernelInitializer: weights(), name: "fault" })),
            days: chain(dense({ units: 1, kernelInitializer: weights(), name: "days" })),
          },
          { optimizer: tf.train.sgd(0.02), loss: ["categoricalCrossentropy", "meanSquaredError"] },
        );
      },
    }),
  },
  {
    name: "tiles-opposite-heads",
    source: "one score shared by two heads that want opposite things of it",
    verdict: "not-learning",
    causes: [["task-conflict"]],
    beside: ["capacity-low"],
    setting: (mended) => ({
      ...setsOf(moons(), ({ x, y }) => ({
        x: shaped(x, [2]),
        y: [column(y), column(y.map((label) => 1 - label))],
      })),
      fit: { batchSize: 16, epochs: 30 },
      build(seed) {
        const weights = he(seed);
        const score = () => dense({ units: 1, kernelInitializer: weights() });
        const shared = chain(
          dense({ units: 24, activation: "relu", kernelInitializer: weights() }),
          dense({ units: 24, activation: "relu", kernelInitializer: weights() }),
          ...(mended ? [] : [score()]),
        );
        const head = (name: string) =>
          chain(...(mended ? [score()] : []), tf.layers.activation({ activation: "sigmoid", name }));
        return headed(
          [2],
          shared,
          { upper: head("upper"), lower: head("lower") },
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
];
