/** Several heads, and several faults. */
import { Random, tf } from "plateau";
import { TILE_SIDE } from "../data/pictures";
import { column, rowsOf, shaped, split } from "../data/rows";
import { digitSets, machineSets, patientSets, setsOf, tileSets } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { chain, headed, sequential } from "../model";
import { glorot, he } from "../weights";

const { conv2d, dense, flatten, maxPooling2d } = tf.layers;

/** Exclusive or, with a little room around each corner: StackOverflow 34311586's data, more rows of it. */
function corners() {
  const random = new Random(61);
  const made = rowsOf(300, () => {
    const [a, b] = [random.integer(2), random.integer(2)];
    return { x: [a + 0.1 * random.normal(), b + 0.1 * random.normal()], y: a === b ? 0 : 1 };
  });
  return split(made, 210);
}

export const headFaults: FaultProgram[] = [
  {
    name: "tiles-zero-tower",
    source: "the weights of one of three towers start, and stay, at zero",
    verdict: "not-learning",
    causes: [["symmetric-init", "init-scale"]],
    setting: (mended) => ({
      ...tileSets(["colour", "place", "size"]),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = he(seed);
        const head = (name: string, units: number, kernel = weights) =>
          chain(
            dense({ units: 24, activation: "relu", kernelInitializer: kernel(), name: `${name}_tower` }),
            dense({ units, activation: "softmax", kernelInitializer: kernel(), name }),
          );
        const zeros = () => tf.initializers.zeros();
        return headed(
          [TILE_SIDE, TILE_SIDE, 3],
          chain(
            conv2d({ filters: 8, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            conv2d({ filters: 16, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
          ),
          { colour: head("colour", 4), place: head("place", 4, mended ? weights : zeros), size: head("size", 2) },
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "tiles-softmax-of-one",
    source: "StackOverflow 31880720's fault (DeepLocalize) in one head of two",
    verdict: "not-learning",
    causes: [["single-unit-softmax", "output-activation", "output-width"]],
    setting: (mended) => {
      const sets = tileSets(["colour", "size"]);
      // The size as one number: 1 for the large ones.
      const asNumber = ({ x, y }: typeof sets.data) => {
        const [colour, size] = y as tf.Tensor2D[];
        return { x, y: [colour, size.slice([0, 1], [-1, 1])] };
      };
      return {
        data: asNumber(sets.data),
        validation: asNumber(sets.validation),
        fit: { batchSize: 32, epochs: 10 },
        build(seed) {
          const weights = he(seed);
          const out = (name: string, units: number, activation: "softmax" | "sigmoid") =>
            chain(
              dense({ units: 24, activation: "relu", kernelInitializer: weights(), name: `${name}_tower` }),
              dense({ units, activation, kernelInitializer: weights(), name }),
            );
          return headed(
            [TILE_SIDE, TILE_SIDE, 3],
            chain(
              conv2d({ filters: 8, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
              maxPooling2d({ poolSize: 2 }),
              conv2d({ filters: 16, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
              flatten(),
            ),
            { colour: out("colour", 4, "softmax"), size: out("size", 1, mended ? "sigmoid" : "softmax") },
            { optimizer: tf.train.adam(0.003), loss: ["categoricalCrossentropy", "binaryCrossentropy"] },
          );
        },
      };
    },
  },
  {
    name: "patients-zeros-raw",
    source: "DeepCrime's WCI (all weights zero) on a table that nobody scaled",
    verdict: "not-learning",
    causes: [["symmetric-init", "init-scale"], ["input-unscaled"]],
    beside: ["rate-too-high"],
    setting: (mended) => ({
      ...patientSets({ raw: !mended }),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        const kernel = () => (mended ? weights() : tf.initializers.zeros());
        return sequential(
          [
            dense({ inputShape: [6], units: 16, activation: "tanh", kernelInitializer: kernel() }),
            dense({ units: 8, activation: "tanh", kernelInitializer: kernel() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: kernel() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "xor-softmax-low-rate",
    source: "StackOverflow 34311586 (DeepLocalize): exclusive or, softmax over one unit, SGD at 0.001, twenty epochs",
    verdict: "not-learning",
    causes: [
      ["single-unit-softmax", "output-activation", "output-width"],
      ["rate-too-low", "undertrained"],
    ],
    beside: ["loss-unsuitable", "capacity-low"],
    setting: (mended) => ({
      ...setsOf(corners(), ({ x, y }) => ({ x: shaped(x, [2]), y: column(y) })),
      fit: { batchSize: 32, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 8, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 8, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: mended ? "sigmoid" : "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(mended ? 0.3 : 0.0003, 0.9, true), loss: "meanSquaredError" },
        );
      },
    }),
  },
  {
    name: "digits-raw-tiny-rate-sigmoid",
    source:
      "StackOverflow 55328966 (DeepLocalize): raw pixels, a linear layer, sigmoid units at the end, SGD at 0.0001",
    verdict: "not-learning",
    causes: [
      ["input-unscaled"],
      ["rate-too-low", "undertrained"],
      ["output-activation", "missing-softmax", "loss-unsuitable"],
    ],
    beside: ["linear-stack", "init-scale"],
    setting: (mended) => ({
      ...digitSets({ flat: true, factor: mended ? 1 / 255 : 1 }),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [144], units: 32, activation: "sigmoid", kernelInitializer: weights() }),
            dense({ units: 32, activation: "sigmoid", kernelInitializer: weights() }),
            dense({ units: 10, activation: mended ? "softmax" : "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(mended ? 0.1 : 1e-5, 0.9), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "sensors-dominated-no-validation",
    source: "a head of squared days drowns the other on a shared trunk, and no rows are held back",
    verdict: "learning",
    causes: [["task-dominates", "target-unscaled"], ["validation-missing"]],
    beside: ["rate-too-high", "dead-units"],
    setting: (mended) => {
      const { data, validation } = machineSets({ rawDays: !mended });
      return {
        data,
        ...(mended && { validation }),
        fit: { batchSize: 32, epochs: 30 },
        build(seed) {
          const weights = glorot(seed);
          return headed(
            [12],
            chain(
              dense({ units: 16, activation: "tanh", kernelInitializer: weights() }),
              dense({ units: 8, activation: "tanh", kernelInitializer: weights() }),
            ),
            {
              fault: chain(dense({ units: 3, activation: "softmax", kernelInitializer: weights(), name: "fault" })),
              days: chain(dense({ units: 1, kernelInitializer: weights(), name: "days" })),
            },
            { optimizer: tf.train.momentum(0.01, 0.9), loss: ["categoricalCrossentropy", "meanSquaredError"] },
          );
        },
      };
    },
  },
];
