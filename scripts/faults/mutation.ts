/**
 * Mutation operators in DeepCrime's sense: healthy programs whose settings can each be spoilt by one. The operators' names
 * are DeepCrime's (HLR learning rate, HNE epochs, HBS batch size, ARM activation removed, LCH loss, TCL training labels ...).
 *
 * @see Humbatova, Jahangirova & Tonella 2021, "DeepCrime: Mutation Testing of Deep Learning Systems Based on Real Faults"
 */
import { Random, type Subject, tf } from "plateau";
import { digitSets, houseSets, patientSets } from "./data/sets";
import { sequential } from "./model";
import { glorot, he } from "./weights";

const { conv2d, dense, flatten, maxPooling2d } = tf.layers;

type Setting = Omit<Subject, "name">;

export interface DigitSettings {
  rate?: number;
  epochs?: number;
  /** Of all hidden layers. */
  activation?: "relu" | "linear";
}

/** A small convnet over digits, by SGD. */
export function digitConvnet({ rate = 0.1, epochs = 10, activation = "relu" }: DigitSettings = {}): Setting {
  return {
    ...digitSets(),
    fit: { batchSize: 16, epochs },
    build(seed) {
      const weights = he(seed);
      return sequential(
        [
          conv2d({ inputShape: [12, 12, 1], filters: 8, kernelSize: 3, activation, kernelInitializer: weights() }),
          maxPooling2d({ poolSize: 2 }),
          flatten(),
          dense({ units: 32, activation, kernelInitializer: weights() }),
          dense({ units: 32, activation, kernelInitializer: weights() }),
          dense({ units: 10, activation: "softmax", kernelInitializer: weights() }),
        ],
        { optimizer: tf.train.sgd(rate), loss: "categoricalCrossentropy" },
      );
    },
  };
}

export interface PatientSettings {
  loss?: string;
  /** Share of the training labels that are drawn anew. */
  changedLabels?: number;
}

/** A network over a table, two classes, by Adam. */
export function patientNetwork({ loss = "binaryCrossentropy", changedLabels = 0 }: PatientSettings = {}): Setting {
  const { data, validation } = patientSets();
  return {
    data: { x: data.x, y: withChangedLabels(data.y as tf.Tensor, changedLabels) },
    validation,
    fit: { batchSize: 16, epochs: 25 },
    build(seed) {
      const weights = glorot(seed);
      return sequential(
        [
          dense({ inputShape: [6], units: 16, activation: "relu", kernelInitializer: weights() }),
          dense({ units: 8, activation: "relu", kernelInitializer: weights() }),
          dense({ units: 1, activation: "sigmoid", kernelInitializer: weights() }),
        ],
        { optimizer: tf.train.adam(0.005), loss },
      );
    },
  };
}

function withChangedLabels(y: tf.Tensor, share: number): tf.Tensor {
  if (share === 0) return y;
  const random = new Random(51);
  const labels = Array.from(y.dataSync());
  const others = random.shuffle([...labels]);
  return tf.tensor2d(
    labels.map((label, row) => (random.float() < share ? others[row] : label)),
    [labels.length, 1],
  );
}

export interface HouseSettings {
  rate?: number;
}

/** A regression over a table, by SGD with momentum. */
export function houseNetwork({ rate = 0.01 }: HouseSettings = {}): Setting {
  return {
    ...houseSets(),
    fit: { batchSize: 32, epochs: 20 },
    build(seed) {
      const weights = he(seed);
      return sequential(
        [
          dense({ inputShape: [5], units: 32, activation: "relu", kernelInitializer: weights() }),
          dense({ units: 16, activation: "relu", kernelInitializer: weights() }),
          dense({ units: 1, kernelInitializer: weights() }),
        ],
        { optimizer: tf.train.momentum(rate, 0.9), loss: "meanSquaredError", metrics: ["mae"] },
      );
    },
  };
}
