import type { Diagnosis, Measures } from "../diagnose";
import { digits, type Terms, termList } from "./diagnosis-terms";
import { table } from "./table";

/** What a head's loss is, and what it would be if the picture told it nothing, as a table; empty where nothing was measured. */
export function headLosses({ measures }: Diagnosis): string[] {
  const heads = Object.entries(measures?.heads ?? {});
  if (heads.length === 0) return [];
  const rows = heads.map(([head, { plateaus, start, end }]) => ({
    head,
    "loss before": digits(start?.loss),
    "loss after": digits(end?.loss),
    "of other rows' answers": digits(end?.shuffledLoss),
    "of an empty input": digits(end?.zeroedLoss),
    "all classes alike": digits(plateaus?.alike),
    "the classes' shares": digits(plateaus?.frequencies),
    "softmax twice, at least": digits(plateaus?.doubleSoftmax),
    "under the clip": digits(end?.clipped),
  }));
  return [
    termList(headTerms),
    `<details><summary>The numbers</summary><div class="wide">${table(rows).html}</div>${noiseSentence(measures?.noiseScale)}</details>`,
  ];
}

const headTerms: Terms = [
  [
    "loss before and after",
    "How wrong a head's answers are on a sample of the training rows, before the first step and after the last. A loss that ends where all classes are alike tells them apart no better than a die; one that ends at the classes' shares has learned how common each class is, and nothing of the inputs.",
  ],
  [
    "of other rows' answers, of an empty input",
    "The same loss when each row is given the answer to another row, or to an input of zeros. Where it is no larger than the loss itself, the head does not look at its input.",
  ],
  [
    "under the clip",
    "The share of rows whose own class is given next to no probability. The usual loss cuts off there, so that such rows pull at nothing.",
  ],
];

function noiseSentence({ start, end }: NonNullable<Measures["noiseScale"]> = {}): string {
  if (typeof start !== "number" && typeof end !== "number") return "";
  const rows = (count?: number | null) => digits(count) || "unknown";
  return `<p>Rows of a batch whose gradient is as much noise as signal: ${rows(start)} before the first step, ${rows(end)} after the last. Much smaller batches take steps at random, much larger ones waste rows.</p>`;
}
