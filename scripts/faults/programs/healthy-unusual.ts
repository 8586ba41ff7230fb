/** Programs that look odd and have nothing wrong: written after the doctor had been tuned on the first ones. */
import { Random, tf } from "plateau";
import { WAVE_LENGTH, waves } from "../data/curves";
import { DIGIT_SIDE, TILE_SIDE } from "../data/pictures";
import { column, oneHot, rowsOf, shaped, split, standardised, standardScores } from "../data/rows";
import { digitSets, flowerSets, patientSets, paymentSets, setsOf, tileSets } from "../data/sets";
import { houses, machines } from "../data/tables";
import { type FaultProgram, type HealthyProgram, healthyProgram } from "../fault-program";
import { chain, headed, sequential } from "../model";
import { glorot, he } from "../weights";

const { conv2d, dense, embedding, flatten, globalAveragePooling1d, maxPooling2d } = tf.layers;

/** Sentences of ten words of a list of sixty; the ten words of praise and of blame make them good or bad. */
function sentences() {
  const random = new Random(71);
  const made = rowsOf(500, () => {
    const y = random.integer(2);
    const word = () => (random.float() < 0.35 ? 10 * y + random.integer(10) : 20 + random.integer(40));
    return { x: Array.from({ length: 10 }, word), y };
  });
  return split(made, 350);
}

const programs: HealthyProgram[] = [
  {
    name: "tiles-linear-bottleneck",
    source: "a narrow layer without activation between trunk and towers, as many published networks have one",
    setting: () => ({
      ...tileSets(["colour", "place"]),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = he(seed);
        const head = (name: string) =>
          chain(
            dense({ units: 16, activation: "relu", kernelInitializer: weights(), name: `${name}_tower` }),
            dense({ units: 4, activation: "softmax", kernelInitializer: weights(), name }),
          );
        return headed(
          [TILE_SIDE, TILE_SIDE, 3],
          chain(
            conv2d({ filters: 8, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
            dense({ units: 20, kernelInitializer: weights(), name: "bottleneck" }),
          ),
          { colour: head("colour"), place: head("place") },
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "waves-autoencoder",
    source: "waves through eight numbers and back, the middle and the end linear",
    setting: () => ({
      ...setsOf(waves(400), ({ x }) => ({ x: shaped(x, [WAVE_LENGTH]), y: shaped(x, [WAVE_LENGTH]) })),
      fit: { batchSize: 16, epochs: 25 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [WAVE_LENGTH], units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 8, kernelInitializer: weights() }),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: WAVE_LENGTH, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "flowers-softmax-regression",
    source: "one layer and no more: a linear model on purpose",
    setting: () => ({
      ...flowerSets(),
      fit: { batchSize: 16, epochs: 30 },
      build: (seed) =>
        sequential([dense({ inputShape: [4], units: 3, activation: "softmax", kernelInitializer: glorot(seed)() })], {
          optimizer: tf.train.adam(0.03),
          loss: "categoricalCrossentropy",
        }),
    }),
  },
  {
    name: "patients-strong-l2",
    source: "an l2 of 0.01, Keras's own default, that this table bears",
    setting: () => ({
      ...patientSets(),
      fit: { batchSize: 16, epochs: 25 },
      build(seed) {
        const weights = he(seed);
        const kernelRegularizer = tf.regularizers.l2({ l2: 0.01 });
        return sequential(
          [
            dense({ inputShape: [6], units: 32, activation: "relu", kernelInitializer: weights(), kernelRegularizer }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights(), kernelRegularizer }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-frozen-convolution",
    source: "a frozen convolution whose features serve as they are, a head that learns: transfer as it is taught",
    setting: () => ({
      ...digitSets(),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv2d({
              inputShape: [DIGIT_SIDE, DIGIT_SIDE, 1],
              filters: 16,
              kernelSize: 3,
              activation: "relu",
              kernelInitializer: tf.initializers.heNormal({ seed: 99 }),
              trainable: false,
            }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "flowers-few-rows-one-batch",
    source: "seventy rows in one batch, two hundred epochs: every step sees all there is",
    setting: () => ({
      ...flowerSets({ rows: 110 }),
      fit: { batchSize: 77, epochs: 200 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [4], units: 12, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "fraud-one-in-twenty",
    source: "one fraud in twenty payments, far enough from the others to be found",
    setting: () => ({
      ...paymentSets(1800, 0.06, 4),
      fit: { batchSize: 32, epochs: 15 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [12], units: 24, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
  {
    name: "machines-one-hard-head",
    source: "the days are hard to tell and the fault easy: both learn, one much better than the other",
    setting: () => {
      const noise = new Random(72);
      return {
        ...setsOf(machines(), ({ x, y }, train) => {
          const days = (rows: typeof y) => rows.map((row) => row.days);
          const targets = standardScores(days(y), days(train.y)).map((value) => value + noise.normal());
          return {
            x: shaped(x, [12]),
            y: [
              oneHot(
                y.map(({ fault }) => fault),
                3,
              ),
              column(targets),
            ],
          };
        }),
        fit: { batchSize: 32, epochs: 12 },
        build(seed) {
          const weights = glorot(seed);
          return headed(
            [12],
            chain(dense({ units: 32, activation: "tanh", kernelInitializer: weights() })),
            {
              fault: chain(dense({ units: 3, activation: "softmax", kernelInitializer: weights(), name: "fault" })),
              days: chain(dense({ units: 1, kernelInitializer: weights(), name: "days" })),
            },
            { optimizer: tf.train.adam(0.005), loss: ["categoricalCrossentropy", "meanSquaredError"] },
          );
        },
      };
    },
  },
  {
    name: "houses-tens-of-thousands",
    source: "prices in tens of thousands, as they are written: a network by a fast Adam that gets there",
    setting: () => ({
      ...setsOf(houses(), ({ x, y }, train) => ({
        x: shaped(standardised(x, train.x), [5]),
        y: column(y.map((euros) => euros / 10_000)),
      })),
      fit: { batchSize: 16, epochs: 40 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            dense({ inputShape: [5], units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.03), loss: "meanSquaredError", metrics: [] },
        );
      },
    }),
  },
  {
    name: "sentences-embedding",
    source: "words as whole numbers up to sixty, looked up in an embedding, averaged",
    setting: () => ({
      ...setsOf(sentences(), ({ x, y }) => ({ x: shaped(x, [10]), y: column(y) })),
      fit: { batchSize: 16, epochs: 20 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            embedding({ inputDim: 60, outputDim: 8, inputLength: 10, embeddingsInitializer: weights() }),
            globalAveragePooling1d({}),
            dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
];

export const healthyUnusual: FaultProgram[] = programs.map(healthyProgram);
