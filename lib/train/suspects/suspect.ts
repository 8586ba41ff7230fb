import type { Dataset } from "../../data";
import type { Program } from "../program";

/** What is done to data once they are opened; pure: the given data set stays as it is. */
export interface DataChange {
  /** Names it in records: two changes of one name are one and the same. */
  name: string;
  apply(dataset: Dataset): Dataset;
}

/** One training to be tried: a Program, and what is done to its data first, if anything. */
export interface ProgramCase {
  program: Program;
  data?: DataChange;
}

/** Something that may be why a program does not learn. */
export interface Suspect {
  /** As a person says it, as a fault: "one seed for all towers". */
  name: string;
  /** What it is, and how one comes by it, in one sentence. */
  says: string;
  /** How one sees whether one has it, in a sentence; missing where it stands in the program. */
  look?: string;
  /** Whether the question shows it, in its program or beside it, or its author may have had it without showing it. */
  seen: "in the program" | "in the summary" | "nowhere";
  /** Those that a short telling keeps to: they are likely, or their effect is large. */
  main: boolean;
  /** Whether these data can have it: some take two heads, or a validation split. */
  applies(dataset: Dataset): boolean;
  /** The same training with the fault. */
  putIn(to: ProgramCase, dataset: Dataset): ProgramCase;
  /** The same training without it; missing where the question's program does not show it. */
  takeOut?(from: ProgramCase, dataset: Dataset): ProgramCase;
}

/** The same case under another name, such as the suspect's. */
export function named({ program, data }: ProgramCase, name: string): ProgramCase {
  return { program: { ...program, name }, ...(data && { data }) };
}
