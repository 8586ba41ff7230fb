/** How long and in what portions is learned. */
import { Random, tf } from "plateau";
import { oneHot, rowsOf, shaped, split } from "../data/rows";
import { digitSets, setsOf } from "../data/sets";
import type { FaultProgram } from "../fault-program";
import { sequential } from "../model";
import { glorot } from "../weights";

const { dense, dropout } = tf.layers;

/** Two squares, side by side: StackOverflow 50306988's own data, by its rule. */
function squares() {
  const random = new Random(31);
  const made = rowsOf(260, (row) => {
    const y = row % 2;
    const place = () => (y === 0 ? 0.2 + 0.2 * random.float() : 0.5 + 0.2 * random.float());
    return { x: [place(), place()], y };
  });
  return split(made, 180);
}

export const length: FaultProgram[] = [
  {
    name: "squares-five-epochs",
    source: "StackOverflow 50306988 (DeepLocalize, DeepFD): two sigmoid units, Adam's default rate, five epochs",
    verdict: "not-learning",
    causes: [["undertrained", "rate-too-low"]],
    beside: ["capacity-low"],
    setting: (mended) => ({
      ...setsOf(squares(), ({ x, y }) => ({ x: shaped(x, [2]), y: oneHot(y, 2) })),
      fit: { batchSize: 32, epochs: mended ? 400 : 5 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 2, activation: "sigmoid", kernelInitializer: weights() }),
            dense({ units: 2, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: "adam", loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-one-big-batch",
    source: "StackOverflow 44164749 (DeepLocalize): batches of 2,000, so that an epoch is hardly a step",
    verdict: "not-learning",
    causes: [["batch-size", "undertrained", "rate-too-low"]],
    setting: (mended) => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: mended ? 16 : 2000, epochs: 6 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [144], units: 64, activation: "relu", kernelInitializer: weights() }),
            dropout({ rate: 0.1 }),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dropout({ rate: 0.1 }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.01, 0.9, true), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
];
