import type { tf } from "../engine";
import { InputError } from "../data";
import type { Training } from "./callbacks";
import { compiledModel } from "./compiled-model";
import { logNamesOf } from "./history";
import type { Objective } from "./objective";
import { learningRateOf, setLearningRate } from "./optimizers";
import { rateIsScheduled } from "./schedules";
import type { Workload } from "./workload";

/** What callbacks may see and do of a training. */
export function trainingHandle(
  { model, epochs, training, validation, schedule }: Workload,
  objective: Objective,
  { folder, stop }: Pick<Training, "folder" | "stop">,
): Training {
  const compiled = compiledModel(model);
  const { optimizer } = compiled;
  return {
    model: compiled as unknown as tf.LayersModel,
    epochs,
    batchesPerEpoch: training.batchesPerEpoch,
    logNames: logNamesOf(objective, validation !== undefined),
    folder,
    scheduled: schedule !== undefined,
    get learningRate() {
      return learningRateOf(optimizer);
    },
    set learningRate(rate) {
      if (schedule) throw new InputError(rateIsScheduled);
      setLearningRate(optimizer, rate);
    },
    stop,
  };
}
