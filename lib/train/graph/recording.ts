import { tf } from "../../engine";
import type { Attribute, Attributes, Constant } from "./graph-def";
import { type Binding, type BindingAttribute, nodeBackend, type TensorMetadata } from "./node-backend";

/** Where an input of a recorded op, or an output of the whole, comes from. */
export type Source = { input: string } | { node: number; output: number } | { constant: number };

/** One op that ran. */
export interface RecordedOp {
  op: string;
  attributes: Attributes;
  inputs: readonly Source[];
  /** Shapes of its outputs, as they were in the recording. */
  shapes: readonly (readonly number[])[];
}

/** What a function asked of the engine, op by op, for one size of batch. */
export interface Recording {
  ops: readonly RecordedOp[];
  constants: readonly Constant[];
  outputs: readonly Source[];
}

/** Thrown where a function cannot be written as a graph; the message says why. */
export class NotRecordable extends Error {}

/** Names a tensor as an input of the graph, and answers it. */
export type NameInput = <T extends tf.Tensor>(name: string, tensor: T) => T;

/**
 * Runs a function of tfjs's and writes down what it asks of the engine: a layer, a loss, a gradient from the tape, an
 * optimizer's update, whatever they are made of.
 *
 * Only what reaches the engine is seen. What JavaScript computes comes out as constants, so that a function that draws
 * random numbers, or counts its calls, has to be recorded more than once and the recordings compared (see `templateOf`).
 *
 * @param run names its inputs, and answers tensors, which are disposed of with everything else it makes
 * @throws NotRecordable if it reads numbers back, or uses a tensor that is neither made in it nor an input
 */
export function record(run: (input: NameInput) => tf.Tensor[]): Recording {
  const backend = nodeBackend();
  const { binding } = backend;
  const recorder = new Recorder(binding);
  const idOf = (tensor: tf.Tensor) => backend.getInputTensorIds([tensor])[0];
  const input: NameInput = (name, tensor) => {
    recorder.addInput(name, idOf(tensor));
    return tensor;
  };
  backend.binding = recorder.binding;
  try {
    let outputs: Source[] = [];
    tf.tidy(() => {
      outputs = run(input).map((tensor) => recorder.sourceOf(idOf(tensor)));
    });
    return { ops: recorder.ops, constants: recorder.constants, outputs };
  } finally {
    backend.binding = binding;
  }
}

class Recorder {
  readonly ops: RecordedOp[] = [];
  readonly constants: Constant[] = [];
  /** The real binding, watched. */
  readonly binding: Binding;
  /** By the engine's number of a tensor; it gives none twice. */
  private readonly sources = new Map<number, Source>();
  /** What was made in JavaScript and has not been used yet; only what is used becomes a constant. */
  private readonly made = new Map<number, Constant>();

  constructor(private readonly real: Binding) {
    // A copy of every property: the binding itself is read-only.
    const names = Object.getOwnPropertyNames(real) as (keyof Binding)[];
    const copy = Object.fromEntries(
      names.map((name) => {
        const value: unknown = real[name];
        return [name, typeof value === "function" ? (value.bind(real) as unknown) : value];
      }),
    ) as unknown as Binding;
    this.binding = {
      ...copy,
      createTensor: (shape, dtype, values) => this.createTensor(shape, dtype, values),
      executeOp: (op, attributes, ids, outputs) => this.executeOp(op, attributes, ids, outputs),
      tensorDataSync: (id) => this.tensorDataSync(id),
    };
  }

  addInput(name: string, id: number): void {
    const known = this.sources.get(id);
    if (known && "input" in known) throw new NotRecordable(`${name} and ${known.input} are one tensor`);
    this.sources.set(id, { input: name });
  }

  sourceOf(id: number): Source {
    const source = this.sources.get(id);
    if (source) return source;
    const constant = this.made.get(id);
    if (!constant) throw new NotRecordable("it uses a tensor that is none of its inputs");
    const used = { constant: this.constants.length };
    this.constants.push(constant);
    this.sources.set(id, used);
    return used;
  }

  private createTensor(shape: number[], dtype: number, values: ArrayBufferView): number {
    const id = this.real.createTensor(shape, dtype, values);
    const copy = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
    this.made.set(id, { dtype, shape: [...shape], values: sameKind(values, copy.buffer) });
    return id;
  }

  private executeOp(op: string, attributes: BindingAttribute[], ids: number[], count: number): TensorMetadata[] {
    const inputs = ids.map((id) => this.sourceOf(id));
    const outputs = this.real.executeOp(op, attributes, ids, count);
    const node = this.ops.length;
    this.ops.push({
      op,
      attributes: Object.fromEntries(attributes.map((attribute) => [attribute.name, this.attribute(attribute)])),
      inputs,
      shapes: outputs.map(({ shape }) => shape),
    });
    outputs.forEach(({ id }, output) => this.sources.set(id, { node, output }));
    return outputs;
  }

  private tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array {
    const source = this.sources.get(id);
    if (source && !("constant" in source)) throw new NotRecordable("numbers are read back in the middle of it");
    return this.real.tensorDataSync(id);
  }

  private attribute({ name, type, value }: BindingAttribute): Attribute {
    const { TF_ATTR_STRING, TF_ATTR_INT, TF_ATTR_FLOAT, TF_ATTR_BOOL, TF_ATTR_TYPE, TF_ATTR_SHAPE } = this.real;
    const numbers = (Array.isArray(value) ? value : [value]).map(Number);
    switch (type) {
      case TF_ATTR_STRING:
        return { s: value as string };
      case TF_ATTR_BOOL:
        return { b: value as boolean };
      case TF_ATTR_SHAPE:
        return { shape: numbers };
      case TF_ATTR_INT:
        return Array.isArray(value) ? { ints: numbers } : { i: numbers[0] };
      case TF_ATTR_FLOAT:
        return Array.isArray(value) ? { floats: numbers } : { f: numbers[0] };
      case TF_ATTR_TYPE:
        return Array.isArray(value) ? { types: numbers } : { type: numbers[0] };
      default:
        throw new NotRecordable(`attribute ${name} is of an unknown kind`);
    }
  }
}

function sameKind(values: ArrayBufferView, copy: ArrayBuffer): ArrayBufferView {
  if (values instanceof Float32Array) return new Float32Array(copy);
  return values instanceof Int32Array ? new Int32Array(copy) : new Uint8Array(copy);
}
