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
import { headLoss } from "./losses";
import { optimizerOf } from "./optimizers";
import type { FilledProgram } from "./program";
import type { Workload } from "./workload";

/**
 * Makes a Program ready for the loop: batches are read from disk as they are asked for.
 *
 * @throws InputError if its data cannot be read, do not have its heads, or do not fit its network
 */
export async function programWorkload(given: FilledProgram, reporter?: Reporter): Promise<Workload> {
  const dataset = await openDataset(given.data, given.heads && { heads: Object.keys(given.heads) });
  try {
    const preprocessing = await fitPreprocessing(given.preprocessing, dataset.train, reporter);
    const program = withHeads(given, dataset, preprocessing);
    const { batchSize, seed, augment, stepsPerEpoch } = program;
    const common = { batchSize, preprocessing };
    const inOrder = (split: "train" | "valid") => createBatches(dataset, split, { ...common, shuffle: false });
    const training = createBatches(dataset, "train", { ...common, seed, augment, stepsPerEpoch });
    const scored = inOrder(dataset.valid ? "valid" : "train");
    return {
      name: program.name,
      model: programModel(program, dataset, preprocessing),
      epochs: program.epochs,
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
      close: () => dataset.close(),
    };
  } catch (error) {
    await dataset.close();
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
  const losses = names.map((head) => [head, headLoss(heads![head].loss!, heads![head].weight)]);
  model.compile({ optimizer: optimizerOf(optimizer), loss: Object.fromEntries(losses) });
  (model as unknown as { isOptimizerOwned: boolean }).isOptimizerOwned = true;
  return model;
}

/** The Program with what the data decided: which heads there are, and the size of the network's input. */
export function withHeads(program: FilledProgram, dataset: Dataset, { size }: FittedPreprocessing): FilledProgram {
  const all = dataset.heads.map((head) => [head, { loss: "categoricalCrossentropy", weight: 1 }]);
  return {
    ...program,
    heads: program.heads ?? Object.fromEntries(all),
    preprocessing: { ...program.preprocessing, size },
  };
}
