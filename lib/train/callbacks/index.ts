export { type Callback, CallbackList, type Logs, type Training } from "./callback-list";
