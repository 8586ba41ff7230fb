import type { Dataset } from "../../data";
import type { Program } from "../program";
import { named, type ProgramCase, type Suspect } from "./suspect";
import { mendedProgram } from "./visible";

/** Cases that are held against one of them: the same seed, equal cost, one thing changed. */
export interface TrialSet {
  /** Name of the case that the others are held against; it is the first. */
  without: string;
  cases: ProgramCase[];
}

/** Each suspect put into the program that learns: the question's with all that it shows mended. Does it break it? */
export function putIntoMended(question: Program, dataset: Dataset, suspects: readonly Suspect[]): TrialSet {
  const mended = { program: mendedProgram(question, dataset) };
  return setOf("mended", mended, suspects, dataset, ({ putIn }) => putIn(mended, dataset));
}

/**
 * The question's program with one thing changed: what it shows taken out (does that mend it, or make it sooner?), what it
 * does not show put in (does the symptom come of it?).
 */
export function changeQuestion(question: Program, dataset: Dataset, suspects: readonly Suspect[]): TrialSet {
  const as = { program: question };
  return setOf("question", as, suspects, dataset, ({ putIn, takeOut = putIn }) => takeOut(as, dataset));
}

function setOf(
  without: string,
  base: ProgramCase,
  suspects: readonly Suspect[],
  dataset: Dataset,
  change: (suspect: Suspect) => ProgramCase,
): TrialSet {
  const able = suspects.filter(({ applies }) => applies(dataset));
  return { without, cases: [named(base, without), ...able.map((each) => named(change(each), each.name))] };
}
