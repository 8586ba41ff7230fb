export { type Augmentation } from "./augmentation";
export { type Batch, type BatchOptions, type BatchSource, type BatchState, createBatches } from "./batches";
export { type ChannelStatistics, channelStatistics } from "./channel-statistics";
export { type ArrayFile, type Dataset, type Split, openDataset } from "./dataset";
export { type Dtype, type TypedArray } from "./dtype";
export * from "./input-error";
export * from "./inspect";
export { type PicturesShape, toInput } from "./network-input";
export { type NpyArray, readNpy, writeNpy } from "./npy";
export { type NpyRows, openNpy } from "./npy-rows";
export { type NpyWriter, createNpyWriter } from "./npy-writer";
export { readNpz } from "./npz";
export { type DefaultDataOptions, paintDefaultData } from "./painted";
export {
  type PaintingsOptions,
  type PictureFault,
  type PictureSize,
  type PictureSource,
  type PrepareOptions,
  PictureError,
  loadPicture,
  preparePaintings,
  preparePictures,
} from "./paintings";
export { type ImageShape } from "./picture-file";
export { type Summary } from "./picture-set";
export {
  type FittedPreprocessing,
  type Preprocessing,
  type Scaling,
  fitPreprocessing,
  scalings,
} from "./preprocessing";
export { type PostedPictures, postedPictures } from "./posted-pictures";
export { type QuestionFile, loadAsPosted, questionFiles } from "./question-files";
export { type QuestionBatch, type QuestionGeneratorOptions, questionGenerator } from "./question-generator";
export { questionDraws, questionOrder } from "./question-order";
export * from "./random";
export * from "./reporter";
