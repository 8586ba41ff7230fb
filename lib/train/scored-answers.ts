import { tf } from "../engine";
import { createBatches, type Dataset, InputError, type Reporter, silent } from "../data";
import { Breather } from "./breather";
import type { Run } from "./run";

/** What one head answers to each of the rows that it is scored on: validation's, or training's where there are no others. */
export interface HeadAnswers {
  head: string;
  /** Names of the classes, in the order of their numbers. */
  classes: string[];
  scored: "validation" | "training";
  rows: number;
  /** The class of each row. */
  truth: Int32Array;
  /** The likeliest class of each row, by the head. */
  answered: Int32Array;
  /** The head's probabilities, [rows, classes]. */
  probabilities: Float32Array;
}

/** What of a run is needed to ask it. */
export type AskedRun = Pick<Run, "model" | "preprocessing" | "program" | "folder">;

/**
 * Asks a run about every row that it is scored on, with its own preprocessing.
 *
 * @param run of a Program; its model is not disposed
 * @param dataset the one that the run was trained on, open; it may have more heads than the run
 * @returns by head, in the run's order
 * @throws InputError if the run is a Subject's, or the data lack one of its heads or have other classes in it
 */
export async function scoredAnswers(
  run: AskedRun,
  dataset: Dataset,
  reporter: Reporter = silent,
): Promise<Record<string, HeadAnswers>> {
  const { model, preprocessing, program } = run;
  if (!preprocessing || !program) {
    throw new InputError("expected a Program's run, which knows how a picture becomes its input; found a Subject's.");
  }
  const heads = model.outputNames;
  checkHeads(run, dataset);
  const split = dataset.valid ?? dataset.train;
  const answers = Object.fromEntries(heads.map((head) => [head, emptyAnswers(head, dataset)]));
  const { batchSize } = program;
  const name = dataset.valid ? "valid" : "train";
  const batches = createBatches(dataset, name, { batchSize, preprocessing, heads, shuffle: false });
  const breather = new Breather();
  try {
    for (let done = 0; done < split.rows;) {
      const { x, rows, dispose } = await batches.next();
      const outputs = tf.tidy(() => asList(model.apply(x, { training: false })).map((output) => output.dataSync()));
      dispose();
      heads.forEach((head, i) => answers[head].probabilities.set(outputs[i], done * answers[head].classes.length));
      done += rows.length;
      reporter.progress({ stage: "asking the model", done, total: split.rows, unit: "pictures" });
      await breather.breathe();
    }
  } finally {
    await batches.close();
  }
  for (const head of heads) answers[head].answered.set(likeliest(answers[head]));
  return answers;
}

/** Whether each row was answered right. */
export function rightRows({ truth, answered }: HeadAnswers): boolean[] {
  return Array.from(truth, (label, row) => label === answered[row]);
}

function emptyAnswers(head: string, { valid, train, classes, classNames }: Dataset): HeadAnswers {
  const { labels, rows } = valid ?? train;
  return {
    head,
    classes: classNames[head],
    scored: valid ? "validation" : "training",
    rows,
    truth: labels[head],
    answered: new Int32Array(rows),
    probabilities: new Float32Array(rows * classes[head]),
  };
}

/** The place of the largest probability in each row; of equals the first, as `argMax` has it. */
function likeliest({ rows, classes, probabilities }: HeadAnswers): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => {
    const own = probabilities.subarray(row * classes.length, (row + 1) * classes.length);
    return own.reduce((best, probability, i) => (probability > own[best] ? i : best), 0);
  });
}

function checkHeads({ model, folder = "the run" }: AskedRun, dataset: Dataset): void {
  model.outputNames.forEach((head, i) => {
    const units = model.outputs[i].shape.at(-1);
    const classes = dataset.classes[head];
    if (classes === undefined) {
      throw new InputError(
        `${folder} has a head "${head}", the data have ${dataset.heads.join(", ")}: ask it about its own data.`,
      );
    }
    if (classes !== units) {
      throw new InputError(
        `head "${head}" of ${folder} has ${units} classes, the data have ${classes}: ask it about its own data.`,
      );
    }
  });
}

function asList<T>(value: T | T[]): tf.Tensor[] {
  return (Array.isArray(value) ? value : [value]) as tf.Tensor[];
}
