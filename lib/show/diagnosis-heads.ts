import type { Diagnosis, Measures } from "../diagnose";
import { table } from "./table";

/** What a head's loss is, and what it would be if the picture told it nothing, as a table; empty where nothing was measured. */
export function headLosses({ measures }: Diagnosis): string[] {
  const heads = Object.entries(measures?.heads ?? {});
  if (heads.length === 0) return [];
  const rows = heads.map(([head, { plateaus, start, end }]) => ({
    head,
    "loss before": text(start?.loss),
    "loss after": text(end?.loss),
    "of other rows' answers": text(end?.shuffledLoss),
    "of an empty input": text(end?.zeroedLoss),
    "all classes alike": text(plateaus?.alike),
    "the classes' shares": text(plateaus?.frequencies),
    "softmax twice, at least": text(plateaus?.doubleSoftmax),
    "under the clip": text(end?.clipped),
  }));
  return [
    `<dl>${headTerms.map(([term, meaning]) => `<dt>${term}</dt><dd>${meaning}</dd>`).join("\n")}</dl>`,
    `<details><summary>The numbers</summary><div class="wide">${table(rows).html}</div>${noiseSentence(measures?.noiseScale)}</details>`,
  ];
}

const headTerms: readonly (readonly [string, string])[] = [
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
  const rows = (count: number | null | undefined) => (typeof count === "number" ? text(count) : "unknown");
  return `<p>Rows of a batch whose gradient is as much noise as signal: ${rows(start)} before the first step, ${rows(end)} after the last. Much smaller batches take steps at random, much larger ones waste rows.</p>`;
}

const text = (value: number | null | undefined) =>
  typeof value === "number" ? String(Number(value.toPrecision(3))) : "";
