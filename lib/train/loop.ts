import type { tf } from "../engine";
import type { Reporter } from "../data";
import { Breather } from "./breather";
import { type Callback, CallbackList, type Logs, type Training } from "./callbacks";
import { compiledModel } from "./compiled-model";
import { evaluate } from "./evaluate";
import { type Epoch, logsOf, splitLogs } from "./history";
import type { Interrupt } from "./interrupt";
import { LoopProgress } from "./loop-progress";
import { Objective } from "./objective";
import { learningRateOf, setLearningRate } from "./optimizers";
import { describeBroken, Readings } from "./readings";
import { type Step, tapeStep } from "./step";
import { type SplitMeasures, Tally } from "./tally";
import type { Workload } from "./workload";

export interface LoopOptions {
  callbacks: readonly Callback[];
  reporter: Reporter;
  interrupt: Interrupt;
  /** Called after each whole epoch with all so far. */
  onEpoch(history: readonly Epoch[]): Promise<void>;
}

/** The one training loop: epochs of batches, a step each, and a look at the validation rows after each epoch. */
export class TrainingLoop {
  /** Whole epochs only. */
  readonly history: Epoch[] = [];
  readonly objective: Objective;
  /** Why it ended before its last epoch. */
  stopped?: string;
  /** Training rows that were learned from, and the seconds that took, validation and callbacks aside. */
  rowsTrained = 0;
  secondsTrained = 0;
  /** What the weights as they are now do on all validation rows, if that has been looked at. */
  latest?: Tally;
  private readonly step: Step;
  private readonly optimizer: tf.Optimizer;
  private readonly callbacks: CallbackList;
  private readonly progress: LoopProgress;
  private readonly breather = new Breather();

  constructor(
    private readonly workload: Workload,
    private readonly options: LoopOptions,
  ) {
    const { model, kinds, validation } = workload;
    this.objective = new Objective(model, kinds);
    this.step = tapeStep(model, this.objective);
    this.optimizer = compiledModel(model).optimizer;
    this.progress = new LoopProgress(workload, options.reporter);
    this.callbacks = new CallbackList(options.callbacks, this.handle(), validation !== undefined);
  }

  /** Trains to the last epoch, or until something stops it. */
  async run(): Promise<void> {
    try {
      await this.callbacks.call("onTrainBegin", {});
      while (!this.stopped && this.history.length < this.workload.epochs) await this.runEpoch(this.history.length);
      await this.callbacks.call("onTrainEnd", {});
    } finally {
      this.step.dispose();
    }
    if (this.options.callbacks.length > 0) this.latest = undefined; // one may have put other weights in
  }

  /** Ends the training after the present batch, or at once between two. */
  private stop(reason: string): void {
    this.stopped ??= reason;
  }

  private async runEpoch(index: number): Promise<void> {
    await this.callbacks.call("onEpochBegin", index, {});
    const before = this.secondsTrained;
    const training = await this.trainEpoch(index);
    if (!training) return;
    const validation = await this.validate(index);
    const epoch: Epoch = {
      epoch: index + 1,
      training,
      ...(validation && { validation }),
      learningRate: learningRateOf(this.optimizer),
      seconds: this.secondsTrained - before,
    };
    this.history.push(epoch);
    this.progress.epoch(epoch);
    await this.options.onEpoch(this.history);
    if (!this.stopped) await this.callbacks.call("onEpochEnd", index, logsOf(epoch));
  }

  /** @returns what the epoch did; nothing if it broke, or was stopped before its last batch */
  private async trainEpoch(index: number): Promise<SplitMeasures | undefined> {
    const tally = new Tally(this.objective);
    const { watchBatches } = this.callbacks;
    const readings = new Readings(this.objective, tally, watchBatches ? 1 : undefined);
    const { batchesPerEpoch } = this.workload.training;
    this.latest = undefined;
    let batch = 0;
    let broken = false;
    while (batch < batchesPerEpoch && !this.stopped && !broken) {
      await this.callbacks.call("onBatchBegin", batch, {});
      const due = await this.timed(() => this.trainBatch(batch, readings));
      batch++;
      if (due || batch === batchesPerEpoch) broken = await this.read(readings, index, batch, tally);
      if (watchBatches) await this.callbacks.call("onBatchEnd", batch - 1, this.batchLogs(batch - 1, readings));
      await this.breather.breathe();
      if (this.options.interrupt.requested) this.stop("interrupted");
    }
    if (!broken) broken = await this.read(readings, index, batch, tally);
    return broken || batch < batchesPerEpoch ? undefined : tally.result();
  }

  /** @returns whether it is time to read the measures */
  private async trainBatch(index: number, readings: Readings): Promise<boolean> {
    const batch = await this.workload.training.next();
    try {
      const due = readings.add(index, this.step.run(batch), batch);
      this.rowsTrained += batch.rows.length;
      return due;
    } finally {
      batch.dispose();
    }
  }

  /** @returns whether a loss was no number, which ends the training */
  private async read(readings: Readings, epoch: number, done: number, tally: Tally): Promise<boolean> {
    if (readings.empty) return false;
    const broken = await this.timed(() => readings.read());
    if (broken) this.stop(describeBroken(broken, epoch + 1));
    else if (tally.rows > 0) this.progress.batch(epoch, done, tally.result());
    return broken !== undefined;
  }

  private async validate(epoch: number): Promise<SplitMeasures | undefined> {
    const { training, validation, validationSteps } = this.workload;
    if (!validation || this.stopped) return undefined;
    const steps = validationSteps ?? validation.batchesPerEpoch;
    const start = validation.state();
    const tally = await evaluate(this.objective, validation, steps, (done) => {
      this.progress.batch(epoch, training.batchesPerEpoch + done);
      if (this.options.interrupt.requested) this.stop("interrupted");
      return !this.stopped;
    });
    if (steps < validation.batchesPerEpoch || this.stopped) validation.restore(start);
    if (this.stopped) return undefined;
    if (tally.rows === validation.rows) this.latest = tally;
    return tally.result();
  }

  private batchLogs(batch: number, { last, lastRows }: Readings): Logs {
    const tally = new Tally(this.objective);
    if (last) tally.add(last, lastRows);
    return { batch, size: lastRows, ...splitLogs(tally.result(), "") };
  }

  private async timed<T>(run: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await run();
    } finally {
      this.secondsTrained += (performance.now() - start) / 1000;
    }
  }

  /** What callbacks may see and do. */
  private handle(): Training {
    const { model, epochs, training } = this.workload;
    const { optimizer } = this;
    return {
      model: compiledModel(model) as unknown as tf.LayersModel,
      epochs,
      batchesPerEpoch: training.batchesPerEpoch,
      get learningRate() {
        return learningRateOf(optimizer);
      },
      set learningRate(rate) {
        setLearningRate(optimizer, rate);
      },
      stop: (reason) => this.stop(reason),
    };
  }
}
