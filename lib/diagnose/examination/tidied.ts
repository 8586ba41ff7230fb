import { tf } from "../../engine";

/** Runs a function that answers no tensor, and frees all tensors that it made. */
export function tidied<T>(measure: () => T): T {
  let measured: { value: T } | undefined;
  tf.tidy(() => {
    measured = { value: measure() };
  });
  return measured!.value;
}
