import { tf } from "../../engine";
import { learningRateOf, setLearningRate } from "../../train";

/** Trains by another optimizer, whose rate it sets before each step. */
export class ScheduledOptimizer extends tf.Optimizer {
  static readonly className = "ScheduledOptimizer";
  private readonly rate: number;

  /** @param factorOf what the rate is multiplied by, from the losses of the steps so far */
  constructor(
    private readonly inner: tf.Optimizer,
    private readonly factorOf: (losses: readonly number[]) => number,
  ) {
    super();
    this.rate = learningRateOf(inner);
  }

  private readonly losses: number[] = [];

  override minimize(of: () => tf.Scalar, returnCost = false, variables?: tf.Variable[]): tf.Scalar | null {
    const { value, grads } = this.computeGradients(of, variables);
    this.losses.push(value.dataSync()[0]);
    this.applyGradients(grads);
    tf.dispose(grads);
    if (returnCost) return value;
    value.dispose();
    return null;
  }

  override applyGradients(gradients: Parameters<tf.Optimizer["applyGradients"]>[0]): void {
    setLearningRate(this.inner, this.rate * this.factorOf(this.losses));
    this.inner.applyGradients(gradients);
  }

  override dispose(): void {
    this.inner.dispose();
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { learningRate: this.rate };
  }
}
