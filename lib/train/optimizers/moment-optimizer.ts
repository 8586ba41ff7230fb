import { tf } from "../../engine";
import { InputError } from "../../data";
import { engineOp, hasEngineOps } from "../../engine/ops";
import { clipGradients, type Clipping } from "./clipping";
import { EngineVariable } from "./engine-variable";
import { type Kept, KeptMoments, type Moment } from "./kept-moments";
import { Scalars } from "./scalars";

type NamedTensor = Awaited<ReturnType<tf.Optimizer["getWeights"]>>[number];

/** What one step needs beside gradients. A variable's rate and decay are these, times its factor in `rateScales`. */
export interface StepNumbers {
  /** The learning rate, for Adam with the bias of both moments corrected. */
  rate: number;
  /** The share of each weight that is taken away. */
  decay: number;
  momentum: number;
}

/** One variable and what the optimizer keeps of it. */
export interface Update {
  variable: tf.Variable;
  /** By their place in `momentNames`. */
  moments: Moment[];
  /** Clipped. */
  gradient: tf.Tensor;
  /** Of this variable: its factor is in them. */
  numbers: StepNumbers;
}

/** As `Update`, all in the engine's own variables, which the op changes in place. */
export interface FusedUpdate extends Pick<Update, "gradient" | "numbers"> {
  weight: EngineVariable;
  moments: EngineVariable[];
  scalars: Scalars;
}

/** What Adam and SGD share: a rate and a momentum that may change between steps, clipping, decay, moments kept a variable. */
export abstract class MomentOptimizer extends tf.Optimizer {
  /** May be changed between steps. */
  learningRate: number;
  /** SGD's momentum, Adam's beta1. May be changed between steps. */
  abstract momentum: number;
  /** Of the tensors kept a variable, in the order of `getWeights`. */
  abstract readonly momentNames: readonly string[];
  protected abstract readonly clipping: Clipping;

  private scales: ReadonlyMap<string, number> = new Map();
  private readonly moments = new KeptMoments();
  /** What `getWeights` answered last. */
  private answered: tf.Tensor[] = [];

  constructor(learningRate: number) {
    super();
    this.learningRate = learningRate;
  }

  /** Counts a step, and answers its numbers; for `applyGradients`, and for a graph that updates by ops of its own. */
  abstract nextStep(): StepNumbers;
  protected abstract applyComposed(update: Update): void;
  protected abstract applyFused(update: FusedUpdate): void;

  get rateScales(): ReadonlyMap<string, number> {
    return this.scales;
  }

  /**
   * Multiplies the rate of some variables, and with it their decoupled decay, as PyTorch's parameter groups do.
   *
   * @param scales variable name to factor; a variable not named has 1. They replace the former ones
   * @throws InputError if a factor is negative or not finite
   */
  setRateScales(scales: ReadonlyMap<string, number>): void {
    for (const [name, scale] of scales) {
      if (!(scale >= 0 && Number.isFinite(scale))) {
        throw new InputError(`expected a factor of ${name}'s rate of at least 0, found ${scale}`);
      }
    }
    this.scales = new Map(scales);
  }

  /** @param gradients by variable name, or a list of { name, tensor }; a variable without gradient stays. Not disposed. */
  applyGradients(gradients: tf.NamedTensorMap | NamedTensor[]): void {
    const named = Array.isArray(gradients)
      ? gradients
      : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    const variables = named.map(({ name }) => variableNamed(name));
    this.bind(variables);
    const numbers = this.nextStep();
    const present = variables.filter((_, i) => named[i].tensor);
    const scalars = new Scalars();
    try {
      tf.tidy(() => {
        const clipped = clipGradients(named.map(({ tensor }) => tensor).filter(Boolean), this.clipping);
        present.forEach((variable, i) => tf.tidy(() => this.update(variable, clipped[i], numbers, scalars)));
      });
    } finally {
      scalars.dispose();
    }
  }

  private update(variable: tf.Variable, gradient: tf.Tensor, numbers: StepNumbers, scalars: Scalars): void {
    const kept = this.moments.of(variable)!;
    const scale = this.scales.get(variable.name) ?? 1;
    const own = { rate: numbers.rate * scale, decay: numbers.decay * scale, momentum: numbers.momentum };
    const { moments } = kept;
    if (isFused(moments)) this.updateFused(kept, { moments, gradient, numbers: own, scalars });
    else this.applyComposed({ variable, moments, gradient, numbers: own });
  }

