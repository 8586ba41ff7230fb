export { type HeadLoss, headLoss, isHeadLoss, type LossName, lossNames } from "./head-loss";
export { logitsOf } from "./logits";
