export { promisingChanges } from "./candidates";
export { noHeadLearns, type Ruling, rulings, type SuspectStanding } from "./rulings";
export {
  applied,
  type Candidate,
  nameOf,
  type Soonest,
  soonestSet,
  type SoonestStep,
  type Soonness,
  soonness,
} from "./soonest";
export { type DataChange, named, type ProgramCase, type Suspect } from "./suspect";
export { changeQuestion, putIntoMended, type TrialSet } from "./trial-sets";
export { suspectsOf, type TriedSuspects, trySuspects } from "./try-suspects";
export { unseenSuspects } from "./unseen";
export { mendedProgram, visibleSuspects, withBatches } from "./visible";
