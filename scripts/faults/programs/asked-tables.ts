/** Tables and curves of askers, of kinds the first programs have none of: written after the doctor had been tuned on those. */
import { Random, tf } from "plateau";
import { moons, power, spirals } from "../data/curves";
import { column, oneHot, rowsOf, scaled, shaped, split, standardised, standardScores } from "../data/rows";
import { patientSets, planeSets, setsOf } from "../data/sets";
import { flowers, houses, machines } from "../data/tables";
import type { FaultProgram } from "../fault-program";
import { chain, headed, sequential } from "../model";
import { glorot, he } from "../weights";

const { dense, dropout } = tf.layers;

/** Exclusive or of two noisy bits, one class a little larger: StackOverflow 34311586's table, with enough rows to score. */
function exclusiveOr() {
  const random = new Random(61);
  const made = rowsOf(400, () => {
    const [a, b] = [random.float() < 0.6, random.float() < 0.6];
    return { x: [a, b].map((bit) => (bit ? 1 : 0) + 0.15 * random.normal()), y: a === b ? 0 : 1 };
  });
  return split(made, 280);
}

export const askedTables: FaultProgram[] = [
  {
    name: "xor-relu-output",
    source: "StackOverflow 34311586 (DeepLocalize, DeepFD): exclusive or behind a relu, mean squares, SGD at 0.01",
    verdict: "learning",
    causes: [["rate-too-low", "undertrained"], ["output-activation"], ["loss-unsuitable"]],
    beside: ["capacity-low", "dead-units"],
    setting: (mended) => ({
      ...planeSets(exclusiveOr()),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 10, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: mended ? "sigmoid" : "relu", kernelInitializer: weights() }),
          ],
          {
            optimizer: mended ? tf.train.adam(0.03) : tf.train.sgd(0.003),
            loss: mended ? "binaryCrossentropy" : "meanSquaredError",
          },
        );
      },
    }),
  },
  {
    name: "flowers-labels-from-one",
    source: "kinds numbered 1 to 3 in the file, three units, sparse cross-entropy: the third kind has no unit",
    verdict: "learning",
    causes: [["labels-corrupt", "labels-format", "output-width"]],
    setting: (mended) => ({
      ...setsOf(flowers(), ({ x, y }, train) => ({
        x: shaped(standardised(x, train.x), [4]),
        y: column(mended ? y : y.map((kind) => kind + 1)),
      })),
      fit: { batchSize: 16, epochs: 25 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [4], units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "sparseCategoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "houses-prices-of-others",
    source: "a table sorted before its prices were cut off, the features not: DeepCrime's TCL for a regression",
    verdict: "not-learning",
    causes: [["labels-unaligned", "labels-corrupt"]],
    setting: (mended) => ({
      ...setsOf(houses(), (rows, train) => ({
        x: shaped(standardised(rows.x, train.x), [5]),
        y: column(standardScores(mended ? rows.y : new Random(62).shuffle([...rows.y]), train.y)),
      })),
      fit: { batchSize: 32, epochs: 25 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [5], units: 24, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "meanSquaredError" },
        );
      },
    }),
  },
  {
    name: "sensors-rows-normalised",
    source: "one reading a row through a normaliser that works row by row: every input becomes 1",
    verdict: "not-learning",
    causes: [["input-constant"]],
    beside: ["labels-unaligned"],
    setting: (mended) => ({
      ...setsOf(power(3), ({ x, y }) => ({
        x: shaped(mended ? x : x.map(([value]) => [Math.abs(value) / Math.abs(value)]), [1]),
        y: column(y.map((value) => value / 3)),
      })),
      fit: { batchSize: 16, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [1], units: 24, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "meanSquaredError" },
        );
      },
    }),
  },
  {
    name: "patients-three-faults",
    source: "raw columns, nine tenths dropped, and a relu for an answer: three faults in one question",
    verdict: "not-learning",
    causes: [["input-unscaled"], ["dropout-high"], ["output-activation"]],
    beside: ["rate-too-high", "init-scale"],
    setting: (mended) => ({
      ...patientSets({ raw: !mended }),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        const dropped = () => dropout({ rate: mended ? 0.1 : 0.9 });
        return sequential(
          [
            dense({ inputShape: [6], units: 24, activation: "relu", kernelInitializer: weights() }),
            dropped(),
            dense({ units: 12, activation: "relu", kernelInitializer: weights() }),
            dropped(),
            dense({ units: 1, activation: mended ? "sigmoid" : "relu", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "machines-three-faults",
    source: "days as they are beside a class without its softmax, and no rows held back",
    verdict: "not-learning",
    causes: [["target-unscaled", "task-dominates"], ["missing-softmax", "output-activation"], ["validation-missing"]],
    beside: ["loss-unsuitable", "undertrained", "rate-too-low", "rate-too-high", "task-dominates"],
    setting: (mended) => {
      const { data, validation } = setsOf(machines(), ({ x, y }, train) => {
        const days = y.map((row) => row.days);
        return {
          x: shaped(x, [12]),
          y: [
            oneHot(
              y.map(({ fault }) => fault),
              3,
            ),
            column(
              mended
                ? standardScores(
                    days,
                    train.y.map((row) => row.days),
                  )
                : days,
            ),
          ],
        };
      });
      return {
        data,
        ...(mended && { validation }),
        fit: { batchSize: 32, epochs: 20 },
        build(seed) {
          const weights = glorot(seed);
          return headed(
            [12],
            chain(dense({ units: 24, activation: "tanh", kernelInitializer: weights() })),
            {
              fault: chain(
                dense({
                  units: 3,
                  ...(mended && { activation: "softmax" }),
                  kernelInitializer: weights(),
                  name: "fault",
                }),
              ),
              days: chain(dense({ units: 1, kernelInitializer: weights(), name: "days" })),
            },
            { optimizer: tf.train.adam(0.003), loss: ["categoricalCrossentropy", "meanSquaredError"] },
          );
        },
      };
    },
  },
  {
    name: "moons-batch-one-fast",
    source: "StackOverflow 37232782's kind: one row a step, a rate of 1 and momentum on top",
    verdict: "not-learning",
    causes: [["rate-too-high", "batch-size", "optimizer-setting"]],
    beside: ["dead-units", "batch-size"],
    setting: (mended) => ({
      ...planeSets(moons()),
      fit: { batchSize: mended ? 32 : 1, epochs: mended ? 30 : 8 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 24, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 24, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(mended ? 0.05 : 1, 0.9), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "curve-sigmoid-crossentropy",
    source: "StackOverflow 55343875's kind (DeepLocalize): a regression with the head and loss of a yes-or-no network",
    verdict: "not-learning",
    causes: [["loss-unsuitable"], ["output-range", "output-activation", "target-unscaled"]],
    setting: (mended) => ({
      ...setsOf(power(2), ({ x, y }) => ({ x: shaped(x, [1]), y: column(y.map((value) => 5 + 2 * value)) })),
      fit: { batchSize: 16, epochs: 40 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [1], units: 24, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 24, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, ...(!mended && { activation: "sigmoid" }), kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: mended ? "meanSquaredError" : "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "spirals-linear-two-epochs",
    source: "DeepCrime's ARM and HNE together: no activation between the layers, and over after two epochs",
    verdict: "learning",
    causes: [["linear-stack"], ["undertrained", "rate-too-low"]],
    setting: (mended) => ({
      ...planeSets(spirals()),
      fit: { batchSize: 16, epochs: mended ? 40 : 2 },
      build(seed) {
        const weights = he(seed);
        const hidden = mended ? { activation: "relu" as const } : {};
        return sequential(
          [
            dense({ inputShape: [2], units: 32, ...hidden, kernelInitializer: weights() }),
            dense({ units: 32, ...hidden, kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "heights-huge-numbers",
    source: "StackOverflow 51181393's kind (DeepLocalize): a line through years and salaries, SGD, NaN in an epoch",
    verdict: "not-learning",
    causes: [["input-unscaled", "rate-too-high"], ["target-unscaled"]],
    beside: ["rate-too-high", "gradient-exploding"],
    setting: (mended) => {
      const random = new Random(63);
      const made = rowsOf(300, () => {
        const x = [1960 + 60 * random.float(), 40 * random.float()];
        return { x, y: 900 * x[1] + 120 * (x[0] - 1960) + 20000 + 2000 * random.normal() };
      });
      return {
        ...setsOf(split(made, 210), ({ x, y }, train) => ({
          x: shaped(mended ? standardised(x, train.x) : scaled(x, 1), [2]),
          y: column(mended ? standardScores(y, train.y) : y),
        })),
        fit: { batchSize: 16, epochs: 20 },
        build(seed) {
          return sequential([dense({ inputShape: [2], units: 1, kernelInitializer: glorot(seed)() })], {
            optimizer: tf.train.sgd(0.01),
            loss: "meanSquaredError",
          });
        },
      };
    },
  },
];
