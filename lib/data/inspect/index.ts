export { type ArrayRow, labelRows, listArrays } from "./arrays";
export { type ClassCount, countLabels } from "./class-counts";
export { type ConstantAnswer, constantAnswers } from "./constant-answers";
export { type CrossTable, type LabelLink, crossTable, labelLinks } from "./cross-table";
export { type DuplicateGroup, type Duplicates, findDuplicates } from "./duplicates";
export { exampleRows, labelCaptions } from "./examples";
export { type PixelCounts, countPixels } from "./pixel-counts";
