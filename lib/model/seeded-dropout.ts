import { tf } from "../engine";
import { engineOp, FLOAT, hasEngineOps, INT32 } from "../engine/ops";

export interface SeededDropoutArgs {
  /** Share of the features that is dropped, at least 0 and under 1. */
  rate: number;
  /** An integer; call after call draws another mask from it. */
  seed: number;
  name?: string;
}

/**
 * Dropout whose masks can be had again: the mask of a call depends on the seed and on how many calls came before.
 *
 * tfjs's own Dropout is either without a seed, or, with one, drops the same features at every step, which is no
 * dropout. In evaluation it hands its input through. It has no weights; how many masks it has drawn is in `calls`,
 * which a checkpoint keeps by `dropoutCalls` and puts back by `restoreDropoutCalls`.
 *
 * @see Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting"
 */
export class SeededDropout extends tf.layers.Layer {
  static readonly className = "SeededDropout";
  private readonly rate: number;
  private readonly seed: number;
  /** Masks drawn so far. */
  calls = 0;

  constructor(args: SeededDropoutArgs) {
    super(args as ConstructorParameters<typeof tf.layers.Layer>[0]);
    if (!(args.rate >= 0 && args.rate < 1)) throw new RangeError(`rate: expected 0 <= rate < 1, found ${args.rate}.`);
    this.rate = args.rate;
    this.seed = args.seed;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0] : inputs;
    if (!kwargs.training || this.rate === 0) return x.clone();
    return tf.tidy(() => x.mul(this.mask(x.shape)));
  }

  /**
   * Draws the next mask: what each feature is multiplied by, zero or, so that the sum stays, 1 / (1 - rate).
   *
   * @returns the caller's to dispose of
   */
  mask(shape: number[]): tf.Tensor {
    const keep = 1 - this.rate;
    const call = this.calls++;
    return tf.tidy(() => uniform(shape, this.seed, call).add(keep).floor().div(keep));
  }

  override computeOutputShape(inputShape: tf.Shape): tf.Shape {
    return inputShape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), rate: this.rate, seed: this.seed };
  }
}
tf.serialization.registerClass(SeededDropout);

/** Numbers from 0 to 1, those of a seed and a call the same every time. */
function uniform(shape: number[], seed: number, call: number): tf.Tensor {
  if (!hasEngineOps()) return tf.randomUniform(shape, 0, 1, "float32", `${seed}/${call}`);
  const types = { dtype: { type: FLOAT }, T: { type: INT32 }, Tseed: { type: INT32 } };
  const inputs = [tf.tensor1d(shape, "int32"), tf.tensor1d([seed, call], "int32")];
  return engineOp("StatelessRandomUniform", [], types, inputs)[0];
}

/** How many masks each seeded dropout of the model has drawn, by layer name, as JSON. */
export function dropoutCalls(model: tf.LayersModel): Record<string, number> {
  return Object.fromEntries(seededDropouts(model).map((layer) => [layer.name, layer.calls]));
}

/** Puts back what `dropoutCalls` answered, so that the next masks are those that would have come. */
export function restoreDropoutCalls(model: tf.LayersModel, calls: Record<string, number>): void {
  for (const layer of seededDropouts(model)) layer.calls = calls[layer.name] ?? 0;
}

const seededDropouts = (model: tf.LayersModel) =>
  model.layers.filter((layer): layer is SeededDropout => layer instanceof SeededDropout);
