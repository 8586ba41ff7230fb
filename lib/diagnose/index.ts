export { type Check, type Stage, type Suspicion } from "./check";
export {
  type Diagnosis,
  type Finding,
  type FindingCode,
  findingCodes,
  type Standing,
  symptoms,
  type Trial,
  type TrialHead,
  type Verdict,
} from "./finding";
export {
  type EpochMeasures,
  type HeadEpoch,
  type HeadStates,
  type HeadState,
  type LayerMeasures,
  type LayerState,
  type Measured,
  type Measures,
  type RateMeasures,
  type RunMeasures,
} from "./measures";
export { type Remedy } from "./remedy";
export { beyondTrials } from "./prescription";
export { remedies, remediesOf, remedyNamed } from "./remedies";
export { subjectOf } from "./subject-of";
export { diagnose, type DiagnoseOptions } from "./diagnose";
export { SURE_TO_LEARN } from "./sure-to-learn";
export { Examination } from "./examination";
