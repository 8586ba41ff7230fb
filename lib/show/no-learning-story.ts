import type { EpochCoverage, Ruling, SeenAccuracies, Soonest, TriedProgram } from "../train";
import type { Attempt } from "./attempt";
import { fullStory, storySentence, storyTable } from "./full-story";
import { coverageSentence, leavingSentence, seenSentence, startSentence } from "./no-learning-sentences";
import type { NotebookSettings } from "./notebook-settings";
import { triedSentence } from "./remedy-sentences";
import { show } from "./show";
import { soonestSentence, suspectAnswers } from "./suspect-sentences";
import { learned } from "./words";

/** All that the story of the question's program found, the answer first. */
export function storySentences(found: {
  rulings: readonly Ruling[];
  seen: SeenAccuracies[];
  soonest: Soonest;
  attempts: Attempt<unknown>[];
  coverage: EpochCoverage[];
  tried: readonly TriedProgram[];
}): string[] {
  const { rulings, seen, soonest, attempts, coverage, tried } = found;
  return [
    ...suspectAnswers(rulings),
    leavingSentence(seen),
    soonestSentence(soonest),
    startSentence(attempts),
    coverageSentence(coverage),
    ...seen.map(seenSentence),
    triedSentence(tried),
  ];
}

/** Shows tables of the story that was committed, each with what is to be known of it; what is missing is said to be. */
export async function showFullStory(
  settings: Pick<NotebookSettings, "runs">,
  titles: readonly string[],
): Promise<void> {
  const story = await fullStory(settings);
  console.log(storySentence(story));
  for (const title of titles) {
    const { rows, says, answers = [] } = storyTable(story, title);
    console.log(`${title}. ${says}`);
    if (rows.length > 0) await show(rows);
    if (answers.length > 0) await show(learned(answers));
  }
}
