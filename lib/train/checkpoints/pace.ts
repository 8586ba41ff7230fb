/** How often a training is kept. Both given: whichever comes first. */
export interface CheckpointPace {
  /** Seconds between two checkpoints; 0 for one after every batch. */
  seconds?: number;
  /** Batches between two. */
  batches?: number;
}

/** Unless told. A killed run learns so much again, and ends the same. */
const SECONDS = 60;
/** Checkpoints that nobody asked for in so many words take at most this share of the time. */
const SHARE = 0.01;

export type Moment = "batch" | "epoch" | "end";

/**
 * Says when a checkpoint is due: every so often, at an epoch's end, and at the training's end. Where writing is slow, or
 * epochs are short, there are fewer, so that they cost little.
 */
export class Pace {
  private last: { steps: number; moment: Moment; at: number };
  /** Seconds that the last one took. */
  private cost = 0;

  /**
   * @param steps done at the start
   * @param now   seconds, from any beginning
   */
  constructor(
    private readonly pace: CheckpointPace,
    steps = 0,
    readonly now = () => performance.now() / 1000,
  ) {
    this.last = { steps, moment: "batch", at: this.now() };
  }

  due(moment: Moment, steps: number): boolean {
    const { seconds, batches } = this.pace;
    const { last } = this;
    if (steps === last.steps && (moment === "batch" || last.moment !== "batch")) return false;
    if (moment === "end") return true;
    const elapsed = this.now() - last.at;
    if (batches !== undefined && steps - last.steps >= batches) return true;
    if (seconds !== undefined && elapsed >= seconds) return true;
    const cheap = elapsed * SHARE >= this.cost;
    if (moment === "epoch") return cheap;
    return seconds === undefined && batches === undefined && elapsed >= SECONDS && cheap;
  }

  /** One was written. @param began when, as `now` has it */
  written(moment: Moment, steps: number, began: number): void {
    const at = this.now();
    this.cost = at - began;
    this.last = { steps, moment, at };
  }
}
