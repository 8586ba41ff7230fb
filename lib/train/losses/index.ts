export { balancedWeights, classWeightsOf, type ClassWeights } from "./class-weights";
export { type HeadLoss, headLoss, isHeadLoss, type LossName, lossNames, type LossSpec } from "./head-loss";
export { logitsOf } from "./logits";
export { headKeys, headSchema } from "./loss-schema";
export { weighRows } from "./row-weights";
