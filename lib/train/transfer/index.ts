export { freezeLayers, unfreezeLayers } from "./freeze";
export { scaleRates } from "./layer-rates";
export { startFromWeights, startingWeights } from "./starting-weights";
export { transferKeys, type TransferSpec, unfreezeKeys } from "./transfer-spec";
export { unfreezing, type UnfreezeStep } from "./unfreezing";
