import { constantAnswers, type Dataset, questionDraws } from "../data";
import { leavesMajority, type Scored } from "./majority-test";
import type { Program } from "./program";
import { parseProgram } from "./program-schema";
import type { AnswerWatch } from "./watch-answers";

/** What was scored after each epoch, on the same number of rows each. */
export interface AccuracySeries {
  rows: number;
  scored: Scored[];
  /** The epoch at which it leaves the majority baseline, see `leavesMajority`. */
  leaves?: number;
}

/** One head over the epochs: what all scored rows show, and what the question's own validation shows of it. */
export interface SeenAccuracies {
  head: string;
  all: AccuracySeries;
  /** On the rows that the question's generator draws; missing without validation, or with too few rows for it. */
  seen?: AccuracySeries;
  majority: number;
  chance: number;
  /** After each epoch: classes that the head answers at all, and its loss on all scored rows. */
  given: number[];
  losses: number[];
}

/**
 * What the question's author would have seen of a training, beside what all rows show: its validation takes a few batches
 * an epoch from a shuffle that goes on from epoch to epoch.
 *
 * @param watch of the training
 * @param program whose batchSize and validationSteps say how many rows are drawn
 */
export function seenAccuracies(watch: AnswerWatch, dataset: Dataset, program: Program): SeenAccuracies[] {
  const { batchSize, validationSteps, seed } = parseProgram(program);
  const { valid } = dataset;
  const epochs = watch.epochs.length;
  const draws =
    valid && validationSteps !== undefined && valid.rows >= batchSize
      ? questionDraws(valid.rows, { epochs, steps: validationSteps, batchSize, seed })
      : undefined;
  return constantAnswers(dataset).map(({ head, accuracy: majority, chance, rows }) => {
    const heads = watch.epochs.map((epoch) => epoch[head]);
    const all = heads.map(({ right }) => ({ right: right.filter(Boolean).length, rows }));
    const seen = draws?.map((drawn, i) => ({
      right: drawn.filter((row) => heads[i].right[row]).length,
      rows: drawn.length,
    }));
    return {
      head,
      all: series(all, rows, majority),
      ...(seen && { seen: series(seen, validationSteps! * batchSize, majority) }),
      majority,
      chance,
      given: heads.map(({ given }) => given),
      losses: heads.map(({ loss }) => loss),
    };
  });
}

function series(scored: Scored[], rows: number, majority: number): AccuracySeries {
  const leaves = leavesMajority(scored, majority);
  return { rows, scored, ...(leaves !== undefined && { leaves }) };
}
