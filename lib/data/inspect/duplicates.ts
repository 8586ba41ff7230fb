import { createHash } from "node:crypto";
import type { Dataset, Split } from "../dataset";
import { itemSize, sizeOf } from "../dtype";
import { type Reporter, silent } from "../reporter";

/** Rows that hold one and the same picture, byte for byte. */
export interface DuplicateGroup {
  training: number[];
  validation: number[];
  /** Heads in which these rows have different labels. */
  disagree: string[];
}

/** What of a data set is there more than once. */
export interface Duplicates {
  groups: DuplicateGroup[];
  /** Training rows that repeat an earlier one. */
  withinTraining: number;
  withinValidation: number;
  /** Validation rows whose picture is among the training rows: their score is memory, not skill. */
  acrossSplits: number;
  /** Groups whose rows have different labels in some head. */
  disagreeing: number;
}

/** Pictures in memory at a time. */
const CHUNK_BYTES = 16 << 20;

/** Finds pictures that are there more than once, within a split and across the two, by a hash of their bytes. */
export async function findDuplicates(dataset: Dataset, reporter: Reporter = silent): Promise<Duplicates> {
  const total = dataset.train.rows + (dataset.valid?.rows ?? 0);
  const seen = new Map<string, DuplicateGroup>();
  for (const name of ["training", "validation"] as const) {
    const split = name === "training" ? dataset.train : dataset.valid;
    if (!split) continue;
    await hashPictures(split, (row, hash) => {
      let group = seen.get(hash);
      if (!group) seen.set(hash, (group = { training: [], validation: [], disagree: [] }));
      group[name].push(row);
      const done = row + 1 + (name === "training" ? 0 : dataset.train.rows);
      if (done % 256 === 0 || done === total) {
        reporter.progress({ stage: "Comparing the pictures", done, total, unit: "pictures" });
      }
    });
  }
  const groups = [...seen.values()].filter(({ training, validation }) => training.length + validation.length > 1);
  for (const group of groups) group.disagree = dataset.heads.filter((head) => labelsIn(dataset, group, head).size > 1);
  const sum = (count: (group: DuplicateGroup) => number) => groups.reduce((all, group) => all + count(group), 0);
  return {
    groups,
    withinTraining: sum(({ training }) => Math.max(0, training.length - 1)),
    withinValidation: sum(({ validation }) => Math.max(0, validation.length - 1)),
    acrossSplits: sum(({ training, validation }) => (training.length > 0 ? validation.length : 0)),
    disagreeing: groups.filter(({ disagree }) => disagree.length > 0).length,
  };
}

async function hashPictures(split: Split, each: (row: number, hash: string) => void): Promise<void> {
  const length = sizeOf(split.imageShape);
  const chunk = Math.max(1, Math.floor(CHUNK_BYTES / (length * itemSize(split.dtype))));
  for (let first = 0; first < split.rows; first += chunk) {
    const count = Math.min(chunk, split.rows - first);
    const pixels = await split.pictures(Uint32Array.from({ length: count }, (_, i) => first + i));
    for (let i = 0; i < count; i++) {
      const picture = pixels.subarray(i * length, (i + 1) * length);
      const bytes = new Uint8Array(picture.buffer, picture.byteOffset, picture.byteLength);
      each(first + i, createHash("sha1").update(bytes).digest("base64"));
    }
  }
}

function labelsIn(dataset: Dataset, group: DuplicateGroup, head: string): Set<number> {
  return new Set([
    ...group.training.map((row) => dataset.train.labels[head][row]),
    ...group.validation.map((row) => dataset.valid!.labels[head][row]),
  ]);
}
