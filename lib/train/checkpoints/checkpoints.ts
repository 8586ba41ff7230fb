import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import type { Reporter } from "../../data";
import { dropoutCalls, restoreDropoutCalls } from "../../model";
import { compiledModel } from "../compiled-model";
import { libraryFingerprint } from "../fingerprints";
import type { LoopCheckpoints, LoopState } from "../loop-options";
import { learningRateOf, setLearningRate } from "../optimizers";
import { CHECKPOINTS } from "../run-folder";
import type { Workload } from "../workload";
import { CheckpointFiles, type ReadCheckpoint } from "./checkpoint-files";
import { type CheckpointPace, type Moment, Pace } from "./pace";
import { checkSchedule } from "./same-schedule";
import { checkSettings, type RunSettings, settingsOf } from "./run-settings";
import { BrokenWeights, restoreTrainingTensors, trainingTensors } from "./training-tensors";

/** What a checkpoint holds beside arrays; JSON, but for the arrays that callbacks keep. */
interface CheckpointState {
  format: "plateau-checkpoint";
  version: 1;
  settings: RunSettings;
  /** See `libraryFingerprint`. */
  library: string;
  /** Processors' number and kind: with others, sums are rounded otherwise. */
  machine: string;
  loop: LoopState;
  /** The place in the shuffle, and in the stream of random changes to pictures. */
  batches: unknown;
  /** See `dropoutCalls`. */
  dropout: Record<string, number>;
  /** As callbacks have left them, where the optimizer has such. */
  rate: { learningRate?: number; momentum?: number };
}

export interface CheckpointsOptions {
  /** Whether to go on from the newest one there is. */
  resume: boolean;
  /** false to keep none from now on. */
  pace: CheckpointPace | false;
  /** A Subject's. */
  seed: number;
  reporter: Reporter;
}

/**
 * The checkpoints of one training: everything that decides how it goes on, the place in its data and in its random numbers
 * too, so that a training that was killed ends as it would have, to the bit.
 */
export class Checkpoints implements LoopCheckpoints {
  private readonly pace: Pace | false;
  private moment: Moment = "batch";

  private constructor(
    private readonly files: CheckpointFiles,
    private readonly workload: Workload,
    private readonly settings: RunSettings,
    private readonly options: CheckpointsOptions,
    private read?: ReadCheckpoint,
  ) {
    this.pace = options.pace && new Pace(options.pace, this.from?.steps);
  }

  /**
   * @param folder the run's
   * @returns nothing if they cannot be kept of this Subject's optimizer, which the reporter is told
   * @throws InputError if what is there is of another run, or corrupt altogether
   */
  static async open(folder: string, workload: Workload, options: CheckpointsOptions): Promise<Checkpoints | undefined> {
    if (!options.resume && !options.pace) return undefined;
    if (!(await canBeKept(workload, options.reporter))) return undefined;
    const files = new CheckpointFiles(join(folder, CHECKPOINTS));
    const settings = await settingsOf(workload, options.seed);
    const read = options.resume ? await files.newest(options.reporter) : undefined;
    if (read) {
      const { settings: kept, loop } = read.state as CheckpointState;
      checkSettings(folder, kept, settings);
      checkSchedule(folder, workload, kept.epochs, loop.steps);
    }
    return new Checkpoints(files, workload, settings, options, read);
  }

  get from(): LoopState | undefined {
    return (this.read?.state as CheckpointState | undefined)?.loop;
  }

  async restore(): Promise<void> {
    const { state, tensors, name } = this.read!;
    const { batches, dropout, rate, library, machine } = state as CheckpointState;
    const { model, training } = this.workload;
    const { reporter } = this.options;
    reporter.say(`going on from checkpoint ${name}`);
    if (library !== libraryFingerprint()) {
      reporter.say("the library or its engine has changed since that checkpoint: what comes of it may differ a little");
    }
    if (machine !== thisMachine()) {
      reporter.say(
        `that checkpoint was written on ${machine}, this is ${thisMachine()}: sums are rounded otherwise here`,
      );
    }
    await restoreTrainingTensors(model, tensors);
    restoreDropoutCalls(model, dropout);
    training.restore(batches);
    const optimizer = compiledModel(model).optimizer as unknown as { momentum?: number };
    if (rate.learningRate !== undefined) setLearningRate(compiledModel(model).optimizer, rate.learningRate);
    if (rate.momentum !== undefined) optimizer.momentum = rate.momentum;
    this.read = undefined; // the arrays are large
  }

  due(moment: Moment, steps: number): boolean {
    this.moment = moment;
    return this.pace !== false && this.pace.due(moment, steps);
  }

  async write(loop: LoopState): Promise<void> {
    const pace = this.pace as Pace;
    const began = pace.now();
    const { model, training } = this.workload;
    const { optimizer } = compiledModel(model);
    const state: CheckpointState = {
      format: "plateau-checkpoint",
      version: 1,
      settings: this.settings,
      library: libraryFingerprint(),
      machine: thisMachine(),
      loop,
      batches: training.state(),
      dropout: dropoutCalls(model),
      rate: {
        learningRate: finite(learningRateOf(optimizer)),
        momentum: finite((optimizer as { momentum?: unknown }).momentum),
      },
    };
    const { sources, dispose } = await trainingTensors(model);
    try {
      await this.files.write(loop.steps, state, sources);
      pace.written(this.moment, loop.steps, began);
    } catch (error) {
      // The next losses will tell, and end the training: what is kept is from before.
      if (!(error instanceof BrokenWeights)) throw error;
    } finally {
      dispose();
    }
  }

  /** Of a run that is over, one is enough: for more epochs. */
  async finished(): Promise<void> {
    await this.files.keep(1);
  }
}

/** See REPEATABILITY.md. */
function thisMachine(): string {
  return `${availableParallelism()} x ${cpus()[0]?.model ?? "unknown processor"}`;
}

/** Not all of tfjs's optimizers give out what they keep. */
async function canBeKept({ model }: Workload, reporter: Reporter): Promise<boolean> {
  try {
    (await trainingTensors(model)).dispose();
    return true;
  } catch (error) {
    reporter.say(`no checkpoints are kept of this training: ${(error as Error).message}`);
    return false;
  }
}

function finite(value: unknown): number | undefined {
  return Number.isFinite(value) ? (value as number) : undefined;
}
