import type { tf } from "../engine";
import type { ScheduleSpec } from "./schedules";

/** Inputs and targets of one split, as `fit` takes them: rows first, one target an output, in the outputs' order. */
export interface SubjectData {
  x: tf.Tensor;
  y: tf.Tensor | tf.Tensor[];
  /** What each row counts in the loss, [rows], from 0 up: of all outputs, or by output name. Default: 1. */
  sampleWeight?: tf.Tensor | Record<string, tf.Tensor>;
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
  fit: FitSettings;
}

/** How a Subject is trained, by the names of tfjs's `fit`. */
export interface FitSettings {
  batchSize: number;
  epochs: number;
  /** Batches an epoch; the next goes on where its shuffle stopped. */
  stepsPerEpoch?: number;
  validationSteps?: number;
  /** How the rate goes over the training, from the compiled optimizer's on. Default: constant. */
  schedule?: ScheduleSpec;
  /**
   * What a row counts in the training loss, by its class: { 0: 1, 1: 20 } for a model of one output, or one such by output
   * name. A class that is left out counts once.
   */
  classWeight?: ClassWeight | Record<string, ClassWeight>;
}

type ClassWeight = Record<number, number>;
