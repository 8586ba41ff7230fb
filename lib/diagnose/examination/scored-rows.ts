import { tf } from "../../engine";
import { compiledModel, outputsOf, type TfjsLoss } from "../../train/compiled-model";
import { isHeadLoss } from "../../train/losses";
import type { Workload } from "../../train/workload";
import { headOutcome, type HeadOutcome, type Scoring } from "./head-outcome";
import { tidied } from "./tidied";

/** Rows answered at once, and numbers of input: what a network makes of them is many times that. */
const ROWS_AT_ONCE = 512;
const NUMBERS_AT_ONCE = 2_000_000;
/** Of the training split, so many rows are scored, evenly spread. */
const TRAINING_ROWS = 1000;
/** Losses that a median serves best, where the others are served by a mean. */
const ABSOLUTE = /absolute|huber|logcosh/i;

export interface Split {
  x: tf.Tensor;
  y: Record<string, tf.Tensor>;
}

/** What heads are scored on, by head: ready for `scoreModel`. */
export interface ScoredSplit extends Split {
  scoring: Record<string, Scoring>;
}

/** Makes a split ready for scoring; its tensors are kept until `dispose`. */
export function scoredSplit(
  { kinds, labels }: Pick<Workload, "kinds" | "labels">,
  training: Split,
  split: Split | undefined,
  losses: Record<string, string>,
): ScoredSplit & { dispose(): void } {
  const made: tf.Tensor[] = [];
  const keep = <T extends tf.Tensor>(tensor: T): T => {
    made.push(tensor);
    return tensor;
  };
  const places = split ? undefined : sampledPlaces(training.x.shape[0]);
  const taken = (tensor: tf.Tensor) => (places ? keep(tf.tidy(() => tf.gather(tensor, places))) : tensor);
  const { x, y } = split ?? training;
  const ready = {
    x: taken(x),
    y: Object.fromEntries(Object.entries(y).map(([head, target]) => [head, taken(target)])),
  };
  const scoring = Object.fromEntries(
    Object.entries(kinds).map(([head, kind]): [string, Scoring] => {
      const absolute = ABSOLUTE.test(losses[head]);
      const scored = split ? labels.scored[head] : pick(labels.train[head], places);
      const constant = kind.kind === "number" ? keep(bestConstant(training.y[head], absolute)) : undefined;
      return [head, { kind, target: ready.y[head], trained: labels.train[head], scored, constant, absolute }];
    }),
  );
  return { ...ready, scoring, dispose: () => tf.dispose(made) };
}

function sampledPlaces(rows: number): number[] | undefined {
  if (rows <= TRAINING_ROWS) return undefined;
  return Array.from({ length: TRAINING_ROWS }, (_, i) => Math.floor((i * rows) / TRAINING_ROWS));
}

const pick = (labels: Int32Array, places: number[] | undefined): Int32Array =>
  places && labels.length > 0 ? Int32Array.from(places, (place) => labels[place]) : labels;

function bestConstant(target: tf.Tensor, absolute: boolean): tf.Tensor {
  return tf.tidy(() => {
    const flat = tf.cast(tf.reshape(target, [target.shape[0], -1]), "float32");
    if (!absolute) return tf.mean(flat, 0, true);
    const [rows] = flat.shape;
    const sorted = tf.transpose(tf.topk(tf.transpose(flat), rows).values);
    return tf.slice(sorted, [Math.floor(rows / 2), 0], [1, -1]);
  });
}

/** Scores a model as it answers outside training, on all rows of the split. */
export function scoreModel(model: tf.LayersModel, { x, y, scoring }: ScoredSplit): Record<string, HeadOutcome> {
  const compiled = compiledModel(model);
  return tidied(() => {
    const outputs = answersTo(model, x);
    return Object.fromEntries(
      compiled.outputNames.map((head, i) => {
        const loss = lossOf(compiled.lossFunctions[i], y[head], outputs[i]);
        return [head, headOutcome(scoring[head], outputs[i], loss)];
      }),
    );
  });
}

/** A model's answers to all rows, one tensor an output. */
export function answersTo(model: tf.LayersModel, x: tf.Tensor): tf.Tensor[] {
  const compiled = compiledModel(model);
  const parts: tf.Tensor[][] = [];
  const rows = x.shape[0];
  const atOnce = Math.max(1, Math.min(ROWS_AT_ONCE, Math.floor((NUMBERS_AT_ONCE * rows) / x.size)));
  for (let from = 0; from < rows; from += atOnce) {
    parts.push(tf.tidy(() => outputsOf(compiled, tf.slice(x, from, Math.min(atOnce, rows - from)), false)));
  }
  return parts[0].map((_, i) => (parts.length === 1 ? parts[0][i] : tf.concat(parts.map((part) => part[i]))));
}

/** A mean of the rows, from what the head answers; a Plateau loss from logits, too, is near enough from probabilities. */
function lossOf(loss: TfjsLoss, target: tf.Tensor, output: tf.Tensor): number {
  const rows = isHeadLoss(loss) && loss.takes === "probabilities" ? loss.rows(target, output) : loss(target, output);
  return tf.mean(rows).dataSync()[0];
}
