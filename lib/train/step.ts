import { tf } from "../engine";
import type { TrainingBatch } from "./batches";
import { compiledModel } from "./compiled-model";
import { useEngineBatchNorm } from "./engine-batch-norm";
import { useEngineGradients } from "./engine-gradients";
import type { Measures, Objective } from "./objective";

/** One update of the weights. The loop knows nothing else of how a model learns. */
export interface Step {
  /**
   * Learns from one batch.
   *
   * @param batch not disposed
   * @returns the objective's measures before the update, not read back; the caller disposes of them
   */
  run(batch: TrainingBatch): Measures;
  /** Brings the model's variables and the optimizer's state up to what has been learned, for whoever reads them. */
  sync?(): Promise<void> | void;
  /** Takes the model's variables and the optimizer's state from where somebody has set them. */
  reload?(): Promise<void> | void;
  /** Frees what the step keeps from call to call. */
  dispose(): void;
}

/** The step as tfjs's `fit` takes it: gradients from the tape, applied by the model's own compiled optimizer. */
export function tapeStep(model: tf.LayersModel, objective: Objective): Step {
  useEngineGradients();
  const compiled = compiledModel(model);
  const { optimizer, collectedTrainableWeights } = compiled;
  const restoreBatchNorm = useEngineBatchNorm(compiled);
  const variables = collectedTrainableWeights.map((weight) => weight.read());
  return {
    run({ x, y }) {
      return tf.tidy(() => {
        let measures: Measures | undefined;
        const total = () => {
          const { total, measures: measured } = objective.of(x, y, true);
          measures = tf.keep(measured);
          return total;
        };
        optimizer.minimize(total, false, variables);
        return measures!;
      });
    },
    dispose: restoreBatchNorm,
  };
}
