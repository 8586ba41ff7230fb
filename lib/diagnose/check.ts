import type { Examination } from "./examination";
import type { Finding, FindingCode } from "./finding";

/**
 * What a check answers: a finding, and how likely it is to be why a head fails.
 *
 * Its standing is what the measurements alone allow: `cause` only where it is read off with certainty, such as a softmax over
 * one unit, or a rate of zero; `suspect` where they fit; `note` where they are worth knowing. Trials may raise a suspect to
 * a cause, or refute it to a note.
 */
export interface Suspicion extends Finding {
  /**
   * How likely it is, in 0..1, that a program like this fails for this reason, given that it fails. Suspicions are
   * tried and ranked by it. As a rule: 0.95 nothing learns with this; 0.7 a fault as the field knows it, seen clearly;
   * 0.4 it fits, and other things would too; 0.1 only worth a try when all else was tried.
   */
  likelihood: number;
  /** For remedies: numbers they need beyond the evidence, such as the rate to go to. */
  dose?: Record<string, number>;
}

/**
 * - `data`: arrays, topology and settings alone; nothing is run;
 * - `start`: the freshly built model, forwards and backwards on a sample; no step is taken;
 * - `training`: the configured run, short probes and the rate's curve;
 * - `heads`: how several heads get on; asked only of models with two or more.
 */
export type Stage = "data" | "start" | "training" | "heads";

/**
 * One file a check: the header says what a person would see, the thresholds stand at its head, each with its source (a
 * paper, a tool's file, or an experiment with its script).
 */
export interface Check {
  /** As the file is called. */
  name: string;
  codes: readonly FindingCode[];
  stage: Stage;
  /** Asks the examination, which measures once and keeps it; leaks no tensor; never trains the examination's model. */
  run(examination: Examination): Suspicion[] | Promise<Suspicion[]>;
}
