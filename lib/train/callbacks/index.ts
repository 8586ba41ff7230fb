export { type Callback, type KeptArray, type KeptArrays, type Logs, type Training } from "./callback";
export { CallbackList, type CallbacksState } from "./callback-list";
export { callbackKeys, callbackOf, callbackSchema, type CallbackSpec } from "./callback-spec";
export { csvLogger, type CsvLoggerOptions } from "./csv-logger";
export { earlyStopping, type EarlyStoppingOptions } from "./early-stopping";
export { modelCheckpoint, type ModelCheckpointOptions } from "./model-checkpoint";
export { type MonitorMode, type MonitorOptions } from "./monitor";
export { reduceLROnPlateau, type ReduceLROnPlateauOptions } from "./reduce-lr-on-plateau";
export { tensorBoard, type TensorBoardOptions } from "./tensor-board";
