import type { Reporter } from "../data";
import type { Epoch } from "./history";
import type { SplitMeasures } from "./tally";
import type { Workload } from "./workload";

/** Tells how far a training has come: one bar over all its batches, validation's too, and a line an epoch. */
export class LoopProgress {
  private readonly perEpoch: number;

  constructor(
    private readonly workload: Workload,
    private readonly reporter: Reporter,
  ) {
    const { training, validation, validationSteps } = workload;
    this.perEpoch = training.batchesPerEpoch + (validation ? (validationSteps ?? validation.batchesPerEpoch) : 0);
  }

  /**
   * @param epoch from 0
   * @param done batches of it, validation's after training's
   * @param measures so far in it; without, it is being validated
   */
  batch(epoch: number, done: number, measures?: SplitMeasures): void {
    const { name, epochs } = this.workload;
    const what = measures ? `loss ${short(measures.loss)}, ${accuracies(measures)}` : "validating";
    this.reporter.progress({
      stage: `training ${name}`,
      done: epoch * this.perEpoch + done,
      total: epochs * this.perEpoch,
      unit: "batches",
      note: `epoch ${epoch + 1}/${epochs}: ${what}`,
    });
  }

  epoch({ epoch, training, validation, learningRate, seconds }: Epoch): void {
    const parts = [
      `loss ${short(training.loss)}, ${accuracies(training)}`,
      ...(validation ? [`validation loss ${short(validation.loss)}, ${accuracies(validation)}`] : []),
      `rate ${learningRate.toPrecision(2)}, ${Math.round(training.rows / seconds)} rows/s`,
    ];
    this.reporter.say(`epoch ${epoch}/${this.workload.epochs}: ${parts.join(" | ")}`);
  }
}

function accuracies({ heads }: SplitMeasures): string {
  return Object.entries(heads)
    .map(([name, { loss, accuracy }]) => `${name} ${Number.isNaN(accuracy) ? `loss ${short(loss)}` : short(accuracy)}`)
    .join(", ");
}

const short = (value: number) => (Math.abs(value) < 1 ? value.toFixed(3) : value.toPrecision(4));
