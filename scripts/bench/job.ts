import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type Program, questionProgram } from "plateau";
import type { BenchData } from "./bench-data";
import type { Case } from "./cases";

/** What one engine is given to train, as JSON on its command line; scripts/bench/peers read it too. */
export interface Job extends Case {
  /** Of the arrays. */
  folder: string;
  /** By head, how many classes. */
  heads: Record<string, number>;
  imageShape: number[];
  /** Batches that are trained on one command. */
  slice: number;
  /** For PyTorch, which by itself takes one for two hyper-threads; the others take what the process may use. */
  threads: number;
  seed: number;
  /** Folder of what all three start from: LAYER.0.npy and LAYER.1.npy, kernel and bias. Plateau puts them there. */
  firstWeights: string;
  saveFirstWeights: boolean;
  /** From how many of the first rows the loss is taken before anything is learned. */
  probeRows: number;
  learningRate: number;
  epsilon: number;
  l2: number;
  /** Plateau's own description of all this. */
  program: Program;
}

/** The question's, as it posted them. */
const LEARNING_RATE = 1e-4;
const EPSILON = 1e-8;
const L2 = 1e-4;
const PROBE_ROWS = 10;

/**
 * The question's network on these data: raw pixels, its Adam, its penalty, a loss a head. The loss is taken from logits, as
 * Keras itself takes it where a softmax stands before it in a graph.
 */
export function jobOf({ folder, dataset }: BenchData, { width, batch }: Case, slice: number): Job {
  const seed = 0;
  const asked = questionProgram({ ...dataset, folder, valid: undefined });
  return {
    width,
    batch,
    folder,
    heads: dataset.classes,
    imageShape: [...dataset.imageShape],
    slice,
    threads: availableParallelism(),
    seed,
    firstWeights: join(folder, "first-weights"),
    saveFirstWeights: false,
    probeRows: Math.min(PROBE_ROWS, dataset.train.rows),
    learningRate: LEARNING_RATE,
    epsilon: EPSILON,
    l2: L2,
    program: {
      ...asked,
      name: "bench",
      heads: Object.fromEntries(dataset.heads.map((head) => [head, { loss: "categoricalCrossentropy" }])),
      preprocessing: { scaling: "none" },
      model: { ...asked.model, width, l2: L2 },
      optimizer: { name: "adam", learningRate: LEARNING_RATE, epsilon: EPSILON },
      batchSize: batch,
      stepsPerEpoch: slice,
      epochs: 1e9,
      seed,
    },
  };
}
