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
export { type Remedy } from "./remedy";
export { remedies, remediesOf, remedyNamed } from "./remedies";
export { subjectOf } from "./subject-of";
export { diagnose, type DiagnoseOptions } from "./diagnose";
export { Examination } from "./examination";
