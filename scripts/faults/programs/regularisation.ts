/** Penalties and dropout that drown the task, or that it never needed. */
import { tf } from "plateau";
import { WAVE_LENGTH } from "../data/curves";
import { digitSets, patientSets, waveSets } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot, he } from "../weights";

const { conv1d, dense, dropout, globalAveragePooling1d } = tf.layers;
const { l2 } = tf.regularizers;

export const regularisation: FaultProgram[] = [
  {
    name: "digits-dropout-0.95",
    source: "a rate of dropout taken for the share that is kept (TensorFlow 1's keep_prob)",
    verdict: "not-learning",
    causes: [["dropout-high"]],
    beside: ["undertrained", "train-eval-mismatch"],
    setting: (mended) => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: 32, epochs: 8 },
      build(seed) {
        const weights = glorot(seed);
        const dropped = () => dropout({ rate: mended ? 0.1 : 0.97 });
        return sequential(
          [
            dense({ inputShape: [144], units: 32, activation: "relu", kernelInitializer: weights() }),
            dropped(),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dropped(),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "patients-l2-one",
    source: "DeepCrime's RAW: a weight penalty of 1 where 0.001 was meant",
    verdict: "not-learning",
    causes: [["over-regularised"]],
    setting: (mended) => ({
      ...patientSets(),
      fit: { batchSize: 16, epochs: 25 },
      build(seed) {
        const weights = he(seed);
        const kernelRegularizer = () => l2({ l2: mended ? 0.0001 : 1 });
        return sequential(
          [
            dense({
              inputShape: [6],
              units: 16,
              activation: "relu",
              kernelInitializer: weights(),
              kernelRegularizer: kernelRegularizer(),
            }),
            dense({
              units: 8,
              activation: "relu",
              kernelInitializer: weights(),
              kernelRegularizer: kernelRegularizer(),
            }),
            dense({
              units: 1,
              activation: "sigmoid",
              kernelInitializer: weights(),
              kernelRegularizer: kernelRegularizer(),
            }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "waves-needless-l2",
    source: "a penalty of 0.05 on every layer of a small network: it learns, and would learn much better without",
    verdict: "learning",
    causes: [["over-regularised"]],
    setting: (mended) => ({
      ...waveSets(),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        const kernelRegularizer = () => l2({ l2: mended ? 0 : 0.05 });
        return sequential(
          [
            conv1d({
              inputShape: [WAVE_LENGTH, 1],
              filters: 16,
              kernelSize: 5,
              activation: "relu",
              kernelInitializer: weights(),
              kernelRegularizer: kernelRegularizer(),
            }),
            conv1d({
              filters: 16,
              kernelSize: 5,
              activation: "relu",
              kernelInitializer: weights(),
              kernelRegularizer: kernelRegularizer(),
            }),
            globalAveragePooling1d({}),
            dense({
              units: 3,
              activation: "softmax",
              kernelInitializer: weights(),
              kernelRegularizer: kernelRegularizer(),
            }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
];
