import type { HeadAnswers } from "./scored-answers";

/** A row that was answered wrong. */
export interface Mistake {
  /** Of the split that was scored. */
  row: number;
  answered: string;
  /** What the head gave its answer, and what it gave the truth. */
  probability: number;
  truth: string;
  truthProbability: number;
}

/**
 * The wrong answers that the head was surest of, the surest first: where labels are wrong, classes run into each other, or
 * something beside the subject was learned, it shows here.
 *
 * @param most how many
 */
export function surestMistakes(answers: HeadAnswers, most: number): Mistake[] {
  const { classes, truth, answered, probabilities } = answers;
  const probability = (row: number, label: number) => probabilities[row * classes.length + label];
  return Array.from(truth.keys())
    .filter((row) => truth[row] !== answered[row])
    .sort((a, b) => probability(b, answered[b]) - probability(a, answered[a]) || a - b)
    .slice(0, most)
    .map((row) => ({
      row,
      answered: classes[answered[row]],
      probability: probability(row, answered[row]),
      truth: classes[truth[row]],
      truthProbability: probability(row, truth[row]),
    }));
}
