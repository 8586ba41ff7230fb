import type { Dataset } from "../dataset";
import { commonest, countClasses } from "./class-counts";

/** What a head scores that gives one answer to every picture. */
export interface ConstantAnswer {
  head: string;
  classes: number;
  /** The commonest class of the training rows. */
  answer: string;
  /** The rows it is scored on: validation, or training where there is none. */
  scored: "validation" | "training";
  correct: number;
  rows: number;
  accuracy: number;
  /** 1 / classes. */
  chance: number;
}

/**
 * What each head would score by always answering the commonest training class: the least that a model has to beat, and
 * what one scores that has learned the labels' frequencies and nothing of the pictures.
 */
export function constantAnswers(dataset: Dataset): ConstantAnswer[] {
  const scored = dataset.valid ?? dataset.train;
  return dataset.heads.map((head) => {
    const classes = dataset.classes[head];
    const answer = commonest(countClasses(dataset.train.labels[head], classes));
    const correct = countClasses(scored.labels[head], classes)[answer];
    return {
      head,
      classes,
      answer: dataset.classNames[head][answer],
      scored: dataset.valid ? "validation" : "training",
      correct,
      rows: scored.rows,
      accuracy: correct / scored.rows,
      chance: 1 / classes,
    };
  });
}
