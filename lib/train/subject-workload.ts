import { tf } from "../engine";
import { InputError } from "../data";
import { type CompiledModel, compiledModel, lossName } from "./compiled-model";
import { type HeadKind, headKind, labelClasses } from "./head-kind";
import { learningRateOf } from "./optimizers";
import { trainingSchedule } from "./schedules";
import { type StandardData, standardData } from "./standard-data";
import type { FitSettings, Subject, SubjectData } from "./subject";
import { subjectWeights } from "./subject-weights";
import { TensorBatches } from "./tensor-batches";
import type { Workload } from "./workload";

/**
 * Makes a Subject ready for the loop, checked as `fit` checks it.
 *
 * @param seed of the weights and the shuffle
 * @throws InputError with tfjs's words, if its data do not fit its model
 */
export function subjectWorkload(subject: Subject, seed: number): Workload {
  const { name, fit } = subject;
  const model = subject.build(seed);
  const made: tf.Tensor[] = [];
  try {
    const compiled = compiledModel(model);
    const standard = (data: SubjectData) => named(name, () => standardData(compiled, data, fit.batchSize, made));
    const train = standard(subject.data);
    const valid = subject.validation && standard(subject.validation);
    const scored = valid ?? train;
    const kinds = Object.fromEntries(compiled.outputNames.map((head, i) => [head, kindOf(compiled, i, train.y[head])]));
    const labels = (y: Record<string, tf.Tensor>) =>
      Object.fromEntries(Object.entries(y).map(([head, target]) => [head, labelClasses(kinds[head], target)]));
    const weights = (y: Record<string, tf.Tensor>, data: SubjectData, classWeight?: FitSettings["classWeight"]) => {
      const sampleWeight = subjectWeights(kinds, y, data, classWeight);
      made.push(...Object.values(sampleWeight));
      return sampleWeight;
    };
    const inOrder = ({ x, y }: StandardData, data: SubjectData) =>
      new TensorBatches(x, y, { batchSize: fit.batchSize, sampleWeight: weights(y, data) });
    const training = new TensorBatches(train.x, train.y, {
      ...fit,
      seed,
      sampleWeight: weights(train.y, subject.data, fit.classWeight),
    });
    return {
      name,
      model,
      epochs: fit.epochs,
      schedule: trainingSchedule(
        fit.schedule,
        learningRateOf(compiled.optimizer),
        fit.epochs,
        training.batchesPerEpoch,
      ),
      kinds,
      training,
      validation: valid && inOrder(valid, subject.validation!),
      validationSteps: fit.validationSteps,
      scored: inOrder(scored, subject.validation ?? subject.data),
      labels: { train: labels(train.y), scored: labels(scored.y) },
      close: async () => tf.dispose(made),
    };
  } catch (error) {
    tf.dispose(made);
    model.dispose();
    (model.optimizer as tf.Optimizer | undefined)?.dispose();
    throw error;
  }
}

function kindOf(model: CompiledModel, output: number, target: tf.Tensor): HeadKind {
  return headKind(lossName(model.lossFunctions[output]), target, model.outputs[output].shape);
}

/** tfjs's words do not say which subject's data it refuses. */
function named<T>(subject: string, standard: () => T): T {
  try {
    return standard();
  } catch (error) {
    throw new InputError(`${subject}: ${(error as Error).message}`, { cause: error });
  }
}
