export * from "./input-error";
export * from "./random";
export * from "./reporter";
