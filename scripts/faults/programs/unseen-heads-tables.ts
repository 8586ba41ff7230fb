/** Two and three heads on one trunk over tables, as people ask about them; two of them are healthy. */
import { tf } from "plateau";
import {
  type Building,
  buildings,
  type Flux,
  fluxes,
  type Gauged,
  gaugedMachines,
  type Loan,
  loans,
} from "../data/unseen-heads-rows";
import { shaped } from "../data/rows";
import { type FaultProgram, healthyProgram } from "../fault-program";
import { bce, cce, mse } from "../model";
import { answer, classes, headSets, hidden, network, numbers, standard, type Weights, weighted } from "../shared-heads";
import { glorot, he, normal } from "../weights";

const tanh = { activation: "tanh" } as const;

const late = numbers((y: Loan) => y.late);
const segment = classes((y: Loan) => y.segment, 5);
const abroad = numbers((y: Loan) => y.abroad);
const spend = standard((y: Loan) => y.spend);
const heating = standard((y: Building) => y.heating);
const cooling = standard((y: Building) => y.cooling);
const rating = classes((y: Building) => y.rating, 4);
const state = numbers((y: Gauged) => y.state);
const gauges = (y: Gauged[]) =>
  shaped(
    y.map((machine) => machine.gauges),
    [12],
  );

const loanSets = (targets: ((y: Loan[], train: Loan[]) => tf.Tensor)[], bar?: number) =>
  headSets(loans(undefined, bar), targets, ({ x }) => shaped(x, [14]));
const buildingSets = (targets: ((y: Building[], train: Building[]) => tf.Tensor)[]) =>
  headSets(buildings(), targets, ({ x }) => shaped(x, [7]));
const gaugedSets = () => headSets(gaugedMachines(), [state, gauges], ({ x }) => shaped(x, [12]));

