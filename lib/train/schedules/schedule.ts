/** What a schedule sets before a step. */
export interface Scheduled {
  learningRate: number;
  /** SGD's momentum, Adam's beta1; left alone if not given. */
  momentum?: number;
}

/**
 * A pure function of the step's number, from 0, counted from the run's very beginning: a training that is resumed asks it
 * anew, and keeps nothing of it.
 */
export type Schedule = (step: number) => Scheduled;

/** What a schedule is laid out over. */
export interface Span {
  /** The optimizer's own rate. */
  learningRate: number;
  /** Steps of the whole training; after them the schedule stays where it ended. */
  totalSteps: number;
  stepsPerEpoch: number;
}
