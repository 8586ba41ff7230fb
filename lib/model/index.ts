export { BatchNormalization, keepsStatistics } from "./batch-normalization";
export { buildModel } from "./build-model";
export { questionModel, questionSpec } from "./question-model";
export { modelTable } from "./model-table";
export { initializers, type InitializerName } from "./initializers";
export {
  activations,
  bottleneckActivations,
  towerSeedings,
  type Activation,
  type BottleneckActivation,
  type ModelSpec,
  type TowerSeeding,
} from "./spec";
export { seedFor } from "./seeds";
export { SeededDropout, dropoutCalls, restoreDropoutCalls, type SeededDropoutArgs } from "./seeded-dropout";
export { loadKerasWeights, readKerasWeights, saveKerasWeights } from "./keras-weights";
