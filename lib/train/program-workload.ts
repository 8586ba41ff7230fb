import type { tf } from "../engine";
import {
  createBatches,
  type Dataset,
  fitPreprocessing,
  type FittedPreprocessing,
  openDataset,
  type Reporter,
} from "../data";
import { buildModel } from "../model";
import { callbackOf } from "./callbacks";
import { headLoss, headSchema } from "./losses";
import { optimizerOf } from "./optimizers";
import type { FilledProgram } from "./program";
import { type Schedule, trainingSchedule } from "./schedules";
import { trainingWeights } from "./sample-weights";
import { freezeLayers, scaleRates, startFromWeights, unfreezing } from "./transfer";
import type { Workload } from "./workload";

/**
 * Makes a Program ready for the loop: batches are read from disk as they are asked for.
 *
 * @throws InputError if its data cannot be read, do not have its heads, or do not fit its network
 */
export async function programWorkload(
  given: FilledProgram,
  reporter?: Reporter,
  changeData: (dataset: Dataset) => Dataset = (dataset) => dataset,
): Promise<Workload> {
  const opened = await openDataset(given.data, given.heads && { heads: Object.keys(given.heads) });
  try {
    const dataset = changeData(opened);
    const preprocessing = await fitPreprocessing(given.preprocessing, dataset.train, reporter);
    const program = withHeads(given, dataset, preprocessing);
    const { batchSize, seed, augment, stepsPerEpoch, shuffle } = program;
    const common = { batchSize, preprocessing };
    const inOrder = (split: "train" | "valid") => createBatches(dataset, split, { ...common, shuffle: false });
    const sampleWeight = trainingWeights(program.heads!, dataset);
    const training = createBatches(dataset, "train", {
      ...common,
      seed,
      shuffle,
      augment,
      stepsPerEpoch,
      sampleWeight,
    });
    const scored = inOrder(dataset.valid ? "valid" : "train");
    const schedule = programSchedule(program, training.batchesPerEpoch);
    const { weights, unfreeze } = program.model;
    const model = programModel(program, dataset, preprocessing);
    if (weights !== undefined) await startFromWeights(model, weights, reporter);
    return {
      name: program.name,
      model,
      callbacks: [...program.callbacks.map(callbackOf), ...(unfreeze ? [unfreezing(unfreeze)] : [])],
      epochs: program.epochs,
      schedule,
      kinds: Object.fromEntries(
        dataset.heads.map((head) => [head, { kind: "classes", classes: dataset.classes[head] }]),
      ),
      training,
      validation: dataset.valid && inOrder("valid"),
      validationSteps: program.validationSteps,
      scored,
      labels: { train: dataset.train.labels, scored: (dataset.valid ?? dataset.train).labels },
      program,
      preprocessing,
      classes: dataset.classNames,
      close: () => opened.close(),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** The Program's network, compiled; disposing of it disposes of its optimizer too. */
export function programModel(
  { model: spec, heads, seed, optimizer }: FilledProgram,
  { classes, heads: names, imageShape }: Dataset,
  { size }: FittedPreprocessing,
): tf.LayersModel {
  const model = buildModel({
    ...spec,
    imageSize: size,
    channels: imageShape[2],
    heads: Object.fromEntries(names.map((head) => [head, classes[head]])),
    seed,
  });
  try {
    const losses = names.map((head) => [head, headLoss(heads![head], { head, classes: classes[head] })]);
    if (spec.freeze) freezeLayers(model, spec.freeze, "model.freeze");
    model.compile({ optimizer: optimizerOf(optimizer), loss: Object.fromEntries(losses) });
    (model as unknown as { isOptimizerOwned: boolean }).isOptimizerOwned = true;
    if (spec.rates) scaleRates(model, spec.rates);
    return model;
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/** What sets the Program's rate at each step; nothing where it is left to the optimizer and callbacks. */
export function programSchedule(
  { schedule, optimizer, epochs }: FilledProgram,
  stepsPerEpoch: number,
): Schedule | undefined {
  return trainingSchedule(schedule, optimizer.learningRate, epochs, stepsPerEpoch);
}

/** The Program with what the data decided: which heads there are, and the size of the network's input. */
export function withHeads(program: FilledProgram, dataset: Dataset, { size }: FittedPreprocessing): FilledProgram {
  const all = dataset.heads.map((head) => [head, headSchema.parse({})]);
  return {
    ...program,
    heads: program.heads ?? Object.fromEntries(all),
    preprocessing: { ...program.preprocessing, size },
  };
}
