import { tf } from "../../engine";
import type { Subject, SubjectData } from "../../train";
import { type CompiledModel, compiledModel, lossName } from "../../train/compiled-model";
import { headKind, labelClasses } from "../../train/head-kind";
import { isHeadLoss } from "../../train/losses";
import { type StandardData, standardData } from "../../train/standard-data";
import { subjectWeights } from "../../train/subject-weights";
import { disposeModel } from "../model-copy";
import { type ArrayFacts, arrayFacts, sampleRows } from "./array-facts";
import { Budget } from "./budget";
import { headGradients, type HeadGradients } from "./head-gradients";
import { activationsOf, type HeadFacts, isKnownLoss, tailOf, targetFacts } from "./head-facts";
import { checkOutputs, lossRefusal } from "./first-answer";
import { type LayerFacts, layerFacts } from "./layer-facts";
import { type ObservedRun, type ObserveOptions, observeRun, type ScoredSplits } from "./observed-run";
import { learnOneBatch, type OneBatch } from "./one-batch";
import { type OptimizerFacts, optimizerFacts } from "./optimizer-facts";
import { rateCurve, type RateCurve } from "./rate-curve";
import type { SampleRows } from "./sample-rows";
import { scoredSplit } from "./scored-rows";
import { measureModel, type ModelMeasures } from "./start-measures";

/** Rows of the sample on which a model is measured, and numbers of input at most. */
const SAMPLE_ROWS = 256;
const SAMPLE_NUMBERS = 1_000_000;
/** Rows that are learned by heart, steps of it, and seconds at most. */
const HEART_ROWS = 32;
const HEART_STEPS = 200;
const HEART_SECONDS = 4;
/** Steps and seconds of the rate's curve. */
const CURVE_STEPS = 120;
const CURVE_SECONDS = 4;
/** A long budget's curve may take so much of it. */
const CURVE_SHARE = 0.03;

export interface ExaminationOptions {
  seed?: number;
  budget?: Budget;
  /** Whether its runs' steps are one graph where they can be: for a Program's own layers, which are known to be steady. */
  asGraph?: boolean;
}

/**
 * What checks may ask of a Subject. Everything is measured when it is first asked for, once, and kept; what is handed out
 * is not disposed by who asked. `dispose` frees all of it.
 *
 * Where `refusal` is set, `fit` would not take the data: everything from `sample` on throws, and `heads`' kinds are guesses.
 */
export class Examination {
  readonly seed: number;
  readonly budget: Budget;
  readonly asGraph: boolean;
  /** Freshly built and never trained. */
  readonly model: tf.LayersModel;
  readonly layers: LayerFacts[];
  readonly optimizer: OptimizerFacts;
  readonly heads: HeadFacts[];
  /** tfjs's words, if `fit` would refuse these data for this model, or a loss these labels. */
  readonly refusal?: string;
  /** Of validation data alone. */
  readonly validationRefusal?: string;
  private readonly compiled: CompiledModel;
  private readonly made: tf.Tensor[] = [];
  private readonly kept = new Map<string, unknown>();
  private readonly training?: StandardData;
  private readonly validation?: StandardData;
  private splitsMade?: ScoredSplits & { dispose(): void };

