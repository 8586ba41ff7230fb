export { type Dtype, type TypedArray } from "./dtype";
export * from "./input-error";
export { type NpyArray, readNpy, writeNpy } from "./npy";
export { type NpyRows, openNpy } from "./npy-rows";
export { type NpyWriter, createNpyWriter } from "./npy-writer";
export { readNpz } from "./npz";
export * from "./random";
export * from "./reporter";
