import type { AccuracyEvidence, EpochCoverage, SeenAccuracies } from "../train";
import type { Attempt } from "./attempt";
import { pText } from "./baseline-sentences";
import { percent, whole } from "./words";

/** Whether a training's heads leave the majority baseline, and when: the answer, in one sentence. */
export function leavingSentence(heads: SeenAccuracies[]): string {
  const epochs = heads[0]?.all.scored.length ?? 0;
  const subject = "Mended only until it runs, the question's program";
  if (epochs === 0) return `${subject} finished no epoch here, so nothing can be said of what it learns.`;
  const leaves = (head: SeenAccuracies) => head.all.leaves;
  const learning = heads.filter((head) => leaves(head) !== undefined);
  const others = heads.filter((head) => leaves(head) === undefined).map(({ head }) => head);
  const when = learning.map((head) => `${head.head} after epoch ${leaves(head)}`).join(", ");
  const within = `of ${whole(epochs)} short ${epochs === 1 ? "epoch" : "epochs"}`;
  if (learning.length === 0) return `${subject} learns nothing that can be told in ${whole(epochs)} short epochs.`;
  if (others.length === 0) return `${subject} learns: every head leaves the majority baseline (${when}, ${within}).`;
  return `${subject} learns in part: ${when}, ${within}; not ${others.join(", ")}.`;
}

/** At how many of its steps the program as posted cannot go on. */
export function startSentence(attempts: Attempt<unknown>[]): string {
  const failed = attempts.filter((each) => each.failed);
  if (failed.length === 0) return "Nothing kept the program from starting on these arrays.";
  return `As posted it cannot start: ${whole(failed.length)} faults, one behind the other (${failed.map(({ step }) => step).join("; ")}).`;
}

/** What an epoch of it sees. */
export function coverageSentence(coverage: EpochCoverage[]): string {
  const parts = coverage.map(({ split, rows, perEpoch }) => `${whole(perEpoch)} of ${whole(rows)} ${split} pictures`);
  const epochs = 1 / coverage[0].share;
  const round = epochs > 1 ? `: ${epochs.toFixed(1)} of its epochs are one time through the data` : "";
  const alone =
    coverage.length > 1 ? "" : " There is no validation split, so heads are scored on what they learn from.";
  return `An epoch of it sees ${parts.join(" and ")}${round}.${alone}`;
}

/** What an accuracy says of a head when it is seen on so many rows. */
export function evidenceSentence(head: string, accuracy: number, majority: number, found: AccuracyEvidence): string {
  const { rows, byMajority, needed } = found;
  if (majority === 1) return `${head} has one class: every answer is right, and no accuracy tells of learning.`;
  const beat = needed === undefined ? "no accuracy would be enough" : `it takes ${percent(needed)} to show more`;
  return (
    `${head}: on ${whole(rows)} pictures a head that always answers the commonest class (${percent(majority)}) shows ` +
    `${accuracy.toFixed(2)} or more with ${pText(byMajority)}; ${beat}.`
  );
}

/** When a head is seen to leave the majority baseline, on the few rows the question looks at, and on all. */
export function seenSentence({ head, all, seen, majority }: SeenAccuracies): string {
  const at = (leaves: number | undefined) => (leaves === undefined ? "not at all" : `after epoch ${leaves}`);
  if (all.scored.length === 0 || majority === 1) return `${head}: nothing to be seen.`;
  const own = seen ? `; on the ${whole(seen.rows)} rows that the question looks at, ${at(seen.leaves)}` : "";
  const last = all.scored[all.scored.length - 1];
  return (
    `${head} leaves the majority baseline (${percent(majority)}) on all ${whole(all.rows)} rows ${at(all.leaves)}${own}; ` +
    `at the end it is right for ${percent(last.right / last.rows)}.`
  );
}
