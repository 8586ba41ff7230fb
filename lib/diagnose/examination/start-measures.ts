import { tf } from "../../engine";
import { compiledModel, outputsOf } from "../../train/compiled-model";
import { isHeadLoss } from "../../train/losses";
import { Objective } from "../../train/objective";
import { LOSS_CLIP } from "../../train/plateau-losses";
import type { HeadFacts } from "./head-facts";
import { type LayerSignal, layerSignals } from "./layer-signals";
import type { LayerFacts } from "./layer-facts";
import { sampleGradients, type SampleGradients } from "./sample-gradients";
import type { SampleRows } from "./sample-rows";
import { tidied } from "./tidied";

/** What a head answers to the sample. */
export interface HeadAtStart {
  /** Its loss, a mean of the sample's rows, as it is compiled; NaN or infinite where it is that. */
  loss: number;
  /** [rows, units], row after row. */
  outputs: Float32Array;
  /** Deviation over the rows of each unit, and of all of them together the root mean square. */
  spread: Float64Array;
  spreadOverall: number;
  mean: number;
  min: number;
  max: number;
  /** Share of rows whose target class has a probability under the loss's clip; 0 where the loss has none. */
  clipped: number;
  /** The loss if every row were another row's picture, and if every input were zero: no larger where inputs do not matter. */
  shuffledLoss: number;
  zeroedLoss: number;
}

/** The model on a sample, no step taken. */
export interface ModelMeasures extends SampleGradients {
  rows: number;
  heads: Record<string, HeadAtStart>;
  /** The regularizers' penalty. */
  penalty: number;
  /** By layer name, in the model's order. */
  signals: Record<string, LayerSignal>;
}

/** Measures a model as it stands, on a sample, as it answers outside training. Nothing is left behind. */
export function measureModel(
  model: tf.LayersModel,
  layers: readonly LayerFacts[],
  heads: readonly HeadFacts[],
  sample: SampleRows,
): ModelMeasures {
  const compiled = compiledModel(model);
  const objective = new Objective(model, Object.fromEntries(heads.map(({ name, kind }) => [name, kind])));
  return tidied(() => {
    const { measures } = objective.of(sample.x, sample.y, false);
    const read = measures.dataSync();
    const outputs = outputsOf(compiled, sample.x, false);
    const zeroed = outputsOf(compiled, tf.zeros([1, ...sample.x.shape.slice(1)], sample.x.dtype), false);
    const lossOf = (head: string) => read[objective.columns.indexOf(`${head}:loss`)];
    return {
      rows: sample.rows,
      heads: Object.fromEntries(
        heads.map((head, i) => {
          const target = sample.y[head.name];
          const meanLoss = (answers: tf.Tensor) => unweightedLoss(head, target, answers);
          const measures = {
            ...headAtStart(head, outputs[i], target, lossOf(head.name)),
            shuffledLoss: meanLoss(otherRows(outputs[i])),
            zeroedLoss: meanLoss(tf.tile(zeroed[i], [sample.rows, ...outputs[i].shape.slice(1).map(() => 1)])),
          };
          return [head.name, measures];
        }),
      ),
      penalty: read[1],
      signals: layerSignals(model, layers, sample.x),
      ...sampleGradients(compiled, objective, sample),
    };
  });
}

/** As a head's measured losses are: a mean of rows, the head's own weight left out. */
function unweightedLoss({ lossFunction }: HeadFacts, target: tf.Tensor, answers: tf.Tensor): number {
  const mean = tf.mean(lossFunction(target, answers)).dataSync()[0];
  return isHeadLoss(lossFunction) ? mean / lossFunction.weight : mean;
}

/** Each row the answer to a row half the sample away: for the loss the same as if pictures and targets were out of step. */
function otherRows(output: tf.Tensor): tf.Tensor {
  const half = Math.floor(output.shape[0] / 2);
  const [first, second] = tf.split(output, [half, output.shape[0] - half]);
  return tf.concat([second, first]);
}

function headAtStart(
  head: HeadFacts,
  output: tf.Tensor,
  target: tf.Tensor,
  loss: number,
): Omit<HeadAtStart, "shuffledLoss" | "zeroedLoss"> {
  const outputs = output.dataSync<"float32">().slice();
  const flat = tf.reshape(output, [output.shape[0], -1]);
  const spread = Float64Array.from(tf.moments(flat, 0).variance.dataSync(), (variance) => Math.sqrt(variance));
  let [sum, min, max] = [0, Infinity, -Infinity];
  for (const value of outputs) {
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return {
    loss,
    outputs,
    spread,
    spreadOverall: Math.sqrt(spread.reduce((squares, value) => squares + value * value, 0) / spread.length),
    mean: sum / outputs.length,
    min,
    max,
    clipped: clippedShare(head, flat, target),
  };
}

function clippedShare(
  { kind, loss, knownLoss, units, lossFunction }: HeadFacts,
  output: tf.Tensor,
  target: tf.Tensor,
): number {
  if (isHeadLoss(lossFunction) && lossFunction.takes === "logits") return 0;
  // Somebody's own cross-entropy need not clip, nor take probabilities.
  if (!knownLoss || !/crossentropy|kullback/i.test(loss) || kind.kind === "number") return 0;
  if (kind.kind === "binary" && units === 1) {
    const wrong = tf.where(tf.greater(target, 0.5), output, tf.sub(1, output));
    return tf.mean(tf.cast(tf.lessEqual(wrong, LOSS_CLIP), "float32")).dataSync()[0];
  }
  if (target.shape[0] !== output.shape[0]) return 0;
  const hot =
    kind.kind === "sparse"
      ? tf.oneHot(tf.cast(tf.reshape(target, [-1]), "int32"), units)
      : tf.reshape(target, [target.shape[0], -1]);
  const sums = tf.sum(output, -1, true);
  const right = tf.sum(tf.mul(hot, tf.div(output, sums)), -1);
  return tf.mean(tf.cast(tf.lessEqual(right, LOSS_CLIP), "float32")).dataSync()[0];
}
