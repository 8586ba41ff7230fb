/** How far a long task has come. */
export interface Progress {
  /** What is being done, in a few words; events with the same stage update one bar. */
  stage: string;
  /** Units done so far. */
  done: number;
  /** Units in all. */
  total: number;
  /** What is counted, in the plural: "rows", "batches". */
  unit: string;
  /** A short remark beside the bar, such as the latest loss. */
  note?: string;
  /** What is left, where whoever reports knows it better than the pace so far tells. */
  secondsLeft?: number;
}

/**
 * What long-running functions tell while they run. The library draws nothing itself: `show/` has one reporter
 * for a terminal and one for a notebook, and without a reporter everything is silent.
 */
export interface Reporter {
  progress(progress: Progress): void;
  say(text: string): void;
}

/** Reports to nobody. */
export const silent: Reporter = { progress() {}, say() {} };
