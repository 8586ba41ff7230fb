/** All programs of the bench, family by family: those to tune on, and those kept aside. */
import { InputError } from "plateau";
import * as aside from "./aside";
import type { FaultProgram } from "./fault-program";
import * as programs from "./programs";

/** The programs that a doctor may be tuned on. */
export const openPrograms: readonly FaultProgram[] = Object.values(programs).flat();

/** The third that is never looked at while tuning. */
export const asidePrograms: readonly FaultProgram[] = Object.values(aside).flat();

/** @throws InputError if there is none of that name */
export function programNamed(name: string): FaultProgram {
  const found = [...openPrograms, ...asidePrograms].find((program) => program.name === name);
  if (!found) throw new InputError(`there is no program "${name}" in scripts/faults`);
  return found;
}

/**
 * The programs asked for: those whose name holds one of the words, or all.
 *
 * @throws InputError if a word is in no name
 */
export function chosenPrograms(words: readonly string[], from: readonly FaultProgram[]): readonly FaultProgram[] {
  for (const word of words) {
    if (from.some(({ name }) => name.includes(word))) continue;
    throw new InputError(`no program's name holds "${word}": see npm run faults -- --list`);
  }
  return words.length === 0 ? from : from.filter(({ name }) => words.some((word) => name.includes(word)));
}
