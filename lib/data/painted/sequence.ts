import type { SplitName } from "../picture-set";
import { Random } from "../random";
import { type Labels, drawLabels } from "./labels";

/**
 * The pictures a seed stands for: their labels, and a source of chance for each, so that no picture depends on how many
 * there are or on what was drawn in another.
 */
export function* pictureSequence(
  seed: number,
  split: SplitName,
  count: number,
): Generator<{ labels: Labels; random: Random }> {
  const seeded = new Random(seed);
  const [train, valid] = [seeded.fork(), seeded.fork()];
  const source = split === "train" ? train : valid;
  for (let i = 0; i < count; i++) {
    const random = source.fork();
    yield { labels: drawLabels(random), random };
  }
}
