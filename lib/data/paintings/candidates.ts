/** What a source of pictures hands over: which picture has which labels, and what it could not use. */

/** A picture that may become a row. */
export interface Candidate {
  /** As it is named in the report: the file's name in the table. */
  file: string;
  path: string;
  /** The table's line, where there is a table. */
  line?: number;
  /** A class a head. */
  labels: Record<string, string>;
  /** The split the source puts it in, where it tells. */
  side?: "train" | "valid";
}

/** Why something was left out. Each reason is told in words in the report. */
export const REASONS = {
  "wrong number of cells": "the row has more or fewer cells than the table's head, so its labels may be shifted",
  "no file name": "the row names no picture",
  "blank label": "a label is blank",
  "garbled label": "a label is not valid UTF-8",
  "split unknown": "the split column names no split: neither True nor False, train nor valid",
  "listed twice": "the same picture with the same labels was listed before",
  "contradicting labels":
    "the same picture is listed again with other labels or in the other split: none of its rows is used",
  "other painter": "the painter is not among those chosen",
  "outside the folder": "the file name leads out of the pictures' folder",
  ambiguous: "several files have that name",
  missing: "there is no such picture",
  unreadable: "the file cannot be read",
  empty: "the file is empty",
  "no picture": "the file is no picture",
  truncated: "the picture breaks off",
  damaged: "the picture is damaged",
  "too large": "the picture is too large",
  "class without training rows": "in validation only: its class occurs in no training row, so it could not be learned",
} as const;

export type Reason = keyof typeof REASONS;

export interface LeftOut {
  reason: Reason;
  file?: string;
  line?: number;
  detail?: string;
}

export interface Source {
  /** The heads, in the order of classes.json. */
  heads: string[];
  candidates: Candidate[];
  leftOut: LeftOut[];
  /** Too many to name one by one. */
  leftOutUnnamed: Partial<Record<Reason, number>>;
  /** Whatever else the result depends on, as hashes or options: the key of an unfinished run. */
  identity: Record<string, unknown>;
  /** Worth telling: fewer painters than asked for. */
  remarks: string[];
}

/**
 * Pictures listed more than once: of equal rows the first stays; where rows contradict each other none does, since one
 * of them is wrong and nobody can tell which.
 */
export function withoutRepeats(candidates: readonly Candidate[], leftOut: LeftOut[]): Candidate[] {
  const first = new Map<string, Candidate>();
  const contradicted = new Set<string>();
  for (const candidate of candidates) {
    const earlier = first.get(candidate.path);
    if (earlier === undefined) first.set(candidate.path, candidate);
    else if (!sameLabels(earlier, candidate)) contradicted.add(candidate.path);
  }
  return candidates.filter((candidate) => {
    const { file, line, path } = candidate;
    const earlier = first.get(path)!;
    if (contradicted.has(path)) leftOut.push({ reason: "contradicting labels", file, line });
    else if (earlier !== candidate) leftOut.push({ reason: "listed twice", file, line, detail: whereOf(earlier) });
    else return true;
    return false;
  });
}

function sameLabels(a: Candidate, b: Candidate): boolean {
  return a.side === b.side && Object.keys(a.labels).every((head) => a.labels[head] === b.labels[head]);
}

function whereOf({ line, file }: Candidate): string {
  return line === undefined ? file : `first on line ${line}`;
}
