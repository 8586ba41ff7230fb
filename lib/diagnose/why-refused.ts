import type { Suspicion } from "./check";
import type { Examination } from "./examination";

/** What is read off of data that `fit` refuses, where no check has told why: tfjs's own words at least. */
export function whyRefused({ subject, refusal }: Examination, told: readonly Suspicion[]): Suspicion[] {
  if (refusal === undefined) return [];
  const uneven = [subject.data, ...(subject.validation ? [subject.validation] : [])].flatMap(({ x, y }, i) =>
    [y]
      .flat()
      .filter(({ shape }) => shape[0] !== x.shape[0])
      .map(({ shape }) => ({ split: i === 0 ? "data" : "validation", rows: x.shape[0], labels: shape[0] })),
  );
  if (uneven.length > 0) {
    const [{ split, rows, labels }] = uneven;
    const says = `${split}.x has ${rows} rows and ${split}.y ${labels}: each row wants its own label, so one of the two was cut or read from another file.`;
    return [{ code: "labels-unaligned", standing: "cause", likelihood: 0.98, evidence: { split, rows, labels }, says }];
  }
  if (told.some(({ standing, likelihood }) => standing === "cause" || likelihood > 0.5)) return [];
  const says = `The model cannot be trained on these data. ${refusal}`;
  return [{ code: "input-shape", standing: "cause", likelihood: 0.98, evidence: { refusal }, says }];
}
