/** Three faults at once, and programs of several heads that look odd and are well. */
import { Random, tf } from "plateau";
import type { Clock } from "../data/shared-heads-pictures";
import { CLOCK_SIDE } from "../data/shared-heads-pictures";
import type { Arm, Student } from "../data/shared-heads-tables";
import { kernels, tides } from "../data/shared-heads-tables";
import { column, oneHot, shaped } from "../data/rows";
import { setsOf } from "../data/sets";
import { type FaultProgram, type HealthyProgram, healthyProgram } from "../fault-program";
import { bce, cce, mse, pictureFeatures, sequential } from "../model";
import {
  answer,
  armSets,
  armTargets,
  clockSets,
  clockTargets,
  hidden,
  hireSets,
  network,
  numbers,
  studentSets,
  studentTargets,
  weighted,
} from "../shared-heads";
import { glorot, he } from "../weights";

const { dense, dropout } = tf.layers;
const { bin, seconds, place } = armTargets;
const { quarter, length, bold } = clockTargets;
const { course, passed, income } = studentTargets;

const threeFaults: FaultProgram[] = [
  {
    name: "clocks-bytes-logits-fast",
    source: "Stack Overflow's commonest three in one: pixels of 0 to 255, no softmax, a rate of 1",
    verdict: "not-learning",
    causes: [["missing-softmax", "output-activation"], ["rate-too-high"], ["input-unscaled"]],
    beside: ["dead-units", "loss-unsuitable"],
    setting: (mended) => ({
      ...clockSets([quarter, bold], mended ? undefined : 1),
      fit: { batchSize: 32, epochs: 6 },
      build(seed) {
        const weights = glorot(seed);
        return network(
          [CLOCK_SIDE, CLOCK_SIDE, 1],
          [...pictureFeatures(weights()), hidden(weights, 24)],
          {
            quarter: [answer(weights, "quarter", 4, mended ? "softmax" : undefined)],
            bold: [answer(weights, "bold", 1, "sigmoid")],
          },
          { optimizer: tf.train.adam(mended ? 0.003 : 1), loss: [cce, bce] },
        );
      },
    }),
  },
  {
    name: "students-euros-softmax-unseen",
    source: "incomes as they are, softmax over one unit, and no validation rows, in one model of three heads",
    verdict: "not-learning",
    causes: [
      ["target-unscaled", "task-dominates"],
      ["single-unit-softmax", "output-activation"],
      ["validation-missing"],
    ],
    beside: ["undertrained", "rate-too-low", "task-dominates"],
    setting: (mended) => {
      const targets = [course, passed, mended ? income : numbers((y: Student) => y.income)];
      const { data, validation } = studentSets(targets);
      return {
        data,
        ...(mended && { validation }),
        fit: { batchSize: 32, epochs: 12 },
        build(seed) {
          const weights = he(seed);
          return network(
            [8],
            [hidden(weights, 24)],
            {
              course: [hidden(weights, 12), answer(weights, "course", 4, "softmax")],
              passed: [hidden(weights, 12), answer(weights, "passed", 1, mended ? "sigmoid" : "softmax")],
              income: [hidden(weights, 12), answer(weights, "income", 1)],
            },
            { optimizer: tf.train.adam(0.005), loss: [cce, bce, mse] },
          );
        },
      };
    },
  },
  {
    name: "tides-linear-sigmoid-slow",
    source: "DeepLocalize's regressions: no hidden activations, a sigmoid before numbers of tens, SGD at 1e-7",
    verdict: "not-learning",
    causes: [
      ["linear-stack"],
      ["output-range", "output-activation", "target-unscaled"],
      ["rate-too-low", "undertrained"],
    ],
    beside: ["saturated-units", "target-unscaled", "output-activation"],
    setting: (mended) => ({
      ...setsOf(tides(), ({ x, y }) => ({ x: shaped(x, [2]), y: column(y.map((value) => 4 + 2 * value)) })),
      fit: { batchSize: 32, epochs: 25 },
      build(seed) {
        const weights = glorot(seed);
        const layer = () => ({ ...(mended && { activation: "tanh" as const }), kernelInitializer: weights() });
        return sequential(
          [
            dense({ inputShape: [2], units: 24, ...layer() }),
            dense({ units: 24, ...layer() }),
            dense({ units: 1, ...(!mended && { activation: "sigmoid" }), kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(mended ? 0.02 : 1e-7, 0.9), loss: mse, metrics: [] },
        );
      },
    }),
  },
  {
    name: "arms-zeros-dropout-bins-of-others",
    source: "DeepCrime's WCI, RCD and TCL together: zero weights, nearly all dropped, one head's labels of other rows",
    verdict: "not-learning",
    causes: [["symmetric-init", "init-scale"], ["dropout-high"], ["labels-unaligned", "labels-corrupt"]],
    beside: ["dead-units", "gradient-vanishing"],
    setting: (mended) => ({
      ...armSets([mended ? bin : (y: Arm[]) => bin(new Random(241).shuffle([...y]), []), seconds]),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = he(seed);
        const layer = () => hidden(weights, 32, mended ? {} : { kernelInitializer: "zeros" });
        const dropped = () => dropout({ rate: mended ? 0.05 : 0.95 });
        return network(
          [4],
          [layer(), dropped(), layer(), dropped()],
          { bin: [answer(weights, "bin", 3, "softmax")], seconds: [answer(weights, "seconds", 1)] },
          { optimizer: tf.train.adam(0.01), loss: [cce, mse] },
        );
      },
    }),
  },
];

const programs: HealthyProgram[] = [
  {
    name: "hires-unequal-weights",
    source: "three losses weighted 2, 0.2 and 1, as somebody tuned them",
    setting: () => ({
      ...hireSets(),
      fit: { batchSize: 32, epochs: 18 },
      build(seed) {
        const weights = he(seed);
        return network(
          [10],
          [hidden(weights, 48)],
          {
            weather: [hidden(weights, 16), answer(weights, "weather", 3, "softmax")],
            hired: [hidden(weights, 16), answer(weights, "hired", 1)],
            rush: [hidden(weights, 16), answer(weights, "rush", 1, "sigmoid")],
          },
          { optimizer: tf.train.adam(0.01), loss: [weighted(cce, 2), weighted(mse, 0.2), weighted(bce, 1)] },
        );
      },
    }),
  },
  {
    name: "clocks-easy-and-hard",
    source: "a quarter that anybody sees beside a length measured carelessly: both learn, one much better",
    setting: () => {
      const random = new Random(242);
      const measured = (y: Clock[], train: Clock[]) =>
        tf.add(length(y, train), column(y.map(() => 0.9 * random.normal())));
      return {
        ...clockSets([quarter, measured]),
        fit: { batchSize: 32, epochs: 7 },
        build(seed) {
          const weights = he(seed);
          return network(
            [CLOCK_SIDE, CLOCK_SIDE, 1],
            [...pictureFeatures(weights(), { filters: 12 }), hidden(weights, 24)],
            { quarter: [answer(weights, "quarter", 4, "softmax")], length: [answer(weights, "length", 1)] },
            { optimizer: tf.train.adam(0.003), loss: [cce, mse] },
          );
        },
      };
    },
  },
  {
    name: "kernels-a-quarter-wrong",
    source: "a quarter of the training labels written down wrong, at random: enough is right to learn from",
    setting: () => {
      const random = new Random(243);
      return {
        ...setsOf(kernels(600), ({ x, y }, train) => ({
          x: shaped(x, [7]),
          y: oneHot(y === train.y ? y.map((kind) => (random.float() < 0.25 ? random.integer(3) : kind)) : y, 3),
        })),
        fit: { batchSize: 32, epochs: 12 },
        build(seed) {
          const weights = he(seed);
          return sequential(
            [
              dense({ inputShape: [7], units: 16, activation: "relu", kernelInitializer: weights() }),
              dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
            ],
            { optimizer: tf.train.adam(0.01), loss: cce },
          );
        },
      };
    },
  },
  {
    name: "arms-places-and-bins",
    source: "two coordinates in one head and the bin in another, tanh all through",
    setting: () => ({
      ...armSets([place, bin]),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = glorot(seed);
        const tanh = { activation: "tanh" } as const;
        return network(
          [4],
          [hidden(weights, 32, tanh)],
          {
            place: [hidden(weights, 16, tanh), answer(weights, "place", 2)],
            bin: [hidden(weights, 16, tanh), answer(weights, "bin", 3, "softmax")],
          },
          { optimizer: tf.train.adam(0.01), loss: [mse, cce] },
        );
      },
    }),
  },
];

export const retoldMixed: FaultProgram[] = [...threeFaults, ...programs.map(healthyProgram)];
