import { tf } from "../engine";
import { type Batch, type BatchSource, createBatches, fitPreprocessing, openDataset } from "../data";
import type { Program } from "./program";
import { parseProgram } from "./program-schema";
import { programModel, withHeads } from "./program-workload";
import { classWeightsByHead } from "./sample-weights";
import { setsRate } from "./schedules";
import type { Subject, SubjectData } from "./subject";
import { startingWeights } from "./transfer";

/**
 * Makes a Subject of a Program: its data as whole tensors, as the network sees them, and its model, compiled with its
 * losses, weights and optimizer. What changes pictures at random stays out: a Subject's rows are the same every time.
 *
 * @returns the tensors are the caller's to dispose of, see `disposeSubject`
 * @throws InputError as `train` does
 */
export async function compileProgram(given: Program): Promise<Subject> {
  const filled = parseProgram(given);
  const dataset = await openDataset(filled.data, filled.heads && { heads: Object.keys(filled.heads) });
  try {
    const preprocessing = await fitPreprocessing(filled.preprocessing, dataset.train);
    const program = withHeads(filled, dataset, preprocessing);
    const { batchSize, epochs, stepsPerEpoch, validationSteps, schedule } = program;
    const classWeight = classWeightsByHead(program.heads!, dataset);
    const whole = (split: "train" | "valid") =>
      wholeSplit(createBatches(dataset, split, { batchSize: 256, shuffle: false, preprocessing }), dataset.heads);
    const build = (seed: number) => programModel({ ...program, seed }, dataset, preprocessing);
    const setWeights = await startingWeights(program.model.weights, () => build(program.seed));
    return {
      name: program.name,
      build: (seed) => {
        const model = build(seed);
        setWeights(model);
        return model;
      },
      data: await whole("train"),
      validation: dataset.valid && (await whole("valid")),
      fit: {
        batchSize,
        epochs,
        stepsPerEpoch,
        validationSteps,
        ...(setsRate(schedule) && { schedule }),
        ...(Object.keys(classWeight).length > 0 && { classWeight }),
      },
    };
  } finally {
    await dataset.close();
  }
}

/** Frees a compiled Program's tensors. */
export function disposeSubject({ data, validation }: Subject): void {
  tf.dispose([data, validation ?? []] as unknown as tf.TensorContainer);
}

async function wholeSplit(batches: BatchSource, heads: string[]): Promise<SubjectData> {
  const parts: Batch[] = [];
  for (let i = 0; i < batches.batchesPerEpoch; i++) parts.push(await batches.next());
  await batches.close();
  const joined = (of: (part: Batch) => tf.Tensor) => tf.concat(parts.map(of));
  const weighed = Object.keys(parts[0].sampleWeight).map((head) => [
    head,
    joined(({ sampleWeight }) => sampleWeight[head]),
  ]);
  const split = {
    x: joined(({ x }) => x),
    y: heads.map((head) => joined(({ y }) => y[head])),
    ...(weighed.length > 0 && { sampleWeight: Object.fromEntries(weighed) }),
  };
  for (const part of parts) part.dispose();
  return split;
}
