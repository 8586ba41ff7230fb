export {
  Adam,
  adam,
  type AdamOptions,
  type Clipping,
  learningRateOf,
  optimizerOf,
  type OptimizerSpec,
  setLearningRate,
  setMomentum,
  Sgd,
  type SgdOptions,
} from "./optimizers";
export {
  type Callback,
  type CallbackSpec,
  csvLogger,
  type CsvLoggerOptions,
  earlyStopping,
  type EarlyStoppingOptions,
  type Logs,
  modelCheckpoint,
  type ModelCheckpointOptions,
  reduceLROnPlateau,
  type ReduceLROnPlateauOptions,
  tensorBoard,
  type TensorBoardOptions,
  type Training,
} from "./callbacks";
export { type CheckpointPace } from "./checkpoints/pace";
export { compileProgram, disposeSubject } from "./compile-program";
export { type Epoch, logsOf } from "./history";
export { type HeadKind } from "./head-kind";
export { type ClassWeights, type LossName, lossNames, type LossSpec } from "./losses";
export {
  type AugmentSpec,
  type FilledProgram,
  type HeadSpec,
  type Program,
  type ProgramPreprocessing,
} from "./program";
export { parseProgram, readProgram } from "./program-schema";
export {
  findLearningRate,
  type FindLearningRateOptions,
  type LearningRateSearch,
  type RateSuggestions,
} from "./rate-finder";
export { brokeOff } from "./readings";
export { loadRun, type Run } from "./run";
export { nextRunFolder } from "./run-folder";
export { type Schedule, type Scheduled, scheduleOf, type ScheduleSpec, type Span } from "./schedules";
export { type HeadScore } from "./scores";
export { accuracyInterval, binomialTest } from "./statistics";
export { type Subject, type SubjectData } from "./subject";
export { type HeadMeasures, type SplitMeasures } from "./tally";
export { freezeLayers, unfreezeLayers, unfreezing, type TransferSpec, type UnfreezeStep } from "./transfer";
export { isSubject, train, type TrainOptions } from "./train";
export { type Answer, type Guess, type PictureAnswer, predict, predictEach } from "./predict";
export { compareAnswers, type PairedDifference } from "./compare-answers";
export { type ClassRecall, classRecalls, confusion } from "./class-recalls";
export { mcnemarTest, pairedInterval } from "./paired-statistics";
export { type RecordOptions, recordedOrTrained, recordedRun, trainAndRecord } from "./recorded-run";
export { type HeadAnswers, rightRows, scoredAnswers } from "./scored-answers";
export { type Mistake, surestMistakes } from "./surest-mistakes";
export {
  type AnswerRemedy,
  answerRemedies,
  asCandidate,
  finderRemedy,
  helpful,
  recommendedPairs,
  withRemedy,
} from "./answer-remedies";
export { changeProgram, type ProgramChange } from "./change-program";
export { type EpochCoverage, epochCoverage } from "./epoch-coverage";
export {
  type AccuracyEvidence,
  accuracyEvidence,
  beatsMajority,
  leavesMajority,
  LEARNS_AT,
  type Scored,
} from "./majority-test";
export { clipLockedLoss, type PlateauLosses, plateauLosses, plateauLossesOf } from "./plateau-losses";
export { questionProgram } from "./question-program";
export {
  ACTS_AT,
  learnsAtEnd,
  medianLeaving,
  type RemedyEffect,
  remedyEffects,
  totalDifference,
} from "./remedy-effects";
export { type AccuracySeries, type SeenAccuracies, seenAccuracies } from "./seen-accuracies";
export * from "./suspects";
export { type TrialRecords, trialRecords } from "./trial-records";
export { type TriedProgram } from "./tried-program";
export { tryPrograms } from "./try-programs";
export { type AnswerWatch, watchAnswers, type WatchedHead } from "./watch-answers";
