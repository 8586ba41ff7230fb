import type { Progress } from "../data";
import { durationText } from "./duration";
import { whole } from "./words";

/** No time left is told before this many seconds: it would be a guess. */
const SECONDS_BEFORE_A_FORECAST = 2;

/** One stage of a long task, and the words for where it stands. */
export class ProgressLine {
  private started: number;
  private first: number;
  private ended?: number;

  /** @param now seconds, from any start */
  constructor(
    public progress: Progress,
    now: number,
  ) {
    this.started = now;
    this.first = progress.done;
  }

  get finished(): boolean {
    return this.progress.done >= this.progress.total;
  }

  /** Takes the stage's next event. A stage that goes back has begun anew. */
  update(progress: Progress, now: number): void {
    if (progress.done < this.progress.done) [this.started, this.first, this.ended] = [now, progress.done, undefined];
    this.progress = progress;
    if (this.finished) this.ended ??= now;
  }

  /** "5 of 20 epochs · loss 1.23 · 12 s left"; and at the end, what it took. */
  words(now: number): string {
    const { done, total, unit, note } = this.progress;
    const parts = [`${whole(done)} of ${whole(total)} ${unit}`, note, this.time(now)];
    return parts.filter(Boolean).join(" · ");
  }

  private time(now: number): string | undefined {
    const { done, total, secondsLeft } = this.progress;
    const elapsed = (this.ended ?? now) - this.started;
    if (this.finished) return `took ${durationText(elapsed)}`;
    if (secondsLeft !== undefined) return `${durationText(secondsLeft)} left`;
    // What was done before the first event, as when a run goes on, took no time of ours.
    const fresh = done - this.first;
    if (elapsed < SECONDS_BEFORE_A_FORECAST || fresh <= 0) return undefined;
    return `${durationText((elapsed / fresh) * (total - done))} left`;
  }
}

/** Seconds of a clock that never goes back. */
export function seconds(): number {
  return performance.now() / 1000;
}
