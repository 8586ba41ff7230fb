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
  /** Takes the model's variables, which of them train, and the optimizer's state from where somebody has set them. */
  reload?(): Promise<void> | void;
  /** Frees what the step keeps from call to call. */
  dispose(): void;
}

/** The step as tfjs's `fit` takes it: gradients from the tape, applied by the model's own compiled optimizer. */
export function tapeStep(model: tf.LayersModel, objective: Objective): Step {
  useEngineGradients();
  const compiled = compiledModel(model);
  const { optimizer } = compiled;
  const restoreBatchNorm = useEngineBatchNorm(compiled);
  // Read anew when a callback may have frozen layers, or thawed some.
  const trained = () => compiled.collectedTrainableWeights.map((weight) => weight.read());
  let variables = trained();
  return {
    run({ x, y, sampleWeight }) {
      return tf.tidy(() => {
        let measures: Measures | undefined;
        const total = () => {
          const { total, measures: measured } = objective.of(x, y, true, sampleWeight);
          measures = tf.keep(measured);
          return total;
        };
        optimizer.minimize(total, false, variables);
        return measures!;
      });
    },
    reload: () => void (variables = trained()),
    dispose: restoreBatchNorm,
  };
}
