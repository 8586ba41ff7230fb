/** How the rows are shared between training, validation and the epoch. */
import { tf } from "plateau";
import { moons } from "../data/curves";
import { column, shaped, standardised } from "../data/rows";
import { patientSets, planeSets, setsOf } from "../data/sets";
import { patients } from "../data/tables";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const { dense } = tf.layers;

export const splits: FaultProgram[] = [
  {
    name: "patients-validation-not-scaled",
    source: "the scaler is fitted and applied to the training rows, the test rows go in as they are",
    verdict: "not-learning",
    causes: [["train-valid-shift"]],
    beside: ["input-unscaled"],
    setting: (mended) => ({
      ...setsOf(patients(), (rows, train) => ({
        x: shaped(mended || rows === train ? standardised(rows.x, train.x) : rows.x, [6]),
        y: column(rows.y),
      })),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [6], units: 24, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 12, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
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
