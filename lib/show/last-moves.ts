import type { PairedDifference, Run } from "../train";
import { learningCurve } from "./run-curves";

/** Steps from an epoch to the next, at the end of a training, that are looked at. */
const LAST_STEPS = 2;

/**
 * How far a head's accuracy still moved at the end of a training: the largest change from an epoch to the next among the
 * last. On validation rows where there are any. A comparison of two trainings depends as much on when they stopped.
 *
 * @returns a share of 1; NaN after a single epoch
 */
export function lastMoves(run: Pick<Run, "history" | "heads">, head: string): number {
  const { training, validation } = learningCurve(run, head);
  const accuracies = (validation ?? training).slice(-LAST_STEPS - 1);
  const moves = accuracies.slice(1).map((accuracy, i) => Math.abs(accuracy - accuracies[i]));
  return moves.length > 0 ? Math.max(...moves) : Number.NaN;
}

/** Whether a difference between two trainings is more than what either still moved when it ended. */
export function lastMovesSentence({ head, difference }: PairedDifference, first: Run, second: Run): string {
  const moved = Math.max(lastMoves(first, head), lastMoves(second, head));
  if (Number.isNaN(moved)) return `${head}: after a single epoch nothing tells how far its accuracy still moves.`;
  const standing =
    moved < Math.abs(difference)
      ? "less than the difference between the two"
      : "no less than the difference between the two, which may be a matter of when they stopped";
  return `${head}: at the end, its accuracy still moved by up to ${(100 * moved).toFixed(1)} points from one epoch to the next, ${standing}.`;
}
