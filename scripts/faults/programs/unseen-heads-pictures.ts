/** Two to four heads on one small convnet, as people ask about them; two of them are healthy. */
import { Random, tf } from "plateau";
import {
  BOX_SIDE,
  type Boxed,
  boxes,
  type Garment,
  GARMENT_SIDE,
  garments,
  LETTERS,
  PLATE_SHAPE,
  plates,
} from "../data/unseen-heads-rows";
import { scaled, shaped } from "../data/rows";
import { setsOf } from "../data/sets";
import { type FaultProgram, healthyProgram } from "../fault-program";
import { bce, cce, mse } from "../model";
import { answer, classes, headSets, hidden, network, numbers, standard, type Weights } from "../shared-heads";
import { glorot, he } from "../weights";

const { averagePooling2d, conv2d, flatten, maxPooling2d } = tf.layers;

const garmentShape = [GARMENT_SIDE, GARMENT_SIDE, 3];
const kind = classes((y: Garment) => y.kind, 3);
const colour = classes((y: Garment) => y.colour, 4);
const striped = numbers((y: Garment) => y.striped);
const price = standard((y: Garment) => y.price);
type GarmentTarget = (y: Garment[], train: Garment[]) => tf.Tensor;

const garmentSets = (targets: GarmentTarget[]) =>
  headSets(garments(), targets, ({ x }) => shaped(scaled(x, 1 / 255), garmentShape));
const boxShape = [BOX_SIDE, BOX_SIDE, 1];
const boxKind = classes((y: Boxed) => y.kind, 3);
const bright = numbers((y: Boxed) => y.bright);

const places = ["first", "second", "third", "fourth"];
/** A target for each place, in the order of `named`. */
const letters = (named = places) => named.map((name) => classes((y: number[]) => y[places.indexOf(name)], LETTERS));

/** Two convolutions, each pooled, and a dense layer. */
function convnet(weights: Weights, filters: [number, number], units: number): tf.layers.Layer[] {
  const conv = (count: number) =>
    conv2d({ filters: count, kernelSize: 3, padding: "same", activation: "relu", kernelInitializer: weights() });
  const pool = () => maxPooling2d({ poolSize: 2 });
  return [conv(filters[0]), pool(), conv(filters[1]), pool(), flatten(), hidden(weights, units)];
}

