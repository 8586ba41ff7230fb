import type { TrainingBatch } from "./batches";
import type { Measures, Objective } from "./objective";
import type { Tally } from "./tally";

/** Batches between two readings: reading waits for the device, so that a faster one would idle. */
const READ_EVERY = 10;

/** A batch whose loss is no finite number. */
export interface BrokenBatch {
  /** Within the epoch, from 0. */
  batch: number;
  /** Which loss: "head painter", or "the regularizers' penalty". */
  where: string;
  value: number;
  /** Rows of the training split that were in it. */
  rows: number[];
}

interface Waiting {
  batch: number;
  measures: Measures;
  rows: ArrayLike<number>;
}

/** Measures of batches that are still on the device, read back together and in order, into a tally. */
export class Readings {
  private waiting: Waiting[] = [];
  /** The measures that were read last, and of how many rows they are. */
  last?: ArrayLike<number>;
  lastRows = 0;

  /** @param every batches between two readings */
  constructor(
    private readonly objective: Objective,
    private readonly tally: Tally,
    private readonly every = READ_EVERY,
  ) {}

  get empty(): boolean {
    return this.waiting.length === 0;
  }

  /**
   * @param measures of the batch; disposed of once read
   * @returns whether it is time to `read`
   */
  add(batch: number, measures: Measures, { rows }: TrainingBatch): boolean {
    this.waiting.push({ batch, measures, rows });
    return this.waiting.length >= this.every;
  }

  /** Reads what waits, up to the first batch whose loss is no finite number, which it answers. */
  async read(): Promise<BrokenBatch | undefined> {
    const waiting = this.waiting;
    this.waiting = [];
    try {
      for (const { batch, measures, rows } of waiting) {
        this.last = await measures.data();
        this.lastRows = rows.length;
        const broken = this.broken(this.last);
        if (broken) return { batch, ...broken, rows: Array.from(rows) };
        this.tally.add(this.last, rows.length);
      }
    } finally {
      for (const { measures } of waiting) measures.dispose();
    }
    return undefined;
  }

  private broken(measures: ArrayLike<number>): { where: string; value: number } | undefined {
    const { columns, heads } = this.objective;
    if (Number.isFinite(measures[0])) return undefined;
    const head = heads.find(({ name }) => !Number.isFinite(measures[columns.indexOf(`${name}:loss`)]));
    return head
      ? { where: `head ${head.name}`, value: measures[columns.indexOf(`${head.name}:loss`)] }
      : { where: "the regularizers' penalty", value: measures[columns.indexOf("penalty")] };
  }
}

/** Says where a training broke, for the run's `stopped`. */
export function describeBroken({ batch, where, value, rows }: BrokenBatch, epoch: number): string {
  return `loss of ${where} is ${value} at epoch ${epoch}, batch ${batch + 1}, training rows ${rows.join(", ")}`;
}

/** Whether a run's `stopped` says that its training broke, and not that somebody or a callback ended it. */
export function brokeOff(stopped: string | undefined): boolean {
  return stopped !== undefined && /^loss of .* is (NaN|-?Infinity) at epoch/.test(stopped);
}
