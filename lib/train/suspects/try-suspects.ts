import type { Dataset } from "../../data";
import type { Program } from "../program";
import { type RemedyEffect, remedyEffects } from "../remedy-effects";
import type { TriedProgram } from "../tried-program";
import { tryPrograms } from "../try-programs";
import { type Ruling, rulings } from "./rulings";
import type { Suspect } from "./suspect";
import { changeQuestion, putIntoMended } from "./trial-sets";
import { unseenSuspects } from "./unseen";
import { visibleSuspects } from "./visible";

/** What came of suspects that were tried. */
export interface TriedSuspects {
  rulings: Ruling[];
  /** Of the question's program with one thing changed, beside it as it is. */
  question: RemedyEffect[];
  /** Every training, those that the others were held against too. */
  tried: TriedProgram[];
}

/** Every suspect that these data can have. */
export function suspectsOf(dataset: Dataset): Suspect[] {
  return [...unseenSuspects, ...visibleSuspects].filter(({ applies }) => applies(dataset));
}

/**
 * Puts each suspect into the program that learns, and takes it out of the question's (or puts it in, where it does not show
 * there); the same seeds, equal cost. An interrupt ends it, and what was finished by then is ruled on.
 *
 * @param question the question's program, at the cost that one trial may have
 * @param options see `tryPrograms`
 */
export async function trySuspects(
  question: Program,
  dataset: Dataset,
  suspects: readonly Suspect[],
  options: Parameters<typeof tryPrograms>[2] = {},
): Promise<TriedSuspects> {
  const [put, changed] = [putIntoMended, changeQuestion].map((make) => make(question, dataset, suspects));
  const mended = await tryPrograms(put.cases, dataset, options);
  const asked = await tryPrograms(changed.cases, dataset, options);
  const effects = remedyEffects(asked, changed.without);
  return {
    rulings: rulings(suspects, remedyEffects(mended, put.without), effects),
    question: effects,
    tried: [...mended, ...asked],
  };
}
