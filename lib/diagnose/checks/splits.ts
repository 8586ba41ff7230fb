/**
 * A person sees: training goes well and validation badly; or both go suspiciously well.
 *
 * What training and validation rows have to do with each other: rows in both, or rows drawn or scaled differently.
 *
 * Overlap makes the score say more than is known; it is counted exactly on rows that are compared whole. From one row in ten on
 * it changes what a score means; under that it is told as a note. Shift is a feature's mean in one split seen from the
 * other: in deviations of the training rows, by Cohen's d (1988), where 0.8 is called large; here 1.5 of the median feature,
 * or a deviation that differs threefold, so that an unlucky split does not count. Scaled in one split only is the usual way. Classes
 * that one split has and the other has not come of a file sorted by class and cut in two: by the share of rows that would have
 * to change class (total variation), half of them here, where two drawn splits of a hundred rows differ by a tenth.
 */
import type { Check, Suspicion } from "../check";
import type { ArrayFacts, HeadFacts } from "../examination";
import { rowKey, type RowSample, sampleRows } from "../examination/array-facts";
import type { tf } from "../../engine";
import { short } from "./short-number";

const OVERLAP = 0.1;
const FAR = 1.5;
const WIDER = 3;
const OTHER_CLASSES = 0.5;
/** Of the different rows, so many different values in one place tell them apart; so does shade in so many places. */
const MOSTLY = 0.5;
const PICTURE = 64;
/** Fewer rows than these give no deviation to speak of. */
const ROWS = 20;

export const splits: Check = {
  name: "splits",
  codes: ["train-valid-overlap", "train-valid-shift"],
  stage: "data",
  run({ subject, input, validationInput, heads }) {
    const { validation, data } = subject;
    if (!validation || !validationInput) return [];
    const found: Suspicion[] = [];
    if (same(data.x.shape.slice(1), validation.x.shape.slice(1))) {
      const { shared, repeatable } = sharedRows(data.x, validation.x);
      const share = shared / validationInput.sampledRows;
      if (shared > 0) {
        // Rows of few different values, as of a table of yes and no, meet each other within a split as often.
        const repeated = repeatable ? 1 - input.distinctRows / input.sampledRows : 0;
        const told = share >= OVERLAP + 1.5 * repeated;
        found.push({
          code: "train-valid-overlap",
          standing: told ? "suspect" : "note",
          likelihood: told ? 0.3 : 0.02,
          evidence: { shared, validationRows: validationInput.sampledRows, share, repeated, limit: OVERLAP },
          says: `${shared} of ${validationInput.sampledRows} validation rows are training rows too: what is scored on them was learned by heart.`,
        });
      }
      const shift = shiftOf(input, validationInput);
      if (shift) found.push(shift);
    }
    found.push(...heads.flatMap((head) => otherClasses(head)));
    return found;
  },
};

/** Classes shared out otherwise among validation rows; numbers that lie elsewhere. */
function otherClasses({ name, target, validationTarget: valid }: HeadFacts): Suspicion[] {
  if (!valid || target.rows < ROWS || valid.rows < ROWS || target.counts.length === 0) return [];
  const share = ({ counts, rows }: typeof target, label: number) => (counts[label] ?? 0) / rows;
  const labels = Array.from({ length: Math.max(target.counts.length, valid.counts.length) }, (_, label) => label);
  const moved = labels.reduce((sum, label) => sum + Math.abs(share(target, label) - share(valid, label)), 0) / 2;
  // Drawn from the same classes, splits differ too: by much where classes have few rows each.
  const byChance = labels.reduce((sum, label) => {
    const both = ((target.counts[label] ?? 0) + (valid.counts[label] ?? 0)) / (target.rows + valid.rows);
    return sum + Math.sqrt((2 / Math.PI) * both * (1 - both) * (1 / target.rows + 1 / valid.rows)) / 2;
  }, 0);
  if (moved < OTHER_CLASSES || moved < 2 * byChance) return [];
  const absent = labels.filter((label) => share(valid, label) > 0 && share(target, label) === 0);
  return [
    {
      code: "train-valid-shift",
      standing: "suspect",
      head: name,
      likelihood: 0.75,
      evidence: {
        shareOfOtherClass: moved,
        byChance,
        classesNeverTrained: absent.join(", ") || "none",
        limit: OTHER_CLASSES,
      },
      says:
        `${name}: ${Math.round(100 * moved)} % of the validation rows would have to change class to be shared out as the training ` +
        `rows are${neverTrained(absent)}: the rows were cut before they were shuffled.`,
    },
  ];
}

function neverTrained(absent: readonly number[]): string {
  if (absent.length === 0) return "";
  const [some, more] = [absent.slice(0, 5).join(", "), absent.length - 5];
  return absent.length === 1
    ? `; class ${some} is never trained`
    : `; classes ${some}${more > 0 ? ` and ${more} more` : ""} are never trained`;
}

/** Validation rows that are training rows too, and whether two rows may well be alike without one being the other's copy. */
function sharedRows(train: tf.Tensor, valid: tf.Tensor): { shared: number; repeatable: boolean } {
  const trained = sampleRows(train);
  const keys = new Set(Array.from({ length: trained.rows.length }, (_, i) => rowKey(trained.values, i, trained.width)));
  const scored = sampleRows(valid);
  let shared = 0;
  for (let i = 0; i < scored.rows.length; i++) if (keys.has(rowKey(scored.values, i, scored.width))) shared++;
  return { shared, repeatable: !tellsRowsApart(trained, keys.size) };
}

/** Whether one number of a row is nearly enough to know the row by, as a price or a pixel's shade among many is. */
function tellsRowsApart({ values, rows, width }: RowSample, different: number): boolean {
  if (different < ROWS) return false;
  for (let feature = 0; feature < width; feature++) {
    const seen = new Set<number>();
    for (let row = 0; row < rows.length; row++) seen.add(values[row * width + feature]);
    if (seen.size >= MOSTLY * different) return true;
    if (width >= PICTURE && seen.size > 2) return true;
  }
  return false;
}

function shiftOf(train: ArrayFacts, valid: ArrayFacts): Suspicion | undefined {
  if (train.rows < ROWS || valid.rows < ROWS || train.nonFinite || valid.nonFinite) return undefined;
  const moved: number[] = [];
  const wider: number[] = [];
  train.features.std.forEach((std, i) => {
    if (std === 0) return;
    moved.push(Math.abs(valid.features.mean[i] - train.features.mean[i]) / std);
    wider.push(valid.features.std[i] / std);
  });
  if (moved.length === 0) return undefined;
  const distance = median(moved);
  const width = median(wider);
  if (distance < FAR && width < WIDER && width > 1 / WIDER) return undefined;
  return {
    code: "train-valid-shift",
    standing: "suspect",
    likelihood: 0.75,
    evidence: {
      meanMovedDeviations: distance,
      deviationRatio: width,
      trainingMean: train.mean,
      trainingStd: train.std,
      validationMean: valid.mean,
      validationStd: valid.std,
      limit: FAR,
    },
    says:
      `Validation inputs have mean ${short(valid.mean)} and deviation ${short(valid.std)}, training inputs ` +
      `${short(train.mean)} and ${short(train.std)}: they were scaled or drawn differently.`,
  };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

const same = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((n, i) => n === b[i]);
