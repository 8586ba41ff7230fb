import { tf } from "../../engine";
import type { TrainingBatch } from "../batches";
import { type CompiledModel, compiledModel } from "../compiled-model";
import { useEngineBatchNorm } from "../engine-batch-norm";
import { useEngineGradients } from "../engine-gradients";
import type { Measures, Objective } from "../objective";
import type { Step } from "../step";
import { gradientTemplate, rowTensors, type RowTensors } from "./gradient-template";
import { withBfloat16 } from "./bfloat16";
import { withBiasGradients } from "./bias-gradients";
import { FLOAT, INT32 } from "./graph-def";
import { GraphSession } from "./session";
import { type GraphParts, inputName, momentNames, type RowInput, stepNode, trainingGraph } from "./training-graph";
import { type GraphOptimizer, updateKind, updateTemplate } from "./update-template";

/** One session, what it was made of, and what it can do. */
interface Loaded {
  parts: GraphParts;
  session: GraphSession;
  sizes: readonly number[];
  /** What else than rows a batch and an optimizer may not change. */
  kind: string;
}

/**
 * The whole step as one graph of TensorFlow's: forward and backward pass, the optimizer's update and moving averages.
 *
 * It is recorded from what `tapeStep` does, by a batch of any size, and learns the same to rounding. Ops of a graph run
 * side by side where they can, are fused, and write where they can over what nobody needs; and they are called all at once.
 * Weights and moments are in the graph's session while it trains: `sync` brings the weights back to the model, and the
 * optimizer fetches its moments when they are asked for; `reload` takes both from there. Weights that somebody set are
 * noticed and taken over before the next batch.
 *
 * The first batch, and one of a new size, take a while longer.
 *
 * @param optimizer the model's own
 * @param options.sizes of the batches to come, as far as they are known: a graph written for all of them is loaded once
 * @param options.bfloat16 lets convolutions multiply bfloat16, see `withBfloat16`
 */
export class GraphStep implements Step {
  private loaded?: Loaded;
  /** Whether the session has learned what the model does not know. */
  private ahead = false;
  /** The model's weights as they were last seen to be the session's. */
  private shared: object[] = [];
  private readonly model: CompiledModel;
  private readonly restoreBatchNorm: () => void;

  constructor(
    model: tf.LayersModel,
    private readonly objective: Objective,
    private readonly optimizer: GraphOptimizer,
    private readonly options: { sizes?: readonly number[]; bfloat16?: boolean } = {},
  ) {
    useEngineGradients();
    this.model = compiledModel(model);
    this.restoreBatchNorm = useEngineBatchNorm(this.model);
  }

  /** @throws NotRecordable before anything is learned, if the model's step cannot be written as a graph */
  run(batch: TrainingBatch): Measures {
    const rows = batch.x.shape[0];
    const tensors = rowTensors(batch, this.objective);
    const { parts, session } = this.prepared(batch, tensors, rows);
    this.takeChangedWeights();
    this.holdMoments();
    const numbers = this.stepNumbers(parts);
    const masks = parts.gradients.dropouts.map(({ layer, shape }, i) => [`mask${i}`, layer.mask([rows, ...shape])]);
    const made = { ...numbers, ...(Object.fromEntries(masks) as RowTensors) };
    const named = Object.entries({ ...tensors, ...made }).map(([name, tensor]) => [inputName(rows, name), tensor]);
    this.ahead = true;
    const [measures] = session.run(Object.fromEntries(named) as RowTensors, [stepNode(rows)]);
    tf.dispose(made);
    return measures as Measures;
  }

  sync(): void {
    if (!this.loaded || !this.ahead) return;
    const { weights, trained, changed } = this.loaded.parts.gradients;
    const learned = [...new Set([...trained, ...changed])];
    const values = this.read(learned);
    learned.forEach((name, i) => weights.get(name)!.assign(values[i] as tf.Tensor<tf.Rank>));
    tf.dispose(values);
    this.ahead = false;
    this.noteShared();
  }

  reload(): void {
    if (!this.loaded) return;
    const { parts, session } = this.loaded;
    const { weights } = parts.gradients;
    const inputs: RowTensors = {};
    for (const [name, variable] of weights) inputs[`set_${name}`] = variable;
    // Moments that nobody asked for, nobody has changed.
    const moments = this.optimizer.momentsLent ? [] : this.optimizerMoments(parts);
    for (const [name, moment] of moments) inputs[`set_${name}`] = moment;
    const set = [...weights.keys(), ...moments.map(([name]) => name)].map((name) => `load_${name}`);
    tf.dispose(session.run(inputs, set));
    tf.dispose(moments.map(([, moment]) => moment));
    this.ahead = false;
    this.noteShared();
  }

