import { type Subject, tf } from "plateau";

/** Gives back a Subject's data. */
export function disposeOf({ data, validation }: Subject): void {
  tf.dispose([data, validation ?? []] as tf.TensorContainer);
}
