import { tf } from "../../engine";
import { InputError } from "../../data";

/** Names are Keras's, in camel case; numbers have no unit. */
export interface AdamOptions {
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
  /** Each variable's gradient is scaled down to at most this norm, each for itself (Keras's `clipnorm`). */
  clipNorm?: number;
}

type NamedTensor = Awaited<ReturnType<tf.Optimizer["getWeights"]>>[number];

interface Moments {
  first: tf.Variable;
  second: tf.Variable;
  /** The largest second moment so far; with `amsgrad` only. */
  largest?: tf.Variable;
}

/**
 * Adam, AMSGrad and AdamW, step for step as Keras computes them:
 * `w -= rate * sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)`.
 *
 * `learningRate` may be changed between steps. `getWeights` answers the step count, then each variable's first, second
 * and (AMSGrad) largest second moment; `setWeights` takes the same, so that training goes on as if never stopped.
 * `dispose` frees the moments.
 *
 * @see Kingma & Ba 2015; Reddi et al. 2018 (AMSGrad); Loshchilov & Hutter 2019 (AdamW)
 */
export class Adam extends tf.Optimizer {
  static readonly className = "PlateauAdam";

  learningRate: number;
  private readonly options: Required<Omit<AdamOptions, "clipNorm">> & { clipNorm?: number };
  private readonly moments = new Map<string, Moments>();
  /** Set from outside and not yet given to a variable, by its place in the list of gradients. */
  private restored: Moments[] = [];

  constructor(options: AdamOptions) {
    super();
    const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, amsgrad = false, weightDecay = 0 } = options;
    this.options = { learningRate, beta1, beta2, epsilon, amsgrad, weightDecay, clipNorm: options.clipNorm };
    checkOptions(this.options);
    this.learningRate = learningRate;
  }

  /** @param gradients by variable name, or a list of { name, tensor }; a variable without gradient stays. Not disposed. */
  applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
    const named = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    this.incrementIterations();
    const { beta1, beta2 } = this.options;
    // In doubles: in float32 the product beta2^t drifts over thousands of steps.
    const correction = Math.sqrt(1 - beta2 ** this.iterations) / (1 - beta1 ** this.iterations);
    named.forEach(({ name, tensor }, place) => {
      if (!tensor) return;
      const variable = variableNamed(name);
      const moments = this.momentsOf(variable, place);
      tf.tidy(() => this.update(variable, moments, tensor, this.learningRate * correction));
    });
  }

  private update(variable: tf.Variable, moments: Moments, gradient: tf.Tensor, rate: number): void {
    const { beta1, beta2, epsilon, weightDecay, clipNorm } = this.options;
    const slope = clipNorm === undefined ? gradient : clipped(gradient, clipNorm);
    moments.first.assign(moments.first.add(slope.sub(moments.first).mul(1 - beta1)));
    moments.second.assign(
      moments.second.add(
        slope
          .square()
          .sub(moments.second)
          .mul(1 - beta2),
      ),
    );
    moments.largest?.assign(tf.maximum(moments.largest, moments.second));
    const scale = tf.sqrt(moments.largest ?? moments.second).add(epsilon);
    const step = moments.first.mul(rate).div(scale);
    // One subtraction for both, so that the weight itself is rounded once.
    variable.assign(variable.sub(weightDecay === 0 ? step : step.add(variable.mul(weightDecay * this.learningRate))));
  }

  private momentsOf(variable: tf.Variable, place: number): Moments {
    let moments = this.moments.get(variable.name);
    if (!moments) {
      moments = this.restored[place] ?? this.zeroMoments(variable);
      delete this.restored[place];
      tf.util.assertShapesMatch(moments.first.shape, variable.shape, `optimizer weights of ${variable.name}: `);
      this.moments.set(variable.name, moments);
    }
    return moments;
  }

  private zeroMoments(like: tf.Tensor): Moments {
    const zeros = () => tf.tidy(() => tf.zerosLike(like).variable(false));
    return { first: zeros(), second: zeros(), ...(this.options.amsgrad && { largest: zeros() }) };
  }

  /** @returns `iter` (a new scalar, the caller's to dispose), then the moments themselves, not copies */
  override async getWeights(): Promise<NamedTensor[]> {
    const named = (key: keyof Moments, suffix: string) =>
      [...this.moments].flatMap(([name, { [key]: tensor }]) => (tensor ? [{ name: `${name}/${suffix}`, tensor }] : []));
    return [await this.saveIterations(), ...named("first", "m"), ...named("second", "v"), ...named("largest", "vhat")];
  }

  /**
   * @param weights as `getWeights` gave them; copied, not disposed. As in tfjs's own optimizers, they go to the variables
   *   by place in the next step's list of gradients, for a model built anew has variables of other names.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const kinds = this.options.amsgrad ? 3 : 2;
    const [, ...moments] = weights;
    if (weights.length === 0 || moments.length % kinds !== 0) {
      throw new InputError(
        `expected this optimizer's weights: a step count and ${kinds} of each variable, found ${weights.length} in all`,
      );
    }
    await this.extractIterations(weights);
    this.disposeMoments();
    const count = moments.length / kinds;
    const copy = (at: number) => tf.tidy(() => moments[at].tensor.clone().variable(false));
    this.restored = Array.from({ length: count }, (_, i) => ({
      first: copy(i),
      second: copy(count + i),
      ...(this.options.amsgrad && { largest: copy(2 * count + i) }),
    }));
  }

  override dispose(): void {
    this.disposeMoments();
  }

  private disposeMoments(): void {
    for (const moments of [...this.moments.values(), ...this.restored]) tf.dispose([...Object.values(moments ?? {})]);
    this.moments.clear();
    this.restored = [];
  }

  getConfig(): tf.serialization.ConfigDict {
    return { ...this.options, learningRate: this.learningRate };
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new cls(config);
  }
}
tf.serialization.registerClass(Adam);

/**
 * An Adam optimizer; with `amsgrad` AMSGrad, with `weightDecay` AdamW, with both both. See `Adam`.
 *
 * @throws InputError if a number is out of range
 */
export function adam(options: AdamOptions): tf.Optimizer {
  return new Adam(options);
}

function clipped(gradient: tf.Tensor, norm: number): tf.Tensor {
  return gradient.mul(tf.minimum(1, tf.div(norm, tf.norm(gradient))));
}

function variableNamed(name: string): tf.Variable {
  const variable = tf.engine().registeredVariables[name];
  if (!variable) throw new InputError(`expected a variable named ${name}, found none: its model was disposed of`);
  return variable;
}

function checkOptions(options: AdamOptions): void {
  const expect = (name: keyof AdamOptions, right: (value: number) => boolean, range: string) => {
    const value = options[name];
    if (typeof value === "number" && !right(value)) {
      throw new InputError(`expected adam's ${name} ${range}, found ${value}`);
    }
  };
  expect("beta1", (value) => value >= 0 && value < 1, "in [0, 1)");
  expect("beta2", (value) => value >= 0 && value < 1, "in [0, 1)");
  expect("epsilon", (value) => value >= 0, "of at least 0");
  expect("weightDecay", (value) => value >= 0, "of at least 0");
  expect("clipNorm", (value) => value > 0, "above 0");
}