  /** @throws whatever `subject.build` throws */
  constructor(
    readonly subject: Subject,
    { seed = 0, budget = new Budget(60), asGraph = false }: ExaminationOptions = {},
  ) {
    this.seed = seed;
    this.budget = budget;
    this.asGraph = asGraph;
    this.model = subject.build(seed);
    this.compiled = compiledModel(this.model);
    this.layers = layerFacts(this.model);
    this.optimizer = optimizerFacts(this.compiled.optimizer);
    try {
      this.training = this.standard(subject.data);
    } catch (error) {
      this.refusal = (error as Error).message;
    }
    try {
      this.validation = subject.validation && this.standard(subject.validation);
    } catch (error) {
      this.validationRefusal = (error as Error).message;
      this.refusal ??= `validation: ${this.validationRefusal}`;
    }
    try {
      checkOutputs(this.compiled, subject, this.layers);
      this.heads = this.compiled.outputNames.map((name, index) => this.headFacts(name, index));
      if (this.training) this.refusal ??= lossRefusal(subject.name, this.model, this.heads, this.training);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** Statistics of the training inputs, and of the validation inputs. */
  get input(): ArrayFacts {
    return this.once("input", () => arrayFacts(this.subject.data.x));
  }

  get validationInput(): ArrayFacts | undefined {
    const { validation } = this.subject;
    return validation && this.once("validationInput", () => arrayFacts(validation.x));
  }

  /** The rows that a step learns from, steps of an epoch, rows of an epoch. */
  get epoch(): { batchSize: number; steps: number; rows: number; rowsOfSplit: number } {
    const { fit, data } = this.subject;
    const rowsOfSplit = data.x.shape[0];
    const steps = fit.stepsPerEpoch ?? Math.ceil(rowsOfSplit / fit.batchSize);
    return { batchSize: fit.batchSize, steps, rows: Math.min(steps * fit.batchSize, rowsOfSplit), rowsOfSplit };
  }

  /** Training rows as `fit` sees them, 256 at most, evenly spread. */
  get sample(): SampleRows {
    return this.once("sample", () => this.sampleOf(this.train, SAMPLE_ROWS));
  }

  /** All training rows as `fit` sees them. */
  get train(): StandardData {
    if (!this.training) throw new Error(`the data were refused: ${this.refusal}`);
    return this.training;
  }

  /** All validation rows as `fit` sees them, where there are any. */
  get valid(): StandardData | undefined {
    return this.validation;
  }

  /** The fresh model on the sample: outputs, losses, signals and gradients, layer by layer. */
  get start(): ModelMeasures {
    return this.once("start", () => measureModel(this.model, this.layers, this.heads, this.sample));
  }

  /** How heads pull at the weights that they share; for models with two heads or more. */
  get headGradients(): HeadGradients {
    return this.once("headGradients", () => headGradients(this.model, this.layers, this.heads, this.sample));
  }

  /** The configured run, to its end if the budget allows. Before the driver has made it, asking for it makes it. */
  run(): Promise<ObservedRun> {
    return this.once("run", () =>
      this.observe({ seed: this.seed, deadline: this.budget.deadline(this.budget.left * 0.6) }),
    );
  }

  /** The trained model on the sample, at the configured run's end; undefined if that was interrupted. */
  async end(): Promise<ModelMeasures | undefined> {
    await this.run();
    return this.kept.get(`end ${(await this.run()).seed}`) as ModelMeasures | undefined;
  }

  /** Whether the fresh model can learn 32 rows by heart: with its own optimizer, or with Adam at 1e-3. */
  oneBatch(optimizer: "own" | "adam" = "own"): Promise<OneBatch> {
    return this.once(`oneBatch ${optimizer}`, () => {
      const rows = this.once("heart", () => this.sampleOf(this.train, Math.min(HEART_ROWS, this.sample.rows)));
      const scoring = this.once("heart scoring", () => this.splitOf(rows)).scoring;
      return learnOneBatch(this.subject, this.heads, rows, scoring, {
        seed: this.seed,
        steps: HEART_STEPS,
        deadline: this.budget.deadline(HEART_SECONDS),
        ...(optimizer === "adam" && { optimizer: () => tf.train.adam(1e-3) }),
      });
    });
  }

  /** The rate's curve, if somebody has asked for it. */
  get knownRates(): Promise<RateCurve> | undefined {
    return this.kept.get("rates") as Promise<RateCurve> | undefined;
  }

  /** Loss while the rate rises, by the subject's own optimizer. */
  rates(): Promise<RateCurve> {
    const { subject, seed, budget, asGraph } = this;
    const deadline = () => budget.deadline(Math.max(CURVE_SECONDS, CURVE_SHARE * budget.seconds));
    return this.once("rates", () => rateCurve(subject, { seed, steps: CURVE_STEPS, deadline: deadline(), asGraph }));
  }

  /** Of several runs as configured, takes this one as the one that `run` answers. */
  settle(run: ObservedRun): void {
    this.kept.set("run", Promise.resolve(run));
  }

  /** Trains the subject anew. The first run is the configured one that `run` answers. */
  observe(options: ObserveOptions): Promise<ObservedRun> {
    const atEnd = (model: tf.LayersModel) => {
      options.atEnd?.(model);
      if (options.measured !== false)
        this.once(`end ${options.seed}`, () => measureModel(model, this.layers, this.heads, this.sample));
    };
    const { asGraph, budget } = this;
    const interrupted = () => budget.interrupted;
    const observed = observeRun(this.subject, this.splits, { asGraph, interrupted, ...options, atEnd });
    if (!this.kept.has("run")) this.kept.set("run", observed);
    return observed;
  }

  /** What runs of this subject are scored on. */
  get splits(): ScoredSplits {
    if (!this.splitsMade) {
      const { kinds, losses } = this;
      const labels = { train: this.classesOf(this.train.y), scored: this.classesOf((this.validation ?? this.train).y) };
      const training = scoredSplit({ kinds, labels }, this.train, undefined, losses);
      const scored = scoredSplit({ kinds, labels }, this.train, this.validation ?? this.train, losses);
      this.splitsMade = {
        training,
        scored,
        dispose() {
          training.dispose();
          scored.dispose();
        },
      };
    }
    return this.splitsMade;
  }

  dispose(): void {
    this.splitsMade?.dispose();
    tf.dispose(this.made);
    disposeModel(this.model);
  }

  private once<T>(key: string, measure: () => T): T {
    if (!this.kept.has(key)) this.kept.set(key, measure());
    return this.kept.get(key) as T;
  }

  private standard(data: SubjectData): StandardData {
    // tfjs leaves what it had made where it refuses the data.
    const made: tf.Tensor[] = [];
    const standard = tf.tidy(() => {
      const { x, y } = standardData(this.compiled, data, this.subject.fit.batchSize, made);
      return { x, y };
    });
    this.made.push(...made);
    return standard;
  }

  /** What each training row counts in a head's loss, by head; none where every row counts once. */
  private get rowWeights(): Record<string, tf.Tensor> {
    return this.once("rowWeights", () => {
      const { subject, kinds, made } = this;
      const weights = subjectWeights(kinds, this.train.y, subject.data, subject.fit.classWeight);
      made.push(...Object.values(weights));
      return weights;
    });
  }

  /** Of the training rows. */
  private sampleOf({ x, y }: StandardData, most: number): SampleRows {
    const width = x.size / x.shape[0];
    const { rows } = sampleRows(x, Math.max(1, Math.min(most, Math.floor(SAMPLE_NUMBERS / width))));
    const taken = (tensor: tf.Tensor) => {
      const part = tf.tidy(() => tf.gather(tensor, tf.tensor1d(rows, "int32")));
      this.made.push(part);
      return part;
    };
    const byHead = (tensors: Record<string, tf.Tensor>) =>
      Object.fromEntries(Object.entries(tensors).map(([head, tensor]) => [head, taken(tensor)]));
    return { x: taken(x), y: byHead(y), sampleWeight: byHead(this.rowWeights), rows: rows.length };
  }

  private splitOf(rows: SampleRows) {
    const { kinds, losses } = this;
    const classes = this.classesOf(rows.y);
    const split = scoredSplit({ kinds, labels: { train: classes, scored: classes } }, rows, rows, losses);
    for (const { constant } of Object.values(split.scoring)) if (constant) this.made.push(constant);
    return split;
  }

  private get kinds() {
    return Object.fromEntries(this.heads.map(({ name, kind }) => [name, kind]));
  }

  private get losses() {
    return Object.fromEntries(this.heads.map(({ name, loss }) => [name, loss]));
  }

  private classesOf(y: Record<string, tf.Tensor>) {
    const { kinds } = this;
    return Object.fromEntries(Object.entries(y).map(([head, target]) => [head, labelClasses(kinds[head], target)]));
  }

  private headFacts(name: string, index: number): HeadFacts {
    const given = (data: SubjectData) => (Array.isArray(data.y) ? (data.y[index] ?? data.y[0]) : data.y);
    const lossFunction = this.compiled.lossFunctions[index];
    const outputShape = [...this.compiled.outputs[index].shape];
    const layerName = this.compiled.outputLayers[index].name;
    const layer = this.layers.find((facts) => facts.name === layerName)!;
    const tail = tailOf(layer, this.layers);
    // Plateau's own losses are closures; all of them are cross-entropies.
    const loss = isHeadLoss(lossFunction) ? "categoricalCrossentropy" : lossName(lossFunction);
    const units = outputShape[outputShape.length - 1] ?? 0;
    const classes = loss === "sparseCategoricalCrossentropy" ? units : 0;
    const target = given(this.subject.data);
    const { validation } = this.subject;
    // An answer of many places, as one a time step or a pixel, is held against as many targets.
    const rowOf = (each: tf.Tensor) => {
      if (outputShape.length < 3 || each.shape.length < outputShape.length - 1) return each;
      const width = each.shape.length === outputShape.length ? each.shape[each.shape.length - 1] : 1;
      const places = tf.tidy(() => tf.reshape(each, [-1, width]));
      this.made.push(places);
      return places;
    };
    return {
      name,
      index,
      loss,
      lossFunction,
      knownLoss: isKnownLoss(loss),
      kind: headKind(loss, this.training?.y[name] ?? target, outputShape),
      units,
      outputShape,
      layer,
      tail,
      activations: activationsOf(tail),
      target: targetFacts(rowOf(target), classes),
      ...(validation && { validationTarget: targetFacts(rowOf(given(validation)), classes) }),
    };
  }
}
