export { GraphStep } from "./graph-step";