  dispose(): void {
    this.disposeSession();
    this.restoreBatchNorm();
  }

  private disposeSession(): void {
    if (!this.loaded) return;
    this.optimizer.takeMomentsBack();
    this.loaded.session.dispose();
    this.loaded = undefined;
  }

  /** The session for a batch, made anew when it has not been asked for the like. */
  private prepared(batch: TrainingBatch, tensors: RowTensors, rows: number): Loaded {
    const trained = this.model.collectedTrainableWeights.map((weight) => weight.read().name);
    const kind = [Object.keys(tensors), updateKind(this.optimizer), trained].join(" ");
    const { loaded } = this;
    if (loaded?.kind === kind && loaded.sizes.includes(rows)) return loaded;
    this.sync();
    this.disposeSession();
    const parts = loaded?.kind === kind ? loaded.parts : this.record(batch, tensors);
    const sizes = [...new Set([rows, ...(loaded?.sizes ?? this.options.sizes ?? [])])];
    this.loaded = { parts, sizes, kind, session: new GraphSession(trainingGraph(parts, sizes)) };
    this.reload();
    return this.loaded;
  }

  private record(batch: TrainingBatch, tensors: RowTensors): GraphParts {
    const { optimizer, objective, model } = this;
    const recorded = gradientTemplate(model, objective, batch);
    const exact = withBiasGradients(recorded.template);
    const gradients = { ...recorded, template: this.options.bfloat16 ? withBfloat16(exact) : exact };
    const masks = gradients.dropouts.map(({ shape }, i) => [`mask${i}`, { dtype: FLOAT, shape }] as const);
    const rowInputs = new Map<string, RowInput>([
      ...Object.entries(tensors).map(
        ([name, { dtype, shape }]) => [name, { dtype: dtypeOf(dtype), shape: shape.slice(1) }] as const,
      ),
      ...masks,
    ]);
    return {
      gradients,
      update: updateTemplate(optimizer, gradients.trained.length),
      rowInputs,
    };
  }

  private stepNumbers({ gradients: { trained, weights } }: GraphParts): RowTensors {
    const { rate, decay, momentum } = this.optimizer.nextStep();
    const scales = trained.map((name) => this.optimizer.rateScales.get(weights.get(name)!.name) ?? 1);
    return {
      rates: tf.tensor1d(scales.map((scale) => rate * scale)),
      decays: tf.tensor1d(scales.map((scale) => decay * scale)),
      momentum: tf.scalar(momentum),
    };
  }

  private read(names: readonly string[]): tf.Tensor[] {
    return this.loaded!.session.run(
      {},
      names.map((name) => `get_${name}`),
    );
  }

  /** By the session's names; copies. */
  private optimizerMoments({ gradients: { weights, trained }, update }: GraphParts): [string, tf.Tensor][] {
    // In the order that the tape's step has its gradients in, by which an optimizer's weights are kept and set.
    this.optimizer.bind(this.model.collectedTrainableWeights.map((weight) => weight.read()));
    return trained.flatMap((name) => {
      const moments = this.optimizer.momentsOf(weights.get(name)!);
      return momentNames(name, update.moments).map((moment, k) => [moment, moments[k]] as [string, tf.Tensor]);
    });
  }

  /** The session's moments are the only ones, so that it can change them where they are. */
  private holdMoments(): void {
    if (this.optimizer.momentsLent || this.optimizer.momentNames.length === 0) return;
    const { gradients, update } = this.loaded!.parts;
    const nameOf = new Map(gradients.trained.map((name) => [gradients.weights.get(name)!, name]));
    this.optimizer.lendMoments([...nameOf.keys()], (variable) =>
      this.read(momentNames(nameOf.get(variable)!, update.moments)),
    );
  }

  /** Those only: of the others the session may know better. */
  private takeChangedWeights(): void {
    const { parts, session } = this.loaded!;
    const changed = [...parts.gradients.weights].filter(([, { dataId }], i) => dataId !== this.shared[i]);
    if (changed.length === 0) return;
    const inputs = Object.fromEntries(changed.map(([name, variable]) => [`set_${name}`, variable]));
    tf.dispose(
      session.run(
        inputs,
        changed.map(([name]) => `load_${name}`),
      ),
    );
    this.noteShared();
  }

  private noteShared(): void {
    this.shared = [...this.loaded!.parts.gradients.weights.values()].map(({ dataId }) => dataId);
  }
}

function dtypeOf(dtype: tf.DataType): number {
  return dtype === "int32" ? INT32 : FLOAT;
}
