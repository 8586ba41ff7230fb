export * from "./engine";
export * from "./data";
export * from "./model";
export * from "./weighting";
export * from "./train";
export * from "./diagnose";
export * from "./show";
