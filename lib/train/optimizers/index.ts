export { Adam, adam, type AdamOptions, type AdamSettings } from "./adam";
export { clipGradients, type Clipping } from "./clipping";
export { MomentOptimizer, type StepNumbers } from "./moment-optimizer";
export { isPlateauOptimizer, optimizerOf, type OptimizerSpec } from "./optimizer-of";
export { optimizerKeys, optimizerSchema } from "./optimizer-schema";
export { learningRateOf, setLearningRate, setMomentum } from "./rate";
export { Sgd, type SgdOptions, type SgdSettings } from "./sgd";