  private updateFused(kept: Kept, update: Omit<FusedUpdate, "weight">): void {
    const { variable } = kept;
    const { numbers, scalars } = update;
    if (kept.weight) kept.weight.assign(variable);
    else kept.weight = new EngineVariable(variable);
    if (numbers.decay > 0) {
      // Not times (1 - decay): that number as a float32 is off by as much as a weight's own rounding, at every step.
      const inputs = [kept.weight.handle, scalars.of(numbers.decay), variable];
      engineOp("ResourceApplyGradientDescent", ["T"], {}, inputs, 0);
    }
    this.applyFused({ ...update, weight: kept.weight });
    variable.assign(kept.weight.clone() as tf.Tensor<tf.Rank>);
  }

  /**
   * Tells which variables are trained, in their order: moments that were set go to them by place, new ones start at zero.
   * `applyGradients` does it for its list.
   */
  bind(variables: readonly tf.Variable[]): void {
    this.moments.bind(variables, this.momentNames.length);
  }

  /**
   * A variable's moments, by `momentNames`; zeros before its first step.
   *
   * @returns copies, which the caller disposes of
   */
  momentsOf(variable: tf.Variable): tf.Tensor[] {
    return this.moments.copies(variable, this.momentNames.length);
  }

  /** @param moments by `momentNames`; copied, not disposed */
  setMomentsOf(variable: tf.Variable, moments: readonly tf.Tensor[]): void {
    this.moments.set(variable, moments);
  }

  /** Whether moments are elsewhere, and nobody has asked for them since. */
  get momentsLent(): boolean {
    return this.moments.lent;
  }

  /**
   * Lets go of variables' moments, which are changed elsewhere from now on; whoever asks for any gets them from there.
   *
   * @param fetch answers a variable's moments by `momentNames`, which are copied and disposed of
   */
  lendMoments(variables: readonly tf.Variable[], fetch: (variable: tf.Variable) => tf.Tensor[]): void {
    this.moments.lend({ variables, fetch });
  }

  /** Keeps all moments itself again. */
  takeMomentsBack(): void {
    this.moments.takeBack();
  }

  /** Steps so far, which Adam's bias correction goes by. */
  setIterations(steps: number): void {
    this.iterations_ = steps;
  }

  /**
   * @returns `iter`, the count of steps, then all variables' first moments, all their second ones, and so on. They stay
   *   as they are while training goes on, and are freed by the next call and by `dispose`; free them before if you can
   */
  override async getWeights(): Promise<NamedTensor[]> {
    tf.dispose(this.answered);
    const all = this.moments.all(this.momentNames.length);
    const named = this.momentNames.flatMap((suffix, i) =>
      all.map(({ name, moments }) => ({ name: `${name}/${suffix}`, tensor: moments[i] })),
    );
    const weights = [await this.saveIterations(), ...named];
    this.answered = weights.map(({ tensor }) => tensor);
    return weights;
  }

  /**
   * @param weights as `getWeights` gave them; copied, not disposed. As in tfjs's own optimizers, they go to the variables
   *   by place in the next step's list of gradients (or `bind`'s), for a model built anew has variables of other names
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const kinds = this.momentNames.length;
    const [, ...moments] = weights;
    if (weights.length === 0 || (kinds === 0 ? moments.length > 0 : moments.length % kinds !== 0)) {
      throw new InputError(
        `expected this optimizer's weights: a step count and ${kinds} of each variable, found ${weights.length} in all`,
      );
    }
    await this.extractIterations(weights);
    const count = kinds === 0 ? 0 : moments.length / kinds;
    this.moments.restore(
      Array.from({ length: count }, (_, i) => ({
        name: moments[i].name.replace(/\/[^/]*$/, ""),
        moments: this.momentNames.map((_, kind) => moments[kind * count + i].tensor),
      })),
    );
  }

  override dispose(): void {
    this.moments.dispose();
    tf.dispose(this.answered);
    this.answered = [];
  }

  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new cls(config);
  }
}

/** Plain SGD keeps no moments: then it is the engine that tells. */
function isFused(moments: Moment[]): moments is EngineVariable[] {
  return moments.length > 0 ? moments[0] instanceof EngineVariable : hasEngineOps();
}

function variableNamed(name: string): tf.Variable {
  const variable = tf.engine().registeredVariables[name];
  if (!variable) throw new InputError(`expected a variable named ${name}, found none: its model was disposed of`);
  return variable;
}
