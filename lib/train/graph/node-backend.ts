import { tf } from "../../engine";

/** An op's attribute as the binding takes it. */
export interface BindingAttribute {
  name: string;
  type: number;
  value: unknown;
}

export interface TensorMetadata {
  id: number;
  shape: number[];
  dtype: number;
}

/** tfjs-node's binding to TensorFlow's C library, as far as graphs need it. */
export interface Binding {
  createTensor(shape: number[], dtype: number, values: ArrayBufferView): number;
  deleteTensor(id: number): void;
  tensorDataSync(id: number): Float32Array | Int32Array | Uint8Array;
  executeOp(op: string, attributes: BindingAttribute[], inputs: number[], outputs: number): TensorMetadata[];
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(id: number): void;
  runSavedModel(id: number, inputs: number[], inputNames: string, outputNames: string): TensorMetadata[];
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
}

/** tfjs-node's backend, as far as graphs need it. */
export interface NodeBackend {
  binding: Binding;
  readonly isUsingGpuDevice: boolean;
  /** The engine's numbers of tensors; what is only in JavaScript as yet is brought there. */
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[];
  createOutputTensor(metadata: TensorMetadata): tf.Tensor;
}

/** @throws TypeError-like surprises if another backend is in use: ask `hasEngineOps` first */
export function nodeBackend(): NodeBackend {
  return tf.backend() as unknown as NodeBackend;
}
