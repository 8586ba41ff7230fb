import { tf } from "../../engine";
import { engineOp } from "../../engine/ops";
import { checkClipping, type Clipping } from "./clipping";
import { type FusedUpdate, MomentOptimizer, type StepNumbers, type Update } from "./moment-optimizer";
import { checkRanges } from "./option-ranges";

/** Names are Keras's, in camel case; numbers have no unit. */
export interface SgdOptions extends Clipping {
  learningRate: number;
  /** 0, none, unless told. */
  momentum?: number;
  /** Looks ahead along the momentum. Default false. */
  nesterov?: boolean;
  /** Decoupled: every step takes learningRate * weightDecay of each weight away, as Keras does. Default 0. */
  weightDecay?: number;
}

/** What an Sgd was built with. */
export type SgdSettings = { readonly kind: "sgd" } & Readonly<Required<Omit<SgdOptions, keyof Clipping>> & Clipping>;

/**
 * Stochastic gradient descent, with momentum as PyTorch and tfjs have it: `u = momentum * u + g; w -= rate * u`, and
 * with Nesterov's `w -= rate * (g + momentum * u)`.
 *
 * Keras has the rate inside the momentum (`u = momentum * u - rate * g; w += u`). While the rate stays that is the same; when
 * it changes, here the whole momentum goes by the new rate at once, there what is in it goes on by the old one.
 * `weightDecay` is Keras's, decoupled; PyTorch's SGD adds it to the gradient, so that it goes through the momentum.
 *
 * `learningRate` and `momentum` may be changed between steps. `getWeights` answers the step count, then each variable's
 * momentum, if there ever was any.
 *
 * @see Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning"
 */
export class Sgd extends MomentOptimizer {
  static readonly className = "PlateauSgd";

  readonly settings: SgdSettings;
  private readonly options: Omit<SgdSettings, "kind">;
  protected readonly clipping: Clipping;
  private present: number;
  /** Whether there is, or was, any momentum. */
  private remembers: boolean;

  constructor(options: SgdOptions) {
    super(options.learningRate);
    const { learningRate, momentum = 0, nesterov = false, weightDecay = 0 } = options;
    const { clipNorm, clipValue, globalClipNorm } = options;
    this.clipping = { clipNorm, clipValue, globalClipNorm };
    const numbers = { learningRate, momentum, weightDecay };
    this.options = { ...numbers, nesterov, ...this.clipping };
    this.settings = { kind: "sgd", ...this.options };
    checkRanges(numbers, "sgd");
    checkClipping(this.clipping, "sgd");
    this.present = momentum;
    this.remembers = momentum > 0;
  }

  get momentum(): number {
    return this.present;
  }

  set momentum(momentum: number) {
    checkRanges({ momentum }, "sgd");
    this.present = momentum;
    this.remembers ||= momentum > 0;
  }

  get momentNames(): readonly string[] {
    return this.remembers ? ["momentum"] : [];
  }

  override nextStep(): StepNumbers {
    this.incrementIterations();
    return {
      rate: this.learningRate,
      decay: this.learningRate * this.settings.weightDecay,
      momentum: this.present,
    };
  }

  protected override applyComposed({ variable, moments, gradient, numbers }: Update): void {
    const { rate, decay, momentum } = numbers;
    let direction = gradient;
    if (momentum > 0) {
      const [past] = moments as tf.Variable[];
      past.assign(past.mul(momentum).add(gradient));
      direction = this.settings.nesterov ? gradient.add(past.mul(momentum)) : past;
    }
    const step = direction.mul(rate);
    // One subtraction for both, so that the weight itself is rounded once.
    variable.assign(variable.sub(decay === 0 ? step : step.add(variable.mul(decay))));
  }

  protected override applyFused({ weight, moments: [past], gradient, numbers, scalars }: FusedUpdate): void {
    const [rate, momentum] = [scalars.of(numbers.rate), scalars.of(numbers.momentum)];
    if (numbers.momentum > 0) {
      const inputs = [weight.handle, past.handle, rate, gradient, momentum];
      engineOp("ResourceApplyMomentum", ["T"], { use_nesterov: this.settings.nesterov }, inputs, 0);
    } else engineOp("ResourceApplyGradientDescent", ["T"], {}, [weight.handle, rate, gradient], 0);
  }

  /** Weights with momentum are taken by an optimizer that has none yet: a schedule may set it later. */
  override async setWeights(weights: Awaited<ReturnType<tf.Optimizer["getWeights"]>>): Promise<void> {
    this.remembers ||= weights.length > 1;
    await super.setWeights(weights);
  }

  getConfig(): tf.serialization.ConfigDict {
    return { ...this.options, learningRate: this.learningRate, momentum: this.present };
  }
}
tf.serialization.registerClass(Sgd);
