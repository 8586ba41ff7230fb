import { tf } from "./index";

/** An op's attributes by name: numbers become floats, { type } a type by TensorFlow's number, other values what they are. */
export type OpAttributes = Record<string, number | boolean | string | { type: number }>;

/** TensorFlow's numbers for types. */
export const FLOAT = 1;
export const INT32 = 3;
export const BFLOAT16 = 14;

/** The part of tfjs-node's backend that runs any op of the engine by its name. */
interface OpBackend {
  binding: Record<"TF_ATTR_TYPE" | "TF_ATTR_FLOAT" | "TF_ATTR_BOOL" | "TF_ATTR_STRING" | "TF_FLOAT", number>;
  executeMultipleOutputs(op: string, attributes: object[], inputs: tf.Tensor[], outputs: number): tf.Tensor[];
}

/** Whether ops can be run by name: on tfjs-node's backend, not on a browser's or the plain one. */
export function hasEngineOps(): boolean {
  return tf.getBackend() === "tensorflow";
}

/**
 * Runs one of TensorFlow's own ops, outside the tape.
 *
 * @param types names of its type attributes, all float32
 * @param outputs how many tensors it answers
 */
export function engineOp(
  op: string,
  types: readonly string[],
  attributes: OpAttributes,
  inputs: tf.Tensor[],
  outputs = 1,
): tf.Tensor[] {
  const backend = tf.backend() as unknown as OpBackend;
  const { binding } = backend;
  const kinds = {
    number: binding.TF_ATTR_FLOAT,
    boolean: binding.TF_ATTR_BOOL,
    string: binding.TF_ATTR_STRING,
    object: binding.TF_ATTR_TYPE,
  };
  return backend.executeMultipleOutputs(
    op,
    [
      ...types.map((name) => ({ name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT })),
      ...Object.entries(attributes).map(([name, value]) => ({
        name,
        type: kinds[typeof value as keyof typeof kinds],
        value: typeof value === "object" ? value.type : value,
      })),
    ],
    inputs,
    outputs,
  );
}
