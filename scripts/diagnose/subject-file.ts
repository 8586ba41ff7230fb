import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import * as plateau from "plateau";
import { InputError, type Subject, tf } from "plateau";

type Maker = (library: typeof plateau, given: { data?: string }) => unknown;

/**
 * The Subject that a CommonJS file exports, or that the function which it exports makes: `module.exports = (plateau, { data })
 * => subject`. The function is given this library, so that its tensors are of the engine that diagnoses them.
 *
 * @throws InputError if the file cannot be loaded, or holds no Subject whose model can be built
 */
export async function readSubject(file: string, given: { data?: string }): Promise<Subject> {
  const path = resolve(file);
  if (!existsSync(path)) throw new InputError(`--subject: expected a file, found none at ${file}.`);
  const exported = await attempt(`--subject: ${file} cannot be loaded`, () => {
    const loaded = createRequire(path)(path) as { default?: unknown };
    return loaded?.default ?? loaded;
  });
  const made =
    typeof exported === "function"
      ? await attempt(`--subject: the function of ${file} failed`, () => (exported as Maker)(plateau, given))
      : exported;
  const subject = checked(made, file);
  const model = await attempt(`--subject: build(0) of ${file} failed`, () => subject.build(0));
  if (!(model instanceof tf.LayersModel) || !model.optimizer) {
    throw new InputError(
      `--subject: build(0) of ${file}: expected a compiled tf.LayersModel; call model.compile first.`,
    );
  }
  model.dispose();
  return subject;
}

async function attempt<T>(what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new InputError(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function checked(made: unknown, file: string): Subject {
  const wrong = (expected: string, found: unknown) =>
    new InputError(`--subject: ${file}: expected ${expected}, found ${found === null ? "null" : typeof found}.`);
  if (typeof made !== "object" || made === null) throw wrong("a Subject, or a function that makes one", made);
  const { name, build, data, validation, fit } = made as Partial<Subject>;
  if (typeof build !== "function") throw wrong("build(seed), a function that answers a compiled model", build);
  if (typeof name !== "string") throw wrong("a name", name);
  const isTensors = (y: unknown) => [y].flat().every((each) => each instanceof tf.Tensor);
  for (const [split, content] of Object.entries({ data, ...(validation && { validation }) })) {
    if (!(content?.x instanceof tf.Tensor)) throw wrong(`${split}.x, a tensor`, content?.x);
    if (!isTensors(content.y)) throw wrong(`${split}.y, a tensor or an array of tensors`, content.y);
  }
  for (const setting of ["batchSize", "epochs"] as const) {
    const value = fit?.[setting];
    if (Number.isInteger(value) && value! > 0) continue;
    throw new InputError(`--subject: ${file}: fit.${setting}: expected a whole number of at least 1, found ${value}.`);
  }
  return made as Subject;
}
