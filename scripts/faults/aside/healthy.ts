/** Programs with nothing wrong. */
import { tf } from "plateau";
import { rings, WAVE_LENGTH } from "../data/curves";
import { TILE_SIDE } from "../data/pictures";
import { digitSets, flowerSets, machineSets, planeSets, tileSets, waveSets } from "../data/sets";
import { type FaultProgram, type HealthyProgram, healthyProgram } from "../fault-program";
import { chain, headed, sequential } from "../model";
import { glorot, he } from "../weights";

const { batchNormalization, conv1d, conv2d, dense, flatten, globalAveragePooling1d, maxPooling2d } = tf.layers;

const programs: HealthyProgram[] = [
  {
    name: "waves-conv1d",
    source: "three forms of waves, two convolutions",
    setting: () => ({
      ...waveSets(),
      fit: { batchSize: 32, epochs: 15 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv1d({
              inputShape: [WAVE_LENGTH, 1],
              filters: 16,
              kernelSize: 5,
              activation: "relu",
              kernelInitializer: weights(),
            }),
            conv1d({ filters: 16, kernelSize: 5, activation: "relu", kernelInitializer: weights() }),
            globalAveragePooling1d({}),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.01), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-batchnorm",
    source: "batch normalisation before each ReLU",
    setting: () => ({
      ...digitSets(),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv2d({
              inputShape: [12, 12, 1],
              filters: 12,
              kernelSize: 3,
              useBias: false,
              kernelInitializer: weights(),
            }),
            batchNormalization({ momentum: 0.9 }),
            tf.layers.activation({ activation: "relu" }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
            dense({ units: 32, useBias: false, kernelInitializer: weights() }),
            batchNormalization({ momentum: 0.9 }),
            tf.layers.activation({ activation: "relu" }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.005), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "flowers-sparse",
    source: "labels as numbers and the sparse loss",
    setting: () => ({
      ...flowerSets({ sparse: true }),
      fit: { batchSize: 16, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [4], units: 20, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 3, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.momentum(0.05, 0.9), loss: "sparseCategoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "digits-convnet",
    source: "LeNet in small",
    setting: () => ({
      ...digitSets(),
      fit: { batchSize: 32, epochs: 10 },
      build(seed) {
        const weights = he(seed);
        return sequential(
          [
            conv2d({
              inputShape: [12, 12, 1],
              filters: 8,
              kernelSize: 3,
              padding: "same",
              activation: "relu",
              kernelInitializer: weights(),
            }),
            maxPooling2d({ poolSize: 2 }),
            conv2d({ filters: 16, kernelSize: 3, padding: "same", activation: "relu", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            flatten(),
            dense({ units: 48, activation: "relu", kernelInitializer: weights() }),
            dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.003), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "tiles-three-heads",
    source: "three labels of one picture on one trunk",
    setting: () => ({
      ...tileSets(["colour", "size", "place"]),
      fit: { batchSize: 32, epochs: 10 },
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
            conv2d({ filters: 8, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            maxPooling2d({ poolSize: 2 }),
            conv2d({ filters: 16, kernelSize: 3, activation: "relu", kernelInitializer: weights() }),
            flatten(),
          ),
          { colour: head("colour", 4), size: head("size", 2), place: head("place", 4) },
          { optimizer: tf.train.adam(0.004), loss: "categoricalCrossentropy" },
        );
      },
    }),
  },
  {
    name: "sensors-class-and-number",
    source: "a classification and a scaled regression on one trunk",
    setting: () => ({
      ...machineSets(),
      fit: { batchSize: 32, epochs: 25 },
      build(seed) {
        const weights = he(seed);
        return headed(
          [12],
          chain(dense({ units: 32, activation: "relu", kernelInitializer: weights() })),
          {
            fault: chain(
              dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
              dense({ units: 3, activation: "softmax", kernelInitializer: weights(), name: "fault" }),
            ),
            days: chain(
              dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
              dense({ units: 1, kernelInitializer: weights(), name: "days" }),
            ),
          },
          { optimizer: tf.train.adam(0.005), loss: ["categoricalCrossentropy", "meanSquaredError"] },
        );
      },
    }),
  },
  {
    name: "rings-tanh",
    source: "two rings, tanh units",
    setting: () => ({
      ...planeSets(rings()),
      fit: { batchSize: 16, epochs: 30 },
      build(seed) {
        const weights = glorot(seed);
        return sequential(
          [
            dense({ inputShape: [2], units: 24, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 12, activation: "tanh", kernelInitializer: weights() }),
            dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
          ],
          { optimizer: tf.train.adam(0.02), loss: "binaryCrossentropy" },
        );
      },
    }),
  },
];

export const asideHealthy: FaultProgram[] = programs.map(healthyProgram);
