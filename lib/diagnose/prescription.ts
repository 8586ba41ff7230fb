import type { Subject } from "../train";
import { disposeTreated } from "./changed-subject";
import type { Suspicion } from "./check";
import type { Examination } from "./examination";
import type { FindingCode } from "./finding";
import type { Remedy } from "./remedy";
import { remedies, remediesOf, remedyNamed } from "./remedies";

/** Codes whose mends change what is scored, not what is learned: no trial can show them at work. */
export const beyondTrials: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "validation-missing",
  "validation-covers-part",
  "train-valid-overlap",
]);

/** A remedy for a suspicion. */
export interface Prescription {
  remedy: Remedy;
  about: Suspicion;
}

/** Tells prescriptions apart: the same remedy for another head or dose is another one. */
export const keyOf = ({ remedy, about }: Prescription): string =>
  [remedy.name, about.head ?? "", about.layer ?? "", JSON.stringify(about.dose ?? {})].join("|");

export const mendsOf = (prescriptions: readonly Prescription[]): FindingCode[] => [
  ...new Set(prescriptions.map(({ about }) => about.code)),
];

/** The remedy that a suspicion names, or the first of its code's that has something to change. */
export function prescribe(about: Suspicion, examination: Examination): Prescription | undefined {
  const named = about.remedy === undefined ? undefined : remedyNamed(about.remedy);
  const remedy = [...(named ? [named] : []), ...remediesOf(about.code)].find((each) =>
    each.applies(examination, about),
  );
  return remedy && { remedy, about };
}

/** A Subject that has had several remedies, and frees what they added. */
export interface Treated {
  subject: Subject;
  dispose(): void;
}

/** Gives remedies one after the other, in the order of the list of all: data first, then heads, layers, optimizer, fit. */
export async function treat(examination: Examination, prescriptions: readonly Prescription[]): Promise<Treated> {
  const ordered = [...prescriptions].sort((a, b) => remedies.indexOf(a.remedy) - remedies.indexOf(b.remedy));
  const made: Subject[] = [];
  let { subject } = examination;
  for (const { remedy, about } of ordered) {
    subject = await remedy.apply(subject, examination, about);
    made.push(subject);
  }
  return { subject, dispose: () => made.reverse().forEach(disposeTreated) };
}
