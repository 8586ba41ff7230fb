export { type DefaultDataOptions, paintDefaultData } from "./paint-default-data";
