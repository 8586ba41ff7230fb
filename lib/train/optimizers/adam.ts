import { tf } from "../../engine";
import { engineOp } from "../../engine/ops";
import { checkClipping, type Clipping } from "./clipping";
import { type FusedUpdate, MomentOptimizer, type StepNumbers, type Update } from "./moment-optimizer";
import { checkRanges } from "./option-ranges";

/** Names are Keras's, in camel case; numbers have no unit. */
export interface AdamOptions extends Clipping {
  learningRate: number;
  /** Decay of the first moment; 0.9 unless told. */
  beta1?: number;
  /** Decay of the second moment; 0.999 unless told. */
  beta2?: number;
  /** Added to the root of the second moment as it is, before its bias is corrected, as Keras does; 1e-7 unless told. */
  epsilon?: number;
  /** Divide by the largest second moment so far instead of the present one. */
  amsgrad?: boolean;
  /** Decoupled: every step takes learningRate * weightDecay of each weight away, moments untouched (AdamW). */
  weightDecay?: number;
}

/** What an Adam was built with. */
export type AdamSettings = { readonly kind: "adam" } & Readonly<Required<Omit<AdamOptions, keyof Clipping>> & Clipping>;

/**
 * Adam, AMSGrad and AdamW, step for step as Keras computes them:
 * `w -= rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)`, after clipping and decay.
 *
 * PyTorch adds epsilon after the bias correction, and its AMSGrad too takes the largest second moment before it is
 * corrected: with an epsilon far under the second moment's root the three agree.
 *
 * `learningRate` and `momentum` (beta1) may be changed between steps; the bias of the first moment is then corrected by
 * the present beta1, as PyTorch does. `getWeights` answers the step count, then each variable's first, second and (AMSGrad)
 * largest second moment; `setWeights` takes the same, so that training goes on as if never stopped. `dispose` frees the
 * moments. The engine's own fused ops do the work where there are any, four calls a variable.
 *
 * @see Kingma & Ba 2015; Reddi et al. 2018 (AMSGrad); Loshchilov & Hutter 2019 (AdamW)
 */
export class Adam extends MomentOptimizer {
  static readonly className = "PlateauAdam";

  readonly settings: AdamSettings;
  private readonly options: Omit<AdamSettings, "kind">;
  readonly momentNames: readonly string[];
  protected readonly clipping: Clipping;
  private beta1: number;

  constructor(options: AdamOptions) {
    super(options.learningRate);
    const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, amsgrad = false, weightDecay = 0 } = options;
    const { clipNorm, clipValue, globalClipNorm } = options;
    this.clipping = { clipNorm, clipValue, globalClipNorm };
    const numbers = { learningRate, beta1, beta2, epsilon, weightDecay };
    this.options = { ...numbers, amsgrad, ...this.clipping };
    this.settings = { kind: "adam", ...this.options };
    checkRanges(numbers, "adam");
    checkClipping(this.clipping, "adam");
    this.momentNames = amsgrad ? ["m", "v", "vhat"] : ["m", "v"];
    this.beta1 = beta1;
  }

  get momentum(): number {
    return this.beta1;
  }

  set momentum(beta1: number) {
    checkRanges({ beta1 }, "adam");
    this.beta1 = beta1;
  }

  override nextStep(): StepNumbers {
    this.incrementIterations();
    // Betas as float32 has them, for so they are in the moments: 1 - 0.999 is off by 1e-5 there. Their powers in doubles,
    // for in float32 the product drifts over thousands of steps.
    const bias = (beta: number) => 1 - Math.fround(beta) ** this.iterations;
    const correction = Math.sqrt(bias(this.settings.beta2)) / bias(this.beta1);
    return {
      rate: this.learningRate * correction,
      decay: this.learningRate * this.settings.weightDecay,
      momentum: this.beta1,
    };
  }

  protected override applyComposed({ variable, moments, gradient, numbers }: Update): void {
    const [first, second, largest] = moments as tf.Variable[];
    const { beta2, epsilon } = this.settings;
    const toward = (moment: tf.Variable, value: tf.Tensor, beta: number) =>
      moment.assign(moment.add(value.sub(moment).mul(1 - Math.fround(beta))));
    toward(first, gradient, numbers.momentum);
    toward(second, gradient.square(), beta2);
    largest?.assign(tf.maximum(largest, second));
    const step = first.mul(numbers.rate).div(tf.sqrt(largest ?? second).add(epsilon));
    // One subtraction for both, so that the weight itself is rounded once.
    variable.assign(variable.sub(numbers.decay === 0 ? step : step.add(variable.mul(numbers.decay))));
  }

  protected override applyFused({
    weight,
    moments,
    gradient,
    numbers: { rate, momentum },
    scalars,
  }: FusedUpdate): void {
    const { amsgrad, beta2, epsilon } = this.settings;
    const handles = [weight, ...moments].map(({ handle }) => handle);
    // The rate is corrected for bias already: with powers of zero the op leaves it alone.
    const numbers = [0, 0, rate, momentum, beta2, epsilon].map((number) => scalars.of(number));
    const op = amsgrad ? "ResourceApplyAdamWithAmsgrad" : "ResourceApplyAdam";
    engineOp(op, ["T"], {}, [...handles, ...numbers, gradient], 0);
  }

  getConfig(): tf.serialization.ConfigDict {
    return { ...this.options, learningRate: this.learningRate, beta1: this.beta1 };
  }
}
tf.serialization.registerClass(Adam);

/**
 * An Adam optimizer; with `amsgrad` AMSGrad, with `weightDecay` AdamW, with both both. See `Adam`.
 *
 * @throws InputError if a number is out of range, or more than one kind of clipping is asked for
 */
export function adam(options: AdamOptions): tf.Optimizer {
  return new Adam(options);
}
