/** Batches, optimizers and penalties. */
import { tf } from "plateau";
import { rings } from "../data/curves";
import { flowerSets, planeSets } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { digitConvnet, patientNetwork } from "../mutation";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const { dense, dropout } = tf.layers;

export const trainingFaults: FaultProgram[] = [
  {
    name: "rings-batch-of-one",
    source: "one row a step at a rate that was found for batches of thirty-two",
    verdict: "not-learning",
    causes: [["batch-size", "rate-too-high", "optimizer-setting"]],
    beside: ["dead-units"],
    setting: (mended) => ({
      ...planeSets(rings(300)),
      fit: { batchSize: mended ? 32 : 1, epochs: mended ? 40 : 12 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.1, 0.9), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "rings-rate-zero",
    source: "a rate that a schedule, or an integer division, brought to 0",
    verdict: "not-learning",
    causes: [["rate-invalid", "rate-too-low"]],
    setting: (mended) => ({
      ...planeSets(rings(400, 11, 0.35)),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 24, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(mended ? 0.03 : 0), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "rings-adam-beta",
    source:
      "DeepCrime's optimiser operator: Adam's beta1 of 0.9999 over a beta2 of 0.5, which follows gradients of long ago by steps of today",
    verdict: "not-learning",
    causes: [["optimizer-setting"]],
    beside: ["rate-too-high", "undertrained"],
    setting: (mended) => ({
      ...planeSets(rings(400, 11, 0.35)),
      fit: { batchSize: 16, epochs: 25 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 24, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 24, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: mended ? tf.train.adam(0.05) : tf.train.adam(0.05, 0.9999, 0.5), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "flowers-needless-dropout",
    source: "DeepCrime's RCD: dropout of 0.8 in a network of sixteen units",
    verdict: "learning",
    causes: [["dropout-high"]],
    setting: (mended) => ({
      ...flowerSets(),
      fit: { batchSize: 8, epochs: 30 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [4], units: 16, activation: "relu", kernelInitializer: weights() }),
            dropout({ rate: mended ? 0 : 0.8 }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-hlr",
    source: "DeepCrime HLR: the rate a hundred times as high",
    verdict: "not-learning",
    causes: [["rate-too-high"]],
    setting: (mended) => digitConvnet({ rate: mended ? 0.1 : 10 }),
  },
  {
    name: "patients-lch",
    source: "DeepCrime LCH: the loss changed to the categorical one, over a single unit",
    verdict: "not-learning",
    causes: [["loss-unsuitable", "output-width", "output-activation", "labels-format"]],
    setting: (mended) => patientNetwork({ loss: mended ? "binaryCrossentropy" : "categoricalCrossentropy" }),
  },
];
