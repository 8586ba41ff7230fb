import { tf } from "../../engine";
import { InputError } from "../../data";
import { type CompiledModel, compiledModel } from "../compiled-model";
import { isPlateauOptimizer } from "../optimizers";
import { storedDtype, type StoredArray, type TensorFile, type TensorSource } from "./tensor-file";

type NamedTensor = Awaited<ReturnType<tf.Optimizer["getWeights"]>>[number];

/** A weight is no number: nothing to go on from. */
export class BrokenWeights extends Error {}

interface LayerWeight {
  originalName: string;
  read(): tf.Variable;
}

/**
 * All arrays that a training changes: the model's weights, in the order of its layers, and the optimizer's state. Reading
 * one throws `BrokenWeights` if the training has gone astray.
 *
 * @returns to be written before the next step; `dispose` frees what was made for it
 */
export async function trainingTensors(model: tf.LayersModel): Promise<{ sources: TensorSource[]; dispose(): void }> {
  const compiled = compiledModel(model);
  const state = await compiled.optimizer.getWeights();
  const named = [
    ...weightsOf(compiled).map((weight) => ({ name: `model/${weight.originalName}`, tensor: weight.read() })),
    ...state.map(({ name, tensor }, i) => ({ name: `optimizer/${i}/${name}`, tensor })),
    ...ownScalars(compiled.optimizer).map(([name, tensor]) => ({ name: `optimizer/own/${name}`, tensor })),
  ];
  const names = new Set<string>();
  // tfjs's own optimizers hand out what they keep, but for the count of steps.
  const made = isPlateauOptimizer(compiled.optimizer) ? state : state.slice(0, 1);
  return {
    sources: named.map((each) => source(each, names)),
    dispose: () => tf.dispose(made.map(({ tensor }) => tensor)),
  };
}

/**
 * Puts back what `trainingTensors` gave.
 *
 * @throws InputError if they are not of this model
 */
export async function restoreTrainingTensors(model: tf.LayersModel, tensors: TensorFile["tensors"]): Promise<void> {
  const compiled = compiledModel(model);
  const stored = [...tensors].map(([name, { shape, data }]) => ({ name, shape, data }));
  const part = (prefix: string) => stored.filter(({ name }) => name.startsWith(prefix));
  const own = part("optimizer/own/");
  // By place, not by name: tfjs numbers layers without a name on and on.
  putBack(weightsOf(compiled), part("model/"));
  const state = part("optimizer/").filter((each) => !own.includes(each));
  const named = state.map(({ name, shape, data }): NamedTensor => ({ name, tensor: tensorOf(data, shape) }));
  await compiled.optimizer.setWeights(named);
  tf.dispose(named.map(({ tensor }) => tensor));
  for (const [name, variable] of ownScalars(compiled.optimizer)) {
    const found = own.find((each) => each.name === `optimizer/own/${name}`);
    if (found) assign(variable, found.data);
  }
}

/** The layers' order stays when one is frozen or thawed; the model's own does not. */
function weightsOf({ layers }: CompiledModel): LayerWeight[] {
  return [...new Set(layers.flatMap(({ weights }) => weights as unknown as LayerWeight[]))];
}

/**
 * Adam's and Adamax's running products of beta, which tfjs leaves out of `getWeights` and works out anew, with other
 * rounding.
 */
function ownScalars(optimizer: tf.Optimizer): [string, tf.Variable][] {
  return Object.entries(optimizer).filter(
    (entry): entry is [string, tf.Variable] => entry[1] instanceof tf.Variable && entry[1].size === 1,
  );
}

function source({ name, tensor }: NamedTensor, names: Set<string>): TensorSource {
  const unique = names.has(name) ? `${name}#${names.size}` : name;
  names.add(unique);
  const dtype = ({ float32: "F32", int32: "I32", bool: "U8" } as const)[tensor.dtype as "float32"];
  const read = () => {
    const data = tensor.dataSync() as StoredArray;
    if (name.startsWith("model/") && !isFiniteArray(data)) throw new BrokenWeights(`${name} is not finite`);
    return data;
  };
  return { name: unique, dtype, shape: tensor.shape, read };
}

function putBack(weights: LayerWeight[], stored: { name: string; shape: number[]; data: StoredArray }[]): void {
  const shapes = (all: { shape: number[] }[]) => all.map(({ shape }) => shape.join("x")).join(" ");
  const [wanted, found] = [shapes(weights.map((weight) => weight.read())), shapes(stored)];
  if (wanted !== found) throw new InputError("expected the weights of this model in its checkpoint, found others.");
  weights.forEach((weight, i) => assign(weight.read(), stored[i].data));
}

function assign(variable: tf.Variable, data: StoredArray): void {
  const value = tensorOf(data, variable.shape, variable.dtype);
  variable.assign(value);
  value.dispose();
}

function tensorOf(data: StoredArray, shape: number[], dtype?: tf.DataType): tf.Tensor {
  return tf.tensor(data as Float32Array, shape, dtype ?? (storedDtype(data) === "I32" ? "int32" : "float32"));
}

/** A plain loop: millions of numbers at every checkpoint. */
function isFiniteArray(data: StoredArray): boolean {
  for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false;
  return true;
}
