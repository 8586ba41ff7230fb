/** Pictures and waves with nothing wrong: whatever stands as cause or suspect here is a false alarm. */
import { tf } from "plateau";
import { WAVE_LENGTH } from "../data/curves";
import { TILE_SIDE } from "../data/pictures";
import { digitSets, tileSets, waveSets } from "../data/sets";
import { type FaultProgram, type HealthyProgram, healthyProgram } from "../fault-program";
import { chain, headed, sequential } from "../model";
import { glorot, he } from "../weights";

const { batchNormalization, conv2d, dense, dropout, flatten, globalAveragePooling2d, maxPooling2d } = tf.layers;

const programs: HealthyProgram[] = [
  {
    name: "digits-dropout",
    source: "Keras's MNIST example at a small size, dropout of a quarter and a half",
    setting: () => ({
      ...digitSets(),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv2d({
              inputShape: [12, 12, 1],
              filters: 16,
              kernelSize: 3,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            maxPooling2d({ poolSize: 2 }),
            dropout({ rate: 0.25 }),
            flatten(),
            dense({ units: 64, activation: "relu", kernelInitializer: weights() }),
            dropout({ rate: 0.5 }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-mlp",
    source: "the multilayer perceptron of every first lesson",
    setting: () => ({
      ...digitSets({ flat: true }),
      fit: { batchSize: 32, epochs: 15 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [144], units: 64, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 32, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.sgd(0.1), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-raw-pixels",
    source: "pixels of 0 to 255 into a batch normalisation, which scales them: nothing to mend",
    setting: () => ({
      ...digitSets({ factor: 1 }),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            batchNormalization({ inputShape: [12, 12, 1], momentum: 0.9 }),
            conv2d({ filters: 8, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
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
    name: "tiles-four-heads",
    source: "four labels of one picture, each with a tower of its own",
    setting: () => ({
      ...tileSets(["shape", "colour", "size", "place"], 700),
      fit: { batchSize: 32, epochs: 14 },
      build(seed) {
        const weights = he(seed);
        const head = (name: string, units: number) =>
          chain(
            dense({ units: 24, activation: "relu", kernelInitializer: weights(), name: `${name}_tower` }),
            dense({ units, activation: "softmax", kernelInitializer: weights(), name }),
          );
        return headed(
          [TILE_SIDE, TILE_SIDE, 3],
          chain(
            conv2d({ filters: 12, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            conv2d({ filters: 16, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            flatten(),
          ),
          { shape: head("shape", 3), colour: head("colour", 4), size: head("size", 2), place: head("place", 4) },
          { optimizer: tf.train.adam(0.004), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "tiles-two-heads-batchnorm",
    source: "two labels, batch normalisation and a mean over the picture",
    setting: () => ({
      ...tileSets(["colour", "size"]),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = he(seed);
        const head = (name: string, units: number) =>
          chain(dense({ units, activation: "softmax", kernelInitializer: weights(), name }));
        return headed(
          [TILE_SIDE, TILE_SIDE, 3],
          chain(
            conv2d({ filters: 12, kernelSize: 3, useBias: false, kernelInitializer: weights() }),
            batchNormalization({ momentum: 0.9 }),
            tf.layers.activation({ activation: "relu" }),
            conv2d({ filters: 16, kernelSize: 3, strides: 2, useBias: false, kernelInitializer: weights() }),
            batchNormalization({ momentum: 0.9 }),
            tf.layers.activation({ activation: "relu" }),
            globalAveragePooling2d({}),
          ),
          { colour: head("colour", 4), size: head("size", 2) },
          { optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "waves-recurrent",
    source: "a small GRU over thirty-two samples",
    setting: () => ({
      ...waveSets(),
      fit: { batchSize: 32, epochs: 12 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            tf.layers.gru({
              inputShape: [WAVE_LENGTH, 1],
              units: 12,
              kernelInitializer: weights(),
              recurrentInitializer: tf.initializers.glorotUniform({ seed }),
            }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
];

export const healthyPictures: FaultProgram[] = programs.map(healthyProgram);
