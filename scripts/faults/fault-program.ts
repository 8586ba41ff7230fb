import { type FindingCode, type Subject, tf } from "plateau";

/** A true cause, first as what it is, then other findings whose mend would do as well. */
export type Cause = readonly [FindingCode, ...FindingCode[]];

/** One program of the bench, and what a doctor should say about it. */
export interface FaultProgram {
  /** DATA-FAULT, unique. */
  name: string;
  /** Where it is re-told from: a question's number, a benchmark's id, a mutation operator. */
  source: string;
  /** What is true of it as it is configured, by design's definition of learning. */
  verdict: "learning" | "not-learning";
  /** None for a healthy program. */
  causes: readonly Cause[];
  /** Symptoms and consequences that may be named beside a true cause. */
  beside?: readonly FindingCode[];
  /**
   * All of a Subject but its name, afresh, its data made by rule; the tensors are the caller's.
   *
   * @param mended without the causes, and nothing else changed
   */
  setting(mended?: boolean): Omit<Subject, "name">;
}

export type HealthyProgram = Pick<FaultProgram, "name" | "source" | "setting">;

export function healthyProgram(program: HealthyProgram): FaultProgram {
  return { ...program, verdict: "learning", causes: [] };
}

/** Keeps the tensors of the Subject alone: what a program made on the way is given back. */
export function subjectOfProgram(program: FaultProgram, mended = false): Subject {
  const made = tf.tidy(() => program.setting(mended) as unknown as tf.TensorContainer);
  return { name: program.name, ...(made as unknown as Omit<Subject, "name">) };
}
