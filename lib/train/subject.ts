import type { tf } from "../engine";

/** Inputs and targets of one split, as `fit` takes them: rows first, one target an output, in the outputs' order. */
export interface SubjectData {
  x: tf.Tensor;
  y: tf.Tensor | tf.Tensor[];
}

/**
 * What training and diagnosing work on: a model that can be built afresh, with its data and fit settings.
 * It is run with its own compiled losses and optimizer, as tfjs's `fit` would run it, faults and all.
 * The tensors are the owner's to dispose of; nothing here does.
 */
export interface Subject {
  name: string;
  /** A fresh and compiled model: equal seeds give equal weights. The caller disposes of it. */
  build(seed: number): tf.LayersModel;
  data: SubjectData;
  validation?: SubjectData;
  /** With `stepsPerEpoch`, an epoch goes on where the last one's shuffle stopped. */
  fit: { batchSize: number; epochs: number; stepsPerEpoch?: number; validationSteps?: number };
}
