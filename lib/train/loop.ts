import type { tf } from "../engine";
import { Breather } from "./breather";
import { CallbackList, type Logs } from "./callbacks";
import { compiledModel } from "./compiled-model";
import { evaluate } from "./evaluate";
import { type Epoch, logsOf } from "./history";
import type { LoopOptions, LoopState } from "./loop-options";
import { LoopProgress } from "./loop-progress";
import { Objective } from "./objective";
import { OpenEpoch } from "./open-epoch";
import { learningRateOf, setLearningRate, setMomentum } from "./optimizers";
import { describeBroken } from "./readings";
import type { Step } from "./step";
import type { SplitMeasures, Tally } from "./tally";
import { trainingHandle } from "./training-handle";
import { stepOf } from "./training-step";
import type { Workload } from "./workload";

/** The one training loop: epochs of batches, a step each, and a look at the validation rows after each epoch. */
export class TrainingLoop {
  /** Whole epochs only. */
  history: Epoch[] = [];
  readonly objective: Objective;
  /** Why it ended before its last epoch. */
  stopped?: string;
  /** Batches that were learned from since the run's very beginning: the number of the step to come, from 0. */
  steps = 0;
  /** Training rows that were learned from, and the seconds that took, validation and callbacks aside. */
  rowsTrained = 0;
  secondsTrained = 0;
  /** What the weights as they are now do on all validation rows, if that has been looked at. */
  latest?: Tally;
  private epoch?: OpenEpoch;
  /** Whether it ended because a loss was no number. */
  broken = false;
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
    this.optimizer = compiledModel(model).optimizer;
    this.progress = new LoopProgress(workload, options.reporter);
    const stop = (reason: string) => this.stop(reason);
    const handle = trainingHandle(workload, this.objective, { folder: options.folder, stop });
    this.callbacks = new CallbackList(options.callbacks, handle, validation !== undefined);
    // Last: what it holds is let go of by run() only.
    this.step = stepOf(workload, this.objective);
  }

  /** Trains to the last epoch, or until something stops it. */
  async run(): Promise<void> {
    try {
      await this.begin();
      while (!this.stopped && this.history.length < this.workload.epochs) await this.runEpoch();
      await this.checkpoint("end");
      await this.step.sync?.();
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

  private async begin(): Promise<void> {
    await this.call("onTrainBegin", {});
    const { checkpoints } = this.options;
    if (!checkpoints?.from) return;
    const { epoch, callbacks, ...rest } = checkpoints.from;
    Object.assign(this, rest);
    if (epoch) (await this.openEpoch()).restore(epoch);
    // After the callbacks' beginnings, which they had before the checkpoint too.
    await checkpoints.restore();
    this.callbacks.restore(callbacks);
    await this.step.reload?.();
  }

  private async openEpoch(): Promise<OpenEpoch> {
    const index = this.history.length;
    this.epoch = new OpenEpoch(this.objective, index, this.callbacks.watchBatches ? 1 : undefined);
    await this.call("onEpochBegin", index, {});
    return this.epoch;
  }

  private async runEpoch(): Promise<void> {
    const open = this.epoch ?? (await this.openEpoch());
    const training = await this.trainEpoch(open);
    if (!training) return;
    await this.step.sync?.();
    const validation = await this.validate(open.index);
    // It stays open, so that a run which goes on from here validates it, and calls the callbacks.
    if (this.stopped === "interrupted") return;
    const epoch: Epoch = {
      epoch: open.index + 1,
      training,
      ...(validation && { validation }),
      learningRate: learningRateOf(this.optimizer),
      seconds: open.seconds,
    };
    this.epoch = undefined;
    this.history.push(epoch);
    this.progress.epoch(epoch);
    await this.options.onEpoch(this.history);
    if (!this.stopped) await this.call("onEpochEnd", open.index, logsOf(epoch));
    await this.checkpoint("epoch");
  }

  /** @returns what the epoch did; nothing if it broke, or was stopped before its last batch */
  private async trainEpoch(epoch: OpenEpoch): Promise<SplitMeasures | undefined> {
    const { watchBatches } = this.callbacks;
    const { batchesPerEpoch } = this.workload.training;
    this.latest = undefined;
    while (epoch.batch < batchesPerEpoch && !this.stopped) {
      const batch = epoch.batch;
      this.setScheduled();
      await this.callbacks.call("onBatchBegin", batch, {});
      const due = await this.timed(epoch, () => this.trainBatch(epoch));
      if (due || epoch.batch === batchesPerEpoch) await this.read(epoch);
      if (watchBatches) await this.call("onBatchEnd", batch, epoch.batchLogs(batch));
      await this.breather.breathe();
      if (this.options.interrupt.requested) this.stop("interrupted");
      await this.checkpoint("batch");
    }
    await this.read(epoch);
    return this.broken || epoch.batch < batchesPerEpoch ? undefined : epoch.tally.result();
  }

  private setScheduled(): void {
    const scheduled = this.workload.schedule?.(this.steps);
    if (!scheduled) return;
    setLearningRate(this.optimizer, scheduled.learningRate);
    if (scheduled.momentum !== undefined) setMomentum(this.optimizer, scheduled.momentum);
  }

  /** @returns whether it is time to read the measures */
  private async trainBatch(epoch: OpenEpoch): Promise<boolean> {
    const batch = await this.workload.training.next();
    try {
      const due = epoch.readings.add(epoch.batch, this.step.run(batch), batch);
      epoch.batch++;
      this.steps++;
      this.rowsTrained += batch.rows.length;
      return due;
    } finally {
      batch.dispose();
    }
  }

  /** Reads what was measured; a loss that is no number ends the training. */
  private async read(epoch: OpenEpoch): Promise<void> {
    const { readings, tally, index } = epoch;
    if (readings.empty || this.broken) return;
    const broken = await this.timed(epoch, () => readings.read());
    this.broken = broken !== undefined;
    if (broken) this.stop(describeBroken(broken, index + 1));
    else if (tally.rows > 0) this.progress.batch(index, epoch.batch, tally.result());
  }

  /** Nothing is kept of a training that broke: what was kept before is still good. */
  private async checkpoint(moment: "batch" | "epoch" | "end"): Promise<void> {
    const { checkpoints } = this.options;
    if (!checkpoints?.due(moment, this.steps)) return;
    if (this.epoch) await this.read(this.epoch);
    if (this.broken) return;
    await this.step.sync?.();
    await checkpoints.write(this.state());
  }

  private state(): LoopState {
    const { steps, history, rowsTrained, secondsTrained, stopped } = this;
    return {
      ...{ steps, history, rowsTrained, secondsTrained },
      // An interrupted training is to go on; what ended otherwise is over.
      ...(stopped !== undefined && stopped !== "interrupted" && { stopped }),
      ...(this.epoch && { epoch: this.epoch.state() }),
      callbacks: this.callbacks.state(),
    };
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

  /** Calls the callbacks with the weights as they are by now; what they leave, the step takes up. */
  private async call(
    moment: Parameters<CallbackList["call"]>[0],
    ...args: [logs: Logs] | [at: number, logs: Logs]
  ): Promise<void> {
    if (this.options.callbacks.length === 0) return;
    await this.step.sync?.();
    await this.callbacks.call(moment, ...args);
    await this.step.reload?.();
  }

  private async timed<T>(epoch: OpenEpoch, run: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await run();
    } finally {
      const seconds = (performance.now() - start) / 1000;
      epoch.seconds += seconds;
      this.secondsTrained += seconds;
    }
  }
}
