import type { HeadScore } from "../train";
import type { Measures } from "./measures";

/** Every fault and symptom that a finding may name; design.md's table says what each means. */
export const findingCodes = [
  "input-unscaled",
  "input-overscaled",
  "input-shape",
  "input-nonfinite",
  "input-constant",
  "labels-format",
  "labels-corrupt",
  "labels-unaligned",
  "labels-imbalanced",
  "target-unscaled",
  "train-valid-overlap",
  "train-valid-shift",
  "epoch-covers-part",
  "validation-missing",
  "validation-covers-part",
  "undertrained",
  "batch-size",
  "output-activation",
  "single-unit-softmax",
  "double-softmax",
  "missing-softmax",
  "output-width",
  "output-range",
  "loss-unsuitable",
  "clip-locked",
  "linear-stack",
  "symmetric-init",
  "shared-seed",
  "init-scale",
  "stale-graph",
  "frozen-layers",
  "capacity-low",
  "dead-units",
  "saturated-units",
  "gradient-vanishing",
  "gradient-exploding",
  "train-eval-mismatch",
  "rate-too-high",
  "rate-too-low",
  "rate-invalid",
  "gradient-ascent",
  "optimizer-setting",
  "over-regularised",
  "dropout-high",
  "majority-class",
  "task-conflict",
  "task-dominates",
] as const;

export type FindingCode = (typeof findingCodes)[number];

/** Codes that say what a fault does, not what it is. */
export const symptoms: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "clip-locked",
  "dead-units",
  "saturated-units",
  "gradient-vanishing",
  "gradient-exploding",
  "majority-class",
]);

/**
 * Codes of mistakes that are read off what is configured, and are mistakes whatever comes of them in one short run: they stand
 * as suspects even where a trial shows no harm, unless the check itself doubts that it is one.
 */
export const plainMistakes: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "input-shape",
  "input-nonfinite",
  "labels-format",
  "labels-corrupt",
  "train-valid-shift",
  "output-activation",
  "single-unit-softmax",
  "double-softmax",
  "missing-softmax",
  "output-width",
  "output-range",
  "loss-unsuitable",
  "linear-stack",
  "symmetric-init",
  "shared-seed",
  "stale-graph",
  "rate-invalid",
  "gradient-ascent",
]);

/** Codes of arithmetic over rows, batches and splits: nothing in a run can speak for or against them. */
export const countedMistakes: ReadonlySet<FindingCode> = new Set<FindingCode>([
  "train-valid-overlap",
  "epoch-covers-part",
  "validation-missing",
  "validation-covers-part",
]);

/**
 * - `cause`: read off with certainty, or proved by paired trials;
 * - `suspect`: the measurements fit, no trial proved it;
 * - `note`: worth knowing, not why it fails.
 */
export type Standing = "cause" | "suspect" | "note";

/** What is wrong, or worth knowing, and how that is known. */
export interface Finding {
  code: FindingCode;
  standing: Standing;
  /** Name of the output that it is about; none where it is about the whole. */
  head?: string;
  /** Name of the layer that it is about. */
  layer?: string;
  /** Every number and name that the finding rests on, thresholds too. */
  evidence: Record<string, number | string>;
  /** One or two sentences for the person. */
  says: string;
  /** Name of the remedy that mends it, where there is one. */
  remedy?: string;
  /** What the remedy's trials gave: the head's score without it and with it. */
  trial?: { before: number; after: number; seeds: number; p: number };
}

/** Paired runs: same seeds, same batches, one change, or the smallest set's changes together. */
export interface Trial {
  /** Names of the remedies that the treated runs had. */
  remedies: string[];
  /** Names of those that the runs they are held against had: none, or the set before this one was added. */
  against: string[];
  /** What the remedies mend. */
  mends: FindingCode[];
  /** Output names: score without and with, means over the seeds. Accuracy; for a regression, 1 - error / error of the best constant. */
  heads: Record<string, TrialHead>;
  seeds: number[];
  /** Epochs that the treated runs were trained, a seed. */
  epochs: number[];
  /** Whether every head learns with the remedies, on all seeds. */
  learns: boolean;
  /** Whether all seeds agree in sign, on every head that the remedies changed. */
  agree: boolean;
  /** All runs of it together. */
  seconds: number;
  /** A run that the treated one is held against was ended before its last epoch: what it had not learned proves nothing. */
  cut?: boolean;
  /** Why a treated run ended early, such as a loss that was no number. */
  stopped?: string;
}

export interface TrialHead {
  before: number;
  after: number;
  /** Of the pooled paired test over the scored rows of all seeds, two-sided. */
  p: number;
  /** Whether the head learns with the remedies, on all seeds. */
  learns: boolean;
}

export type Verdict = "learning" | "not-learning" | "undecided";

/** What `diagnose` answers; plain JSON. */
export interface Diagnosis {
  verdict: Verdict;
  heads: Record<string, HeadScore & { verdict: Verdict }>;
  /** Ranked, likeliest cause first. */
  findings: Finding[];
  /** Names of remedies that together make it learn; empty where it learns, or none were found. */
  smallestSet: string[];
  trials: Trial[];
  /** `cut`: something was left out, or ended early, for want of time; `interrupted`: because somebody wished it. */
  budget: { seconds: number; spent: number; cut: boolean; interrupted?: boolean };
  /** What was measured on the way. */
  measures?: Measures;
}
