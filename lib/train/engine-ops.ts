import { tf } from "../engine";

/** An op's attributes by name: numbers become floats, other values what they are. */
export type OpAttributes = Record<string, number | boolean | string>;

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
 * Runs one of TensorFlow's own ops on float32 tensors, outside the tape.
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
  const kinds = { number: binding.TF_ATTR_FLOAT, boolean: binding.TF_ATTR_BOOL, string: binding.TF_ATTR_STRING };
  return backend.executeMultipleOutputs(
    op,
    [
      ...types.map((name) => ({ name, type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT })),
      ...Object.entries(attributes).map(([name, value]) => ({
        name,
        type: kinds[typeof value as keyof typeof kinds],
        value,
      })),
    ],
    inputs,
    outputs,
  );
}
