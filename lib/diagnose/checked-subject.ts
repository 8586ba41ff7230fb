import { tf } from "../engine";
import { InputError } from "../data";
import type { Subject, SubjectData } from "../train";

/**
 * Whether a Subject has the form that it must have, before time is spent on it.
 *
 * @throws InputError naming what is not as it must be
 */
export function checkSubject({ name, build, data, validation, fit }: Subject): void {
  const fail = (expected: string, found: unknown): never => {
    throw new InputError(`${name ?? "the subject"}: ${expected}, found ${wordsFor(found)}.`);
  };
  if (typeof build !== "function") fail("expected build(seed) to be a function that answers a compiled model", build);
  checkData(data, "data", fail);
  if (validation !== undefined && validation !== null) checkData(validation, "validation", fail);
  for (const option of ["batchSize", "epochs", "stepsPerEpoch", "validationSteps"] as const) {
    const value = (fit as Partial<Subject["fit"]> | undefined)?.[option];
    if ((value === undefined || value === null) && /Steps|steps/.test(option)) continue;
    if (!Number.isInteger(value) || value! < 1)
      fail(`expected fit.${option} to be a whole number of at least 1`, value);
  }
}

type Fail = (expected: string, found: unknown) => never;

function checkData(data: SubjectData | undefined, split: string, fail: Fail): void {
  if (typeof data !== "object" || data === null) return fail(`expected ${split} to be { x, y } of tensors`, data);
  const { x, y } = data;
  checkTensor(x, `${split}.x to be one tensor, [rows, ...]: a model takes one input here`, fail);
  const expected = `${split}.y to be a tensor, or a list of tensors, one an output, in the outputs' order`;
  if (Array.isArray(y) && y.length === 0) fail(`expected ${expected}`, y);
  for (const target of Array.isArray(y) ? y : [y]) checkTensor(target, expected, fail);
}

function checkTensor(value: unknown, expected: string, fail: Fail): void {
  if (!(value instanceof tf.Tensor)) return fail(`expected ${expected}`, value);
  if (value.isDisposed) fail(`expected ${expected}`, "a tensor that has been disposed of");
  if (value.dtype === "string" || value.dtype === "complex64") fail(`expected ${expected}`, `${value.dtype} numbers`);
  if (!value.shape[0]) fail(`expected ${expected}, with at least one row`, `the shape [${value.shape.join(", ")}]`);
}

function wordsFor(found: unknown): string {
  if (typeof found === "string") return found === "" ? '""' : found;
  if (Array.isArray(found)) return `a list of ${found.length}`;
  if (typeof found === "object" && found !== null) return `an object of ${Object.keys(found).join(", ") || "nothing"}`;
  return typeof found === "function" ? "a function" : String(found);
}

/** A Subject with yes and no as 1 and 0, which the losses make of them too; what is new goes with `dispose`. */
export function withNumbers(subject: Subject): { subject: Subject; dispose(): void } {
  const made: tf.Tensor[] = [];
  const asNumbers = <T extends tf.Tensor | undefined>(tensor: T): T => {
    if (tensor?.dtype !== "bool") return tensor;
    made.push(tf.cast(tensor, "float32"));
    return made.at(-1) as T;
  };
  const split = <T extends SubjectData | undefined>(data: T): T =>
    data && { ...data, x: asNumbers(data.x), y: Array.isArray(data.y) ? data.y.map(asNumbers) : asNumbers(data.y) };
  return {
    subject: { ...subject, data: split(subject.data), validation: split(subject.validation) },
    dispose: () => tf.dispose(made),
  };
}
