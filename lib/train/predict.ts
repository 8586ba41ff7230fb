import { tf } from "../engine";
import { type FittedPreprocessing, InputError, type TypedArray, toInput } from "../data";
import { loadPicture } from "../data/paintings/load-picture";
import { loadRun, type Run } from "./run";

export interface Guess {
  name: string;
  probability: number;
}

/** What a picture is, by head: all classes, likeliest first. */
export type Answer = Record<string, Guess[]>;

/** What became of one picture of many. */
export interface PictureAnswer {
  picture: string;
  answer?: Answer;
  /** Why there is none: the picture cannot be read. */
  error?: InputError;
}

/** Pictures in memory at once, whatever their number. */
const BATCH = 64;

/**
 * Says what pictures are, with the run's own preprocessing.
 *
 * @param run a run, or the folder of one
 * @param pictures files (JPEG, PNG ...), or a tensor [pictures, height, width, channels] with pixels as in the run's data
 *   (0..255 for bytes), of any height and width; not disposed. A Subject's run takes tensors only, as its network sees them.
 * @returns an answer a picture, in their order
 * @throws InputError naming the first picture that cannot be read, or a folder that holds no run
 */
export async function predict(run: Run | string, pictures: string[] | tf.Tensor4D): Promise<Answer[]> {
  if (typeof run === "string") return withLoaded(run, (loaded) => predict(loaded, pictures));
  if (!Array.isArray(pictures)) return predictTensor(run, pictures);
  const answers: Answer[] = [];
  for await (const { answer, error } of predictEach(run, pictures)) {
    if (!answer) throw error!;
    answers.push(answer);
  }
  return answers;
}

/**
 * Says what picture files are, one after the other, going on past those that cannot be read.
 *
 * @throws InputError if the run is no Program's, and so does not know how files become its input
 */
export async function* predictEach(run: Run, pictures: readonly string[]): AsyncGenerator<PictureAnswer> {
  const fitted = run.preprocessing;
  if (!fitted) {
    throw new InputError(
      "expected a Program's run, which knows how a picture becomes its input; found a Subject's: give a tensor.",
    );
  }
  if (fitted.stored[2] !== 3) {
    throw new InputError(
      `expected a run trained on RGB pictures, found one of ${fitted.stored[2]} channels: give a tensor of such pictures.`,
    );
  }
  for (let from = 0; from < pictures.length; from += BATCH) {
    const part = pictures.slice(from, from + BATCH);
    const loaded = await Promise.all(part.map((picture) => loadOrError(picture, fitted)));
    const pixels = loaded.filter((one) => one instanceof Uint8Array);
    const answers = pixels.length > 0 ? answersTo(run, inputOf(pixels, fitted)) : [];
    for (const [i, one] of loaded.entries()) {
      yield one instanceof InputError
        ? { picture: part[i], error: one }
        : { picture: part[i], answer: answers[pixels.indexOf(one)] };
    }
  }
}

/** Loads a run for the length of a call. */
export async function withLoaded<T>(folder: string, use: (run: Run) => Promise<T>): Promise<T> {
  const run = await loadRun(folder);
  try {
    return await use(run);
  } finally {
    run.model.dispose();
  }
}

async function loadOrError(picture: string, { stored }: FittedPreprocessing): Promise<Uint8Array | InputError> {
  try {
    return await loadPicture(picture, [stored[0], stored[1]]);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
}

function inputOf(pixels: Uint8Array[], fitted: FittedPreprocessing): tf.Tensor4D {
  const [height, width, channels] = fitted.stored;
  return toInput(Buffer.concat(pixels), [pixels.length, height, width, channels], fitted);
}

async function predictTensor(run: Run, pictures: tf.Tensor4D): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let from = 0; from < pictures.shape[0]; from += BATCH) {
    const rows = Math.min(BATCH, pictures.shape[0] - from);
    const part = tf.slice(pictures, from, rows);
    if (run.preprocessing) {
      answers.push(
        ...answersTo(run, toInput(pixelsOf(await part.data(), run.preprocessing), part.shape, run.preprocessing)),
      );
      part.dispose();
    } else answers.push(...answersTo(run, part));
  }
  return answers;
}

/** Bytes where the run was trained on bytes, so that resizing rounds as it did then. */
function pixelsOf(values: Float32Array | Int32Array | Uint8Array, { dtype }: FittedPreprocessing): TypedArray {
  const areBytes = dtype === "u1" && values.every((value) => Number.isInteger(value) && value >= 0 && value <= 255);
  return areBytes ? Uint8Array.from(values) : values;
}

/** @param input [rows, ...]; disposed of */
function answersTo({ model, classes }: Run, input: tf.Tensor): Answer[] {
  const outputs = tf.tidy(() => {
    const outputs = model.apply(input, { training: false }) as tf.Tensor | tf.Tensor[];
    return (Array.isArray(outputs) ? outputs : [outputs]).map((output) => output.arraySync() as number[][]);
  });
  const rows = input.shape[0];
  input.dispose();
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(model.outputNames.map((head, i) => [head, guesses(outputs[i][row], classes?.[head])])),
  );
}

/** One unit answers for two classes. */
function guesses(output: number[], names?: string[]): Guess[] {
  const probabilities = output.length === 1 ? [1 - output[0], output[0]] : output;
  return probabilities
    .map((probability, i) => ({ name: names?.[i] ?? `class ${i}`, probability }))
    .sort((a, b) => b.probability - a.probability);
}
