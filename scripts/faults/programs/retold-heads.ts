/** Two and three heads of different kinds on one trunk, as askers build them; what is wrong is in one place. */
import { Random, tf } from "plateau";
import type { Clock } from "../data/shared-heads-pictures";
import { CLOCK_SIDE } from "../data/shared-heads-pictures";
import { column } from "../data/rows";
import type { FaultProgram } from "../fault-program";
import {
  answer,
  armSets,
  armTargets,
  clockSets,
  clockTargets,
  hidden,
  hireSets,
  hireTargets,
  network,
  numbers,
  studentSets,
  studentTargets,
  weighted,
} from "../shared-heads";
import { bce, cce, mse, pictureFeatures } from "../model";
import { glorot, he } from "../weights";

const { course, income } = studentTargets;
const { bin, seconds, place } = armTargets;
const { quarter, length, bold } = clockTargets;

export const retoldHeads: FaultProgram[] = [
  {
    name: "hires-weight-of-a-hundred-thousandth",
    source: "keras issue 10306's kind: loss weights to level two losses, one of them some zeros too small, SGD",
    verdict: "not-learning",
    causes: [["task-dominates"]],
    beside: ["rate-too-low", "undertrained"],
    setting: (mended) => ({
      ...hireSets([hireTargets.weather, hireTargets.hired]),
      fit: { batchSize: 32, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        return network(
          [10],
          [hidden(weights, 16)],
          {
            weather: [hidden(weights, 12), answer(weights, "weather", 3, "softmax")],
            hired: [hidden(weights, 12), answer(weights, "hired", 1)],
          },
          { optimizer: tf.train.sgd(0.05), loss: [weighted(cce, mended ? 1 : 1e-5), weighted(mse, 1)] },
        );
      },
    }),
  },
  {
    name: "students-passed-softmax",
    source: "Stack Overflow's softmax over one unit (31880720), in one of three heads",
    verdict: "not-learning",
    causes: [["single-unit-softmax", "output-activation"]],
    setting: (mended) => ({
      ...studentSets(),
      fit: { batchSize: 32, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return network(
          [8],
          [hidden(weights, 32), hidden(weights, 16)],
          {
            course: [answer(weights, "course", 4, "softmax")],
            passed: [answer(weights, "passed", 1, mended ? "sigmoid" : "softmax")],
            income: [answer(weights, "income", 1)],
          },
          { optimizer: tf.train.adam(0.005), loss: [cce, bce, mse] },
        );
      },
    }),
  },
  {
    name: "clocks-length-of-others",
    source:
      "a table of measures joined to pictures by its row number after it was filtered; the classes joined by name",
    verdict: "not-learning",
    causes: [["labels-unaligned", "labels-corrupt"]],
    setting: (mended) => ({
      ...clockSets([
        quarter,
        mended ? length : (y: Clock[], train: Clock[]) => length(new Random(221).shuffle([...y]), train),
      ]),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = he(seed);
        return network(
          [CLOCK_SIDE, CLOCK_SIDE, 1],
          pictureFeatures(weights()),
          {
            quarter: [hidden(weights, 16), answer(weights, "quarter", 4, "softmax")],
            length: [hidden(weights, 16), answer(weights, "length", 1)],
          },
          { optimizer: tf.train.adam(0.003), loss: [cce, mse] },
        );
      },
    }),
  },
  {
    name: "arms-encoder-counts",
    source: "a robot's angles as its encoders count them, tens of thousands to the turn, into a tanh trunk",
    verdict: "learning",
    causes: [["input-unscaled"]],
    beside: ["saturated-units", "init-scale"],
    setting: (mended) => ({
      ...armSets([bin, seconds], mended ? 1 : 20_000),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = glorot(seed);
        const tanh = { activation: "tanh" } as const;
        return network(
          [4],
          [hidden(weights, 12, tanh), hidden(weights, 12, tanh)],
          { bin: [answer(weights, "bin", 3, "softmax")], seconds: [answer(weights, "seconds", 1)] },
          { optimizer: tf.train.adam(0.01), loss: [cce, mse] },
        );
      },
    }),
  },
  {
    name: "hires-trunk-zeros",
    source: "NeuraLint's and DeepCrime's zero weights (WCI), in what three heads share",
    verdict: "not-learning",
    causes: [["symmetric-init", "init-scale"]],
    beside: ["dead-units", "gradient-vanishing"],
    setting: (mended) => ({
      ...hireSets(),
      fit: { batchSize: 32, epochs: 16 },
      build(seed) {
        const weights = he(seed);
        const shared = () => hidden(weights, 32, mended ? {} : { kernelInitializer: "zeros" });
        return network(
          [10],
          [shared(), shared()],
          {
            weather: [answer(weights, "weather", 3, "softmax")],
            hired: [answer(weights, "hired", 1)],
            rush: [answer(weights, "rush", 1, "sigmoid")],
          },
          { optimizer: tf.train.adam(0.01), loss: [cce, mse, bce] },
        );
      },
    }),
  },
  {
    name: "arms-seconds-tanh",
    source: "Stack Overflow 52800582's kind: a number of 2 to 8 behind a tanh, beside a class",
    verdict: "not-learning",
    causes: [["output-range", "output-activation", "target-unscaled"]],
    beside: ["saturated-units"],
    setting: (mended) => ({
      ...armSets([bin, numbers(({ seconds: many }) => many)]),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = he(seed);
        return network(
          [4],
          [hidden(weights, 24)],
          {
            bin: [hidden(weights, 12), answer(weights, "bin", 3, "softmax")],
            seconds: [hidden(weights, 12), answer(weights, "seconds", 1, mended ? undefined : "tanh")],
          },
          { optimizer: tf.train.adam(0.01), loss: [cce, mse] },
        );
      },
    }),
  },
  {
    name: "arms-one-tower-sigmoids",
    source: "AUTOTRAINER's vanishing gradient, in one of two towers: seven sigmoid layers by SGD",
    verdict: "not-learning",
    causes: [["gradient-vanishing", "init-scale"]],
    beside: ["undertrained", "rate-too-low", "saturated-units", "output-activation"],
    setting: (mended) => ({
      ...armSets([bin, place]),
      fit: { batchSize: 32, epochs: 16 },
      build(seed) {
        const weights = glorot(seed);
        const tanh = { activation: "tanh" } as const;
        const deep = Array.from({ length: 7 }, () => hidden(weights, 12, mended ? tanh : { activation: "sigmoid" }));
        return network(
          [4],
          [hidden(weights, 24, tanh)],
          {
            bin: [...deep, answer(weights, "bin", 3, "softmax")],
            place: [hidden(weights, 12, tanh), answer(weights, "place", 2)],
          },
          { optimizer: tf.train.sgd(0.1), loss: [cce, mse] },
        );
      },
    }),
  },
  {
    name: "hires-rush-tower-linear",
    source: "DeepCrime's ARM in one tower of three, which stand on the columns themselves",
    verdict: "not-learning",
    causes: [["linear-stack"]],
    beside: ["capacity-low"],
    setting: (mended) => ({
      ...hireSets(),
      fit: { batchSize: 32, epochs: 16 },
      build(seed) {
        const weights = he(seed);
        const tower = (linear = false) => [
          hidden(weights, 24, linear ? { activation: "linear" } : {}),
          hidden(weights, 12, linear ? { activation: "linear" } : {}),
        ];
        return network(
          [10],
          [],
          {
            weather: [...tower(), answer(weights, "weather", 3, "softmax")],
            hired: [...tower(), answer(weights, "hired", 1)],
            rush: [...tower(!mended), answer(weights, "rush", 1, "sigmoid")],
          },
          { optimizer: tf.train.adam(0.01), loss: [cce, mse, bce] },
        );
      },
    }),
  },
  {
    name: "clocks-bold-all-zero",
    source: "one head's labels, shares between 0 and 1, made whole numbers before they were rounded",
    verdict: "not-learning",
    causes: [["labels-corrupt", "labels-imbalanced"]],
    setting: (mended) => ({
      ...clockSets([quarter, mended ? bold : (y: Clock[]) => column(y.map((clock) => Math.floor(0.9 * clock.bold)))]),
      fit: { batchSize: 32, epochs: 6 },
      build(seed) {
        const weights = he(seed);
        return network(
          [CLOCK_SIDE, CLOCK_SIDE, 1],
          [...pictureFeatures(weights()), hidden(weights, 24)],
          { quarter: [answer(weights, "quarter", 4, "softmax")], bold: [answer(weights, "bold", 1, "sigmoid")] },
          { optimizer: tf.train.adam(0.003), loss: [cce, bce] },
        );
      },
    }),
  },
  {
    name: "students-income-in-euros",
    source: "a class and an amount of money on one trunk, the amount as it is in the file, Adam as it comes",
    verdict: "not-learning",
    causes: [["target-unscaled", "task-dominates"]],
    beside: ["undertrained", "rate-too-low"],
    setting: (mended) => ({
      ...studentSets([course, mended ? income : numbers(({ income: euros }) => euros)]),
      fit: { batchSize: 32, epochs: 16 },
      build(seed) {
        const weights = he(seed);
        return network(
          [8],
          [hidden(weights, 24), hidden(weights, 12)],
          { course: [answer(weights, "course", 4, "softmax")], income: [answer(weights, "income", 1)] },
          { optimizer: tf.train.adam(), loss: [cce, mse] },
        );
      },
    }),
  },
];
