import { tf } from "../../engine";
import { SeededDropout } from "../../model";
import type { TrainingBatch } from "../batches";
import type { CompiledModel } from "../compiled-model";
import type { Objective } from "../objective";
import { type NameInput, NotRecordable, record } from "./recording";
import { type Template, templateOf } from "./template";

/** Tensors of which each row belongs to a row of the batch, by the name of the graph's input. */
export type RowTensors = Record<string, tf.Tensor>;

/** What one batch teaches, as ops: measures and gradients. */
export interface GradientTemplate {
  /** Answers the measures, then a gradient for each of `trained`, then a value for each of `changed`. */
  template: Template;
  /** By the template's input: a weight of the model, "w0", "w1" ... */
  weights: ReadonlyMap<string, tf.Variable>;
  /** Inputs that are weights with a gradient. */
  trained: string[];
  /** Inputs that are weights which the forward pass sets, such as moving averages. */
  changed: string[];
  /** Dropout layers, in the order of their masks, which are inputs "mask0", "mask1" ... */
  dropouts: { layer: SeededDropout; shape: number[] }[];
}

/** Rows of the batches that are recorded, see `templateOf`; no size is one, where tfjs takes short cuts. */
const ROWS = [5, 3, 7];

/**
 * Records a model's objective and its gradients from small batches made of the rows of one.
 *
 * It runs the model a few times, and leaves it, its moving averages and its dropouts' count as they were.
 *
 * @param batch not disposed
 * @throws NotRecordable
 */
export function gradientTemplate(model: CompiledModel, objective: Objective, batch: TrainingBatch): GradientTemplate {
  const weights = new Map(model.weights.map((weight, i) => [`w${i}`, weight.read()]));
  const before = [...weights.values()].map((variable) => ({ variable, value: variable.clone() }));
  const seen: { trained: string[]; changed: string[]; dropouts: GradientTemplate["dropouts"] }[] = [];
  try {
    const recordings = ROWS.map((rows) => {
      const some = takeRows(rowTensors(batch, objective), rows, seen.length);
      try {
        return { rows, recording: record((input) => learn(model, objective, weights, some, input, seen)) };
      } finally {
        tf.dispose(some);
        for (const { variable, value } of before) if (variable.dataId !== value.dataId) variable.assign(value);
      }
    });
    return { template: templateOf(recordings), weights, ...seen[0] };
  } finally {
    for (const { value } of before) value.dispose();
  }
}

/** A batch's tensors by input: "x", then "y0", "y1" ... by head, and "s0", "s1" ... for what rows count. */
export function rowTensors({ x, y, sampleWeight = {} }: TrainingBatch, { heads }: Objective): RowTensors {
  const named = (prefix: string, tensors: Record<string, tf.Tensor>) =>
    heads.flatMap(({ name }, i) => (tensors[name] ? [[`${prefix}${i}`, tensors[name]] as const] : []));
  return { x, ...Object.fromEntries([...named("y", y), ...named("s", sampleWeight)]) };
}

/** The first rows, over again where there are too few, and others each time. */
function takeRows(tensors: RowTensors, rows: number, from: number): RowTensors {
  const count = tensors.x.shape[0];
  const indices = Int32Array.from({ length: rows }, (_, i) => (from + i) % count);
  return tf.tidy(() =>
    Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, tf.gather(tensor, indices)])),
  );
}

function learn(
  model: CompiledModel,
  objective: Objective,
  weights: ReadonlyMap<string, tf.Variable>,
  rowsOf: RowTensors,
  input: NameInput,
  seen: { trained: string[]; changed: string[]; dropouts: GradientTemplate["dropouts"] }[],
): tf.Tensor[] {
  for (const [name, tensor] of Object.entries(rowsOf)) input(name, tensor);
  for (const [name, variable] of weights) input(name, variable);
  const dataIds = new Map([...weights].map(([name, { dataId }]) => [name, dataId]));
  const named = (prefix: string) =>
    Object.fromEntries(
      objective.heads.flatMap(({ name }, i) => (rowsOf[prefix + i] ? [[name, rowsOf[prefix + i]]] : [])),
    );
  const variables = model.collectedTrainableWeights.map((weight) => weight.read());
  const dropouts: GradientTemplate["dropouts"] = [];
  let measures: tf.Tensor | undefined;
  const grads = withMasks(model, input, dropouts, rowsOf.x.shape[0], () => {
    const total = () => {
      const { total, measures: measured } = objective.of(rowsOf.x, named("y"), true, named("s"));
      measures = tf.keep(measured);
      return total;
    };
    return tf.variableGrads(total, variables).grads;
  });
  const trained = [...weights].filter(([, { name }]) => grads[name]).map(([name]) => name);
  const changed = [...weights].filter(([name, { dataId }]) => dataId !== dataIds.get(name)).map(([name]) => name);
  seen.push({ trained, changed, dropouts });
  return [
    keepNoMore(measures!),
    ...trained.map((name) => grads[weights.get(name)!.name]),
    ...changed.map((name) => weights.get(name)!),
  ];
}

/** So that it goes with the tidy it is in. */
function keepNoMore(tensor: tf.Tensor): tf.Tensor {
  const copy = tensor.clone();
  tensor.dispose();
  return copy;
}

/** Has each dropout take its mask from an input. */
function withMasks<T>(
  model: CompiledModel,
  input: NameInput,
  dropouts: GradientTemplate["dropouts"],
  rows: number,
  run: () => T,
): T {
  const layers = model.layers.filter((layer): layer is SeededDropout => layer instanceof SeededDropout);
  try {
    for (const layer of layers) {
      layer.mask = (shape) => {
        if (shape[0] !== rows) throw new NotRecordable("a dropout's mask does not go by the batch's rows");
        const mask = input(`mask${dropouts.length}`, tf.ones(shape));
        dropouts.push({ layer, shape: shape.slice(1) });
        return mask;
      };
    }
    return run();
  } finally {
    // The method stands on the class; what is deleted is only what was put before it here.
    for (const layer of layers) delete (layer as Partial<SeededDropout>).mask;
  }
}
