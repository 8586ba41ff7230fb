export { type Callback, type KeptArray, type KeptArrays, type Logs, type Training } from "./callback";
export { CallbackList, type CallbacksState } from "./callback-list";
