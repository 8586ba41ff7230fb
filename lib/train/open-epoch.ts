import type { Logs } from "./callbacks";
import { splitLogs } from "./history";
import type { Objective } from "./objective";
import { Readings } from "./readings";
import { Tally } from "./tally";

/** Where an open epoch stands, as JSON. */
export interface OpenEpochState {
  batch: number;
  seconds: number;
  tally: ReturnType<Tally["state"]>;
}

/** An epoch that has begun and is not in the history yet: how far it has come, and what its batches measured. */
export class OpenEpoch {
  /** Batches that were learned from. */
  batch = 0;
  /** Spent on learning. */
  seconds = 0;
  readonly tally: Tally;
  readonly readings: Readings;

  /**
   * @param index of the epoch, from 0
   * @param every batches between two readings, if other than usual
   */
  constructor(
    private readonly objective: Objective,
    readonly index: number,
    every?: number,
  ) {
    this.tally = new Tally(objective);
    this.readings = new Readings(objective, this.tally, every);
  }

  /** What callbacks are told of the batch that was read last. */
  batchLogs(batch: number): Logs {
    const { last, lastRows } = this.readings;
    const tally = new Tally(this.objective);
    if (last) tally.add(last, lastRows);
    return { batch, size: lastRows, ...splitLogs(tally.result(), "") };
  }

  /** Of what has been read; measures that still wait are not in it. */
  state(): OpenEpochState {
    return { batch: this.batch, seconds: this.seconds, tally: this.tally.state() };
  }

  restore({ batch, seconds, tally }: OpenEpochState): void {
    this.batch = batch;
    this.seconds = seconds;
    this.tally.restore(tally);
  }
}
