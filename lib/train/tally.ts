import type { Objective } from "./objective";

/** What a head did over some rows. */
export interface HeadMeasures {
  /** Mean over the rows, unweighted. */
  loss: number;
  /** Share of the rows that were right; NaN for a regression. */
  accuracy: number;
}

/** What a model did over some rows. */
export interface SplitMeasures {
  /** The heads' weighted losses and the penalty together. */
  loss: number;
  /** The regularizers' part of it. */
  penalty: number;
  heads: Record<string, HeadMeasures>;
  /** The model's own compiled metrics by tfjs's names, accuracies aside. */
  metrics?: Record<string, number>;
  rows: number;
}

/** Adds up the measures of batches, each for as many rows as it has. */
export class Tally {
  private readonly sums: Float64Array;
  /** Rows added so far. */
  rows = 0;

  constructor(private readonly objective: Objective) {
    this.sums = new Float64Array(objective.columns.length);
  }

  /** @param measures one number for each of the objective's columns, already read back */
  add(measures: ArrayLike<number>, rows: number): void {
    this.objective.columns.forEach((column, i) => {
      this.sums[i] += column.endsWith(":correct") ? measures[i] : measures[i] * rows;
    });
    this.rows += rows;
  }

  /** Rows that were right, of each head. */
  correct(head: string): number {
    return this.sums[this.objective.columns.indexOf(`${head}:correct`)];
  }

  result(): SplitMeasures {
    const { heads, columns } = this.objective;
    const mean = (column: string) => this.sums[columns.indexOf(column)] / this.rows;
    const ofHead = ({ name, kind }: (typeof heads)[number]): [string, HeadMeasures] => [
      name,
      { loss: mean(`${name}:loss`), accuracy: kind.kind === "number" ? Number.NaN : mean(`${name}:correct`) },
    ];
    const metrics = columns.slice(2 + 2 * heads.length);
    return {
      loss: mean("loss"),
      penalty: mean("penalty"),
      heads: Object.fromEntries(heads.map(ofHead)),
      ...(metrics.length > 0 && { metrics: Object.fromEntries(metrics.map((name) => [name, mean(name)])) }),
      rows: this.rows,
    };
  }

  /** What has been added so far, as JSON. */
  state(): { sums: number[]; rows: number } {
    return { sums: [...this.sums], rows: this.rows };
  }

  restore({ sums, rows }: { sums: number[]; rows: number }): void {
    this.sums.set(sums);
    this.rows = rows;
  }
}
