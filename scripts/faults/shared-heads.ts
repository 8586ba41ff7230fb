/** Healthy networks with two or three heads of different kinds; whatever is handed in stands for what an asker changed. */
import { type Subject, tf } from "plateau";
import { type Arm, arms, type Hire, hires, type Student, students } from "./data/shared-heads-tables";
import { CLOCK_SIDE, type Clock, clocks } from "./data/shared-heads-pictures";
import { column, oneHot, type Parts, type Rows, scaled, shaped, standardScores } from "./data/rows";
import { setsOf, type Sets } from "./data/sets";
import { chain, headed } from "./model";
import type { he } from "./weights";

const { dense } = tf.layers;

export type Setting = Omit<Subject, "name">;
type Loss = "categoricalCrossentropy" | "binaryCrossentropy" | "meanSquaredError";
type Target<Y> = (y: Y[], train: Y[]) => tf.Tensor;
type Layers = tf.layers.Layer[];
export type Weights = ReturnType<typeof he>;

/** What tfjs has no loss weights for: a loss, so many times. */
export function weighted(loss: Loss, weight: number) {
  const value = tf.metrics[loss];
  return (truth: tf.Tensor, answer: tf.Tensor) => tf.tidy(() => tf.mul(weight, value(truth, answer)));
}

/** The targets as classes, one-hot. */
export function classes<Y>(of: (y: Y) => number, count: number): Target<Y> {
  return (y) => oneHot(y.map(of), count);
}

/** The targets as they are, a column. */
export function numbers<Y>(of: (y: Y) => number): Target<Y> {
  return (y) => column(y.map(of));
}

/** The targets less their mean, over their deviation. */
export function standard<Y>(of: (y: Y) => number): Target<Y> {
  return (y, train) => column(standardScores(y.map(of), train.map(of)));
}

/** Rows as tensors, with a target for each head. */
export function headSets<Y>(parts: Parts<Y>, targets: Target<Y>[], inputs: (rows: Rows<Y>) => tf.Tensor): Sets {
  return setsOf(parts, (rows, train) => ({ x: inputs(rows), y: targets.map((target) => target(rows.y, train.y)) }));
}

export const hireTargets = {
  weather: classes((y: Hire) => y.weather, 3),
  hired: standard((y: Hire) => y.hired),
  rush: numbers((y: Hire) => y.rush),
};
export const studentTargets = {
  course: classes((y: Student) => y.course, 4),
  passed: numbers((y: Student) => y.passed),
  income: standard((y: Student) => y.income),
};
export const armTargets = {
  bin: classes((y: Arm) => y.bin, 3),
  place: (y: Arm[]) =>
    shaped(
      y.map(({ place }) => place),
      [2],
    ),
  seconds: standard((y: Arm) => y.seconds),
};
export const clockTargets = {
  quarter: classes((y: Clock) => y.quarter, 4),
  length: standard((y: Clock) => y.length),
  bold: numbers((y: Clock) => y.bold),
};

export function hireSets(targets: Target<Hire>[] = Object.values(hireTargets)): Sets {
  return headSets(hires(), targets, ({ x }) => shaped(x, [10]));
}

export function studentSets(targets: Target<Student>[] = Object.values(studentTargets), bar?: number): Sets {
  return headSets(students(undefined, bar), targets, ({ x }) => shaped(x, [8]));
}

export function armSets(targets: Target<Arm>[] = Object.values(armTargets), factor = 1): Sets {
  return headSets(arms(), targets, ({ x }) => shaped(scaled(x, factor), [4]));
}

export function clockSets(targets: Target<Clock>[] = Object.values(clockTargets), factor = 1 / 255): Sets {
  return headSets(clocks(), targets, ({ x }) => shaped(scaled(x, factor), [CLOCK_SIDE, CLOCK_SIDE, 1]));
}

/** A hidden layer, ReLU unless told. */
export function hidden(weights: Weights, units: number, more: Partial<Parameters<typeof dense>[0]> = {}) {
  return dense({ units, activation: "relu", kernelInitializer: weights(), ...more });
}

/** A head's last layer, linear unless told. */
export function answer(weights: Weights, name: string, units: number, activation?: "softmax" | "sigmoid" | "tanh") {
  return dense({ units, ...(activation && { activation }), kernelInitializer: weights(), name });
}

/** A compiled model over rows of `shape`: the trunk's layers, then each head's. */
export function network(shape: number[], trunk: Layers, heads: Record<string, Layers>, compile: tf.ModelCompileArgs) {
  const towers = Object.fromEntries(Object.entries(heads).map(([name, layers]) => [name, chain(...layers)]));
  return headed(shape, chain(...trunk), towers, { metrics: [], ...compile });
}
