/** How the rows are shared between training, validation and the epoch. */
import { tf } from "plateau";
import { moons } from "../data/curves";
import { digits } from "../data/pictures";
import { oneHot, shaped, standardised } from "../data/rows";
import { patientSets, planeSets, setsOf } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const { dense } = tf.layers;

export const splits: FaultProgram[] = [
  {
    name: "digits-validation-not-scaled",
    source: "the scaler is fitted and applied to the training pixels, the test pixels go in as they are",
    verdict: "not-learning",
    causes: [["train-valid-shift"]],
    beside: ["input-unscaled"],
    setting: (mended) => ({
      ...setsOf(digits(), (rows, train) => {
        const scale = mended || rows === train;
        return { x: shaped(scale ? standardised(rows.x, train.x) : rows.x, [144]), y: oneHot(rows.y, 10) };
      }),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [144], units: 48, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 24, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "moons-validation-in-training",
    source: "validation cut out of the rows, and the rows all trained on",
    verdict: "learning",
    causes: [["train-valid-overlap"]],
    setting: (mended) => {
      const { data, validation } = planeSets(moons(500));
      const { x, y } = data as { x: tf.Tensor; y: tf.Tensor };
      return {
        data,
        validation: mended ? validation : { x: x.slice([0], [150]), y: y.slice([0], [150]) },
        fit: { batchSize: 16, epochs: 30 },
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
    name: "patients-no-validation",
    source: "fit without validation data: nobody would see what new patients get",
    verdict: "learning",
    causes: [["validation-missing"]],
    setting: (mended) => {
      const { data, validation } = patientSets();
      return {
        data,
        ...(mended && { validation }),
        fit: { batchSize: 16, epochs: 25 },
        build(seed) {
          const weights = he(seed);
          return sequential(
            [
              dense({ inputShape: [6], units: 16, activation: "relu", kernelInitializer: weights() }),
              dense({ units: 8, activation: "relu", kernelInitializer: weights() }),
              dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
            ],
            { optimizer: tf.train.adam(0.005), loss: "binaryCrossentropy" },
          );
        },
      };
    },
  },
];