export const unseenHeadsPictures: FaultProgram[] = [
  {
    name: "plates-validation-heads-by-name",
    source: "bert-for-tf2 issue 27 and tensorflow 34199: outputs in a dictionary come back in the order of their names",
    verdict: "not-learning",
    causes: [["labels-unaligned", "train-valid-shift", "labels-corrupt"]],
    setting(mended) {
      const sets = (named?: string[]) => headSets(plates(), letters(named), ({ x }) => shaped(x, PLATE_SHAPE));
      return {
        data: sets().data,
        validation: sets(mended ? places : [...places].sort()).validation,
        fit: { batchSize: 40, epochs: 14 },
        build(seed) {
          const weights = he(seed);
          return network(
            PLATE_SHAPE,
            convnet(weights, [12, 20], 60),
            Object.fromEntries(places.map((name) => [name, [answer(weights, name, LETTERS, "softmax")]])),
            { optimizer: tf.train.adam(0.003), loss: cce },
          );
        },
      };
    },
  },
  {
    name: "garments-validation-bgr",
    source:
      "pyimagesearch's clothes, read by OpenCV for training and by Pillow for the tests: blue and red change places",
    verdict: "not-learning",
    causes: [["train-valid-shift"]],
    setting: (mended) => {
      const { train, valid } = garments();
      const mirrored = (row: number[]) => row.map((_, i) => row[i - (i % 3) + 2 - (i % 3)]);
      const parts = { train, valid: { ...valid, x: mended ? valid.x : valid.x.map(mirrored) } };
      return {
        ...headSets(parts, [kind, colour], ({ x }) => shaped(scaled(x, 1 / 255), garmentShape)),
        fit: { batchSize: 20, epochs: 8 },
        build(seed) {
          const weights = he(seed);
          return network(
            garmentShape,
            convnet(weights, [10, 16], 32),
            {
              kind: [hidden(weights, 20), answer(weights, "kind", 3, "softmax")],
              colour: [hidden(weights, 20), answer(weights, "colour", 4, "softmax")],
            },
            { optimizer: tf.train.adam(0.002), loss: cce },
          );
        },
      };
    },
  },
  {
    name: "plates-seeded-towers-few-steps",
    source: "seed=1 in the function that makes a tower, and steps_per_epoch as it stood in the tutorial",
    verdict: "not-learning",
    causes: [["shared-seed"], ["epoch-covers-part", "undertrained"]],
    beside: ["rate-too-low"],
    setting: (mended) => ({
      ...headSets(plates(), letters(), ({ x }) => shaped(x, PLATE_SHAPE)),
      fit: { batchSize: 20, epochs: 10, ...(!mended && { stepsPerEpoch: 2 }) },
      build(seed) {
        const weights = glorot(seed);
        const same = () => tf.initializers.glorotUniform({ seed: 1 + seed });
        const tower = (name: string) => [
          hidden(weights, 24, mended ? {} : { kernelInitializer: same() }),
          answer(weights, name, LETTERS, "softmax"),
        ];
        return network(
          PLATE_SHAPE,
          [
            conv2d({ filters: 16, kernelSize: 5, activation: "relu", kernelInitializer: weights() }),
            flatten(),
            hidden(weights, 64),
          ],
          Object.fromEntries(places.map((name) => [name, tower(name)])),
          { optimizer: tf.train.momentum(0.01, 0.9), loss: cce },
        );
      },
    }),
  },
  {
    name: "boxes-bytes-sigmoid-fast",
    source: "discuss.pytorch.org 186512's kind, the same box for all: pixels as bytes, corners in pixels, a fast Adam",
    verdict: "not-learning",
    causes: [["input-unscaled"], ["output-range", "target-unscaled", "output-activation"], ["rate-too-high"]],
    beside: ["dead-units", "saturated-units", "task-dominates"],
    setting: (mended) => ({
      ...setsOf(boxes(), ({ x, y }) => ({
        x: shaped(scaled(x, mended ? 1 / 255 : 1), boxShape),
        y: [
          boxKind(y, y),
          shaped(
            y.map(({ box }) => box.map((value) => (mended ? value / BOX_SIDE : value))),
            [4],
          ),
        ],
      })),
      fit: { batchSize: 25, epochs: 14 },
      build(seed) {
        const weights = he(seed);
        return network(
          boxShape,
          convnet(weights, [8, 16], 48),
          { kind: [answer(weights, "kind", 3, "softmax")], box: [answer(weights, "box", 4, "sigmoid")] },
          { optimizer: tf.train.adam(mended ? 0.002 : 0.2), loss: [cce, mse] },
        );
      },
    }),
  },
  {
    name: "garments-price-penalty-colours-of-others",
    source: "DeepCrime's RAW on one head's tower and TCL on another's labels",
    verdict: "not-learning",
    causes: [["over-regularised"], ["labels-unaligned", "labels-corrupt"]],
    setting: (mended) => {
      const ofOthers: GarmentTarget = (y, train) => colour(new Random(321).shuffle([...y]), train);
      return {
        ...garmentSets([kind, mended ? colour : ofOthers, price]),
        fit: { batchSize: 16, epochs: 10 },
        build(seed) {
          const weights = he(seed);
          const penalised = mended ? {} : { kernelRegularizer: tf.regularizers.l2({ l2: 10 }) };
          return network(
            garmentShape,
            convnet(weights, [12, 12], 40),
            {
              kind: [answer(weights, "kind", 3, "softmax")],
              colour: [answer(weights, "colour", 4, "softmax")],
              price: [
                hidden(weights, 16, penalised),
                tf.layers.dense({ units: 1, kernelInitializer: weights(), name: "price", ...penalised }),
              ],
            },
            { optimizer: tf.train.adam(0.003), loss: [cce, cce, mse] },
          );
        },
      };
    },
  },
  healthyProgram({
    name: "garments-kind-colour-stripes",
    source: "pyimagesearch's tutorial on several outputs: what a garment is and its colour, and here its stripes",
    setting: () => ({
      ...garmentSets([kind, colour, striped]),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = he(seed);
        return network(
          garmentShape,
          convnet(weights, [16, 24], 48),
          {
            kind: [answer(weights, "kind", 3, "softmax")],
            colour: [answer(weights, "colour", 4, "softmax")],
            striped: [answer(weights, "striped", 1, "sigmoid")],
          },
          { optimizer: tf.train.adam(0.002), loss: [cce, cce, bce] },
        );
      },
    }),
  }),
  healthyProgram({
    name: "boxes-seven-in-ten-blocks",
    source: "things on a belt, most of them of one kind, and a second head for how bright they are",
    setting: () => ({
      ...headSets(boxes(800, [0.7, 0.18, 0.12]), [boxKind, bright], ({ x }) => shaped(scaled(x, 1 / 255), boxShape)),
      fit: { batchSize: 40, epochs: 16 },
      build(seed) {
        const weights = glorot(seed);
        return network(
          boxShape,
          [
            conv2d({ filters: 12, kernelSize: 4, activation: "relu", kernelInitializer: weights() }),
            averagePooling2d({ poolSize: 2 }),
            flatten(),
            hidden(weights, 50),
          ],
          {
            kind: [answer(weights, "kind", 3, "softmax")],
            bright: [hidden(weights, 10), answer(weights, "bright", 1, "sigmoid")],
          },
          { optimizer: tf.train.adam(0.003), loss: [cce, bce] },
        );
      },
    }),
  }),
];