export const unseenHeadsTables: FaultProgram[] = [
  {
    name: "loans-one-loss-for-all",
    source:
      "DeepCrime's LCH where Keras takes one name for all outputs: what suits five classes is put before one unit, too",
    verdict: "not-learning",
    causes: [["loss-unsuitable", "output-width"]],
    beside: ["output-activation", "single-unit-softmax", "labels-format", "saturated-units"],
    setting: (mended) => ({
      ...loanSets([segment, late]),
      fit: { batchSize: 50, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        const divergence = "kullbackLeiblerDivergence";
        return network(
          [14],
          [hidden(weights, 40), hidden(weights, 20)],
          { segment: [answer(weights, "segment", 5, "softmax")], late: [answer(weights, "late", 1, "sigmoid")] },
          { optimizer: tf.train.adam(0.004), loss: mended ? [divergence, bce] : divergence },
        );
      },
    }),
  },
  {
    name: "gauged-reconstruction-summed",
    source: "discuss.pytorch.org 132947's advice taken up: a classifier beside a decoder, whose squares are summed",
    verdict: "not-learning",
    causes: [["task-dominates", "loss-unsuitable"]],
    beside: ["capacity-low"],
    setting: (mended) => ({
      ...gaugedSets(),
      fit: { batchSize: 50, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return network(
          [12],
          [hidden(weights, 30), hidden(weights, 4, tanh)],
          {
            state: [answer(weights, "state", 1, "sigmoid")],
            gauges: [hidden(weights, 24), answer(weights, "gauges", 12)],
          },
          // A sum over the batch's 50 rows and their 12 gauges, where the other loss is a mean.
          { optimizer: tf.train.adam(0.005), loss: [weighted(bce, 1), weighted(mse, mended ? 1 : 50 * 12)] },
        );
      },
    }),
  },
  {
    name: "buildings-one-answer-for-two",
    source: "one layer object put into a list twice: two outputs with the same last layer, for loads that oppose",
    verdict: "not-learning",
    causes: [["task-conflict"]],
    beside: ["capacity-low", "output-width"],
    setting: (mended) => ({
      ...buildingSets([heating, cooling, rating]),
      fit: { batchSize: 20, epochs: 20 },
      build(seed) {
        const weights = he(seed);
        const input = tf.input({ shape: [7] });
        const shared = hidden(weights, 48, { activation: "elu" }).apply(input);
        const load = () => hidden(weights, 1, { activation: "linear" }).apply(shared) as tf.SymbolicTensor;
        const warm = load();
        const cold = mended ? load() : warm;
        const named = (name: string, value: tf.SymbolicTensor) =>
          tf.layers.activation({ activation: "linear", name }).apply(value) as tf.SymbolicTensor;
        const model = tf.model({
          inputs: input,
          outputs: [
            named("heating", warm),
            named("cooling", cold),
            answer(weights, "rating", 4, "softmax").apply(shared) as tf.SymbolicTensor,
          ],
        });
        model.compile({ optimizer: tf.train.adam(0.006), loss: [mse, mse, cce] });
        return model;
      },
    }),
  },
  {
    name: "loans-tower-of-zeros",
    source: "DeepCrime's WCI over one head alone: all its kernels begin with zeros",
    verdict: "not-learning",
    causes: [["symmetric-init", "init-scale"]],
    beside: ["gradient-vanishing", "dead-units"],
    setting: (mended) => ({
      ...loanSets([late, segment, spend]),
      fit: { batchSize: 25, epochs: 12 },
      build(seed) {
        const weights = glorot(seed);
        const zeros = mended ? {} : { kernelInitializer: "zeros" as const };
        return network(
          [14],
          [hidden(weights, 36, tanh)],
          {
            late: [hidden(weights, 18, tanh), answer(weights, "late", 1, "sigmoid")],
            segment: [
              hidden(weights, 18, { ...tanh, ...zeros }),
              tf.layers.dense({
                units: 5,
                activation: "softmax",
                kernelInitializer: weights(),
                name: "segment",
                ...zeros,
              }),
            ],
            spend: [hidden(weights, 18, tanh), answer(weights, "spend", 1)],
          },
          { optimizer: tf.train.rmsprop(0.003), loss: [bce, cce, mse] },
        );
      },
    }),
  },
  {
    name: "loans-frozen-trunk-unseen",
    source:
      "vissl issue 479's kind: several heads on a frozen trunk, whose weights were never loaded; nothing held back",
    verdict: "not-learning",
    causes: [["frozen-layers"], ["validation-missing"]],
    beside: ["capacity-low"],
    setting(mended) {
      const { data, validation } = loanSets([abroad, segment]);
      return {
        data,
        ...(mended && { validation }),
        fit: { batchSize: 30, epochs: 40 },
        build(seed) {
          const weights = he(seed);
          const kept = (units: number) => hidden(weights, units, { trainable: Boolean(mended) });
          return network(
            [14],
            [kept(28), kept(10)],
            { abroad: [answer(weights, "abroad", 1, "sigmoid")], segment: [answer(weights, "segment", 5, "softmax")] },
            { optimizer: tf.train.adam(0.004), loss: [bce, cce] },
          );
        },
      };
    },
  },
  {
    name: "gauged-linear-encoder",
    source: "Flickr4Java issue 521 (an autoencoder's question gone astray): linear layers up to where two heads part",
    verdict: "not-learning",
    causes: [["linear-stack"]],
    beside: ["capacity-low"],
    setting: (mended) => ({
      ...gaugedSets(),
      fit: { batchSize: 20, epochs: 16 },
      build(seed) {
        const weights = glorot(seed);
        const encoding = (units: number) => hidden(weights, units, { activation: mended ? "tanh" : "linear" });
        return network(
          [12],
          [encoding(24), encoding(16), encoding(8)],
          {
            state: [answer(weights, "state", 1, "sigmoid")],
            gauges: [hidden(weights, 16, tanh), answer(weights, "gauges", 12)],
          },
          { optimizer: tf.train.adam(0.004), loss: [bce, mse] },
        );
      },
    }),
  },
  {
    name: "fluxes-tiny-weights-one-step",
    source:
      "discuss.pytorch.org 180059's table, under DeepCrime's WCI and HBS: weights of thousandths, all rows a step",
    verdict: "not-learning",
    causes: [
      ["init-scale", "gradient-vanishing"],
      ["batch-size", "undertrained", "rate-too-low"],
    ],
    setting: (mended) => ({
      ...headSets(
        fluxes(),
        [standard((y: Flux) => y.uptake), standard((y: Flux) => y.vapour), numbers((y: Flux) => y.layered)],
        ({ x }) => shaped(x, [9]),
      ),
      fit: { batchSize: mended ? 15 : 450, epochs: 12 },
      build(seed) {
        const weights: Weights = mended ? glorot(seed) : normal(seed, 0.003);
        return network(
          [9],
          [hidden(weights, 32, tanh), hidden(weights, 32, tanh), hidden(weights, 16, tanh)],
          {
            uptake: [answer(weights, "uptake", 1)],
            vapour: [answer(weights, "vapour", 1)],
            layered: [answer(weights, "layered", 1, "sigmoid")],
          },
          { optimizer: tf.train.sgd(0.01), loss: [mse, mse, bce] },
        );
      },
    }),
  },
  healthyProgram({
    name: "loans-one-in-nine-late",
    source: "credit data as courses have them: few are late, and a second head tells the segment",
    setting: () => ({
      ...loanSets([late, segment], 2.9),
      fit: { batchSize: 20, epochs: 16 },
      build(seed) {
        const weights = glorot(seed);
        const elu = { activation: "elu" } as const;
        return network(
          [14],
          [hidden(weights, 40, elu), hidden(weights, 20, elu)],
          { late: [answer(weights, "late", 1, "sigmoid")], segment: [answer(weights, "segment", 5, "softmax")] },
          { optimizer: tf.train.rmsprop(0.002), loss: [bce, cce] },
        );
      },
    }),
  }),
  healthyProgram({
    name: "buildings-loads-and-rating",
    source: "the energy efficiency data's two loads and a class made of them, as tutorials on several outputs have it",
    setting: () => ({
      ...buildingSets([heating, cooling, rating]),
      fit: { batchSize: 16, epochs: 14 },
      build(seed) {
        const weights = he(seed);
        return network(
          [7],
          [hidden(weights, 64), hidden(weights, 64)],
          {
            heating: [hidden(weights, 16), answer(weights, "heating", 1)],
            cooling: [hidden(weights, 16), answer(weights, "cooling", 1)],
            rating: [answer(weights, "rating", 4, "softmax")],
          },
          { optimizer: tf.train.adam(), loss: [mse, "meanAbsoluteError", cce] },
        );
      },
    }),
  }),
];
