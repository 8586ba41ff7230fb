import { tf } from "../engine";
import { type CompiledModel, compiledModel, outputsOf, type TfjsLoss } from "./compiled-model";
import { correctRows, type HeadKind } from "./head-kind";
import { type HeadLoss, isHeadLoss, logitsOf, weighRows } from "./losses";

interface ObjectiveHead {
  name: string;
  kind: HeadKind;
  loss: TfjsLoss | HeadLoss;
}

/** Numbers of one batch, still on the device; `columns` of the objective says what stands where. */
export type Measures = tf.Tensor1D;

/**
 * What a compiled model is trained to make small, and what is measured beside it: the sum of the heads' losses, as
 * tfjs's `fit` adds them up, weights included, and the regularizers' penalty.
 */
export class Objective {
  readonly heads: readonly ObjectiveHead[];
  /** "loss" (all of it), "penalty" (its part from regularizers), then "NAME:loss" and "NAME:correct" a head, then metrics. */
  readonly columns: readonly string[];
  private readonly model: CompiledModel;
  private readonly onLogits: <T>(run: () => T) => T;
  private readonly metrics: { name: string; of: TfjsLoss; output: number }[];

  /** @param kinds of the heads, by output name */
  constructor(model: tf.LayersModel, kinds: Record<string, HeadKind>) {
    this.model = compiledModel(model);
    this.heads = this.model.outputNames.map((name, i) => ({
      name,
      kind: kinds[name],
      loss: this.model.lossFunctions[i],
    }));
    const fromLogits = this.heads.filter(({ loss }) => isHeadLoss(loss) && loss.takes === "logits");
    this.onLogits = logitsOf(
      this.model,
      fromLogits.map(({ name }) => name),
    );
    this.metrics = ownMetrics(this.model);
    this.columns = [
      "loss",
      "penalty",
      ...this.heads.flatMap(({ name }) => [`${name}:loss`, `${name}:correct`]),
      ...this.metrics.map(({ name }) => name),
    ];
  }

  /**
   * A forward pass and its losses; part of the tape when called within one.
   *
   * @param x [rows, ...], and y, by head; not disposed
   * @param training how layers that differ, such as dropout, act
   * @param sampleWeight what each row counts in the scalar, as in `TrainingBatch`; not in the heads' measures
   * @returns the scalar to make small, and the measures
   */
  of(
    x: tf.Tensor,
    y: Record<string, tf.Tensor>,
    training: boolean,
    sampleWeight: Record<string, tf.Tensor> = {},
  ): { total: tf.Scalar; measures: Measures } {
    return tf.tidy(() => {
      const outputs = this.onLogits(() => outputsOf(this.model, x, training));
      const targets = this.heads.map(({ name }) => y[name]);
      const losses = this.heads.map(({ loss }, i) =>
        isHeadLoss(loss) ? loss.rows(targets[i], outputs[i]) : loss(targets[i], outputs[i]),
      );
      const weighted = this.heads.map(({ name, loss }, i) => {
        const counted = weighRows(losses[i], sampleWeight[name]);
        return isHeadLoss(loss) && loss.weight !== 1 ? counted.mul(loss.weight) : counted;
      });
      // As tfjs does: losses of a row are added, then averaged, so that rounding is the same too.
      const task = weighted.reduce((sum, loss) => tf.add(sum, loss)).mean();
      const penalties = this.model.calculateLosses();
      const total = penalties.reduce<tf.Tensor>((sum, penalty) => tf.add(sum, penalty), task) as tf.Scalar;
      const scored = this.heads.flatMap(({ kind }, i) => [losses[i].mean(), correctRows(kind, targets[i], outputs[i])]);
      const metrics = this.metrics.map(({ of, output }) => tf.mean(of(targets[output], outputs[output])));
      return { total, measures: tf.stack([total, total.sub(task), ...scored, ...metrics]) as Measures };
    });
  }
}

/** What the model was compiled to measure, but for losses and accuracies, which are measured anyway. */
function ownMetrics({ metricsTensors, metricsNames, outputs }: CompiledModel): Objective["metrics"] {
  const losses = outputs.length > 1 ? outputs.length : 0;
  return metricsTensors
    .map(([of, output], i) => ({ name: metricsNames[i + 1], of, output }))
    .slice(losses)
    .filter(({ name }) => !/(^|_)acc$/.test(name));
}
