export { Adam, adam, type AdamOptions } from "./adam";
export { learningRateOf, optimizerOf, type OptimizerSpec, setLearningRate, type SgdOptions } from "./optimizer-of";
