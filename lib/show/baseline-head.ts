import type { Dataset } from "../data";
import { whole } from "./words";

/** The labels that notebooks 02, 03 and 04 are named for. */
const NAMED = ["style", "genre", "painter"];

/** Which head a baseline notebook trains, if any. */
export interface BaselineHead {
  /** Missing where there is none for it, or nothing in it to be learned. */
  head?: string;
  /** Says so, in a sentence. */
  says: string;
}

/**
 * The head for the notebook that is named for a label: the head of that name where the data have it. Heads of other names are
 * dealt out, in their order, to the notebooks whose own the data lack, so that each head is trained by one notebook.
 *
 * @param name "style", "genre" or "painter"
 */
export function baselineHead(dataset: Dataset, name: string): BaselineHead {
  const { heads, classes, train, valid } = dataset;
  const head = heads.includes(name) ? name : dealt(heads, name);
  if (head === undefined) {
    const others = `${heads.length === 1 ? "one head" : `${heads.length} heads`}, ${heads.join(", ")}`;
    return { says: `These data have ${others}: none is left for this notebook, so nothing is trained here.` };
  }
  if (classes[head] === 1) {
    return {
      says: `${head} has one class: every answer is right, so there is nothing to learn and nothing is trained.`,
    };
  }
  const scored = valid
    ? `scored on ${whole(valid.rows)} validation pictures`
    : "scored on the same, as there are no validation pictures: that tells what was memorised, not what was learned";
  const own = head === name ? "" : `These data have no ${name}; this notebook takes their head ${head}. `;
  return {
    head,
    says: `${own}${head}: ${whole(classes[head])} classes, trained on ${whole(train.rows)} pictures, ${scored}.`,
  };
}

function dealt(heads: string[], name: string): string | undefined {
  const free = NAMED.filter((each) => !heads.includes(each));
  return heads.filter((head) => !NAMED.includes(head))[free.indexOf(name)];
}
