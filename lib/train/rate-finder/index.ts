export { findLearningRate, type FindLearningRateOptions, type LearningRateSearch } from "./find-learning-rate";
export { type RateSuggestions } from "./suggestions";
