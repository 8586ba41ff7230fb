/**
 * A mistake in what a person gave: a file, an option, an array. Its message says what was expected, what was
 * found and where, and what to do. Commands print the message alone, without a stack, and exit with code 2.
 */
export class InputError extends Error {
  override readonly name = "InputError";
}
