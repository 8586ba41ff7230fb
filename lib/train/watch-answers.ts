import { type Dataset, fitPreprocessing } from "../data";
import type { Callback, Training } from "./callbacks";
import type { Program } from "./program";
import { LOSS_CLIP } from "./plateau-losses";
import { parseProgram } from "./program-schema";
import { type AskedRun, type HeadAnswers, rightRows, scoredAnswers } from "./scored-answers";

/** What one head answered to every scored row after an epoch. */
export interface WatchedHead {
  /** Whether each row was right, in the split's order. */
  right: boolean[];
  /** How many classes it gives at all. One: it answers the same to every picture. */
  given: number;
  /** Mean cross-entropy of a row, probabilities clipped at 1e-7 as the question's loss clips them. */
  loss: number;
}

/** A callback, and what it has seen: by head, one entry a whole epoch. */
export interface AnswerWatch extends Callback {
  readonly epochs: Record<string, WatchedHead>[];
}

/**
 * A callback that asks the model about every validation row (every training row where there are no others) after each epoch.
 * A Program with validationSteps looks at a part of them only; this tells what all of them would have shown.
 *
 * @param dataset the Program's own, open for as long as it trains
 * @param program whose preprocessing the pictures get
 */
export async function watchAnswers(dataset: Dataset, program: Program): Promise<AnswerWatch> {
  const filled = parseProgram(program);
  const preprocessing = await fitPreprocessing(filled.preprocessing, dataset.train);
  const asked: Omit<AskedRun, "model"> = { program: filled, preprocessing };
  const epochs: AnswerWatch["epochs"] = [];
  let training: Training | undefined;
  return {
    epochs,
    setTraining(of) {
      training = of;
    },
    async onEpochEnd() {
      const answers = await scoredAnswers({ ...asked, model: training!.model }, dataset);
      epochs.push(Object.fromEntries(Object.entries(answers).map(([head, given]) => [head, watched(given)])));
    },
  };
}

function watched(answers: HeadAnswers): WatchedHead {
  const { truth, answered, probabilities, classes, rows } = answers;
  const losses = Array.from(
    truth,
    (label, row) => -Math.log(Math.max(LOSS_CLIP, probabilities[row * classes.length + label])),
  );
  return {
    right: rightRows(answers),
    given: new Set(answered).size,
    loss: losses.reduce((sum, loss) => sum + loss, 0) / rows,
  };
}
