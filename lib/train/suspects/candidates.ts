import type { Dataset } from "../../data";
import { type AnswerRemedy, asCandidate, helpful } from "../answer-remedies";
import type { RemedyEffect } from "../remedy-effects";
import type { Candidate } from "./soonest";
import { visibleSuspects } from "./visible";

/** Where a mend and a remedy change the same thing, a set has one of them. */
const KINDS: Record<string, string> = { glorot_uniform: "initializer", "rate of 1e-4": "rate" };

/**
 * What may go into the smallest set: of the mends of what the question's program shows, and of the remedies, those that
 * helped a head and hurt none, the best first, one of a kind.
 *
 * @param question effects of the question's program with one suspect changed, see `changeQuestion`
 * @param remedied effects of remedies on the question's program
 * @param most candidates that are answered; each costs a training
 */
export function promisingChanges(
  dataset: Dataset,
  question: readonly RemedyEffect[],
  {
    remedies = [],
    remedied = [],
    most = 6,
  }: { remedies?: readonly AnswerRemedy[]; remedied?: readonly RemedyEffect[]; most?: number } = {},
): Candidate[] {
  const mends: Candidate[] = visibleSuspects.map((suspect) => ({
    name: `without ${suspect.name}`,
    kind: KINDS[suspect.name] ?? suspect.name,
    apply: (to) => suspect.takeOut!(to, dataset),
  }));
  const mended = question.map((each) => ({ ...each, remedy: `without ${each.remedy}` }));
  const known = new Set<string>();
  return helpful([...remedies.map(asCandidate), ...mends], [...mended, ...remedied])
    .filter(({ kind }) => !known.has(kind) && known.add(kind))
    .slice(0, most);
}
