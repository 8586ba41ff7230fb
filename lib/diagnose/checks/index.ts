import type { Check } from "../check";
import { answers } from "./answers";
import { batchSize } from "./batch-size";
import { coverage } from "./coverage";
import { inputScale } from "./input-scale";
import { inputValues } from "./input-values";
import { labels } from "./labels";
import { lossFunction } from "./loss-function";
import { neighbours } from "./neighbours";
import { outputHead } from "./output-head";
import { rateInUse } from "./rate-in-use";
import { regularisation } from "./regularisation";
import { runLength } from "./run-length";
import { settings } from "./settings";
import { signals } from "./signals";
import { splits } from "./splits";
import { structure } from "./structure";
import { targetScale } from "./target-scale";
import { tasks } from "./tasks";
import { trainAgainstEval } from "./train-against-eval";
import { weights } from "./weights";

/** All checks, in the order in which they are asked within a stage. */
export const checks: readonly Check[] = [
  inputValues,
  inputScale,
  labels,
  targetScale,
  splits,
  coverage,
  outputHead,
  structure,
  settings,
  regularisation,
  batchSize,
  weights,
  lossFunction,
  signals,
  rateInUse,
  runLength,
  trainAgainstEval,
  neighbours,
  answers,
  tasks,
];
