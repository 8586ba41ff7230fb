export * from "./accuracy-comparison";
export * from "./class-counts";
export * from "./co-occurrence";
export * from "./confusion-matrix";
export * from "./label-grid";
export * from "./learning-curves";
export * from "./loss-curve";
export * from "./pixel-histogram";
