/** How the learning rate goes over a training, as JSON. The optimizer's own rate is what each sets out from; one-cycle's peak. */
export type ScheduleSpec = (
  ConstantSpec | StepSpec | ExponentialSpec | CosineSpec | WarmRestartsSpec | OneCycleSpec
) & {
  /** Before any of them; they begin where it ends. */
  warmup?: WarmupSpec;
};

/** The rate stays. */
export interface ConstantSpec {
  name: "constant";
}

/** The rate is multiplied by `factor` each time `everyEpochs` have passed, at once. PyTorch's StepLR. */
export interface StepSpec {
  name: "step";
  everyEpochs: number;
  /** Default 0.1. */
  factor?: number;
}

/** The rate is multiplied by `decayRate` over each `decayEpochs`, a little at every step. Keras's ExponentialDecay. */
export interface ExponentialSpec {
  name: "exponential";
  decayRate: number;
  /** May be a fraction. Default 1. */
  decayEpochs?: number;
  /** All at once when the epochs are over: with `decayEpochs` of 1, PyTorch's ExponentialLR. Default false. */
  staircase?: boolean;
}

/** The rate falls along half a cosine, and stays where it ends. Keras's CosineDecay. */
export interface CosineSpec {
  name: "cosine";
  /** May be a fraction. Default: all that follow the warm-up. */
  decayEpochs?: number;
  /** Where it ends, as a share of the rate it begins with. Default 0. */
  alpha?: number;
}

/** Half a cosine down, back to the top at once, and down again, longer. Keras's CosineDecayRestarts; SGDR. */
export interface WarmRestartsSpec {
  name: "warmRestarts";
  /** May be a fraction. */
  firstDecayEpochs: number;
  /** How many times as long each is as the last, at least 1. Default 2. */
  tMul?: number;
  /** What share of its height each begins at. Default 1. */
  mMul?: number;
  /** Where each ends, as a share of the rate the first begins with. Default 0. */
  alpha?: number;
}

/**
 * Up along half a cosine to the optimizer's rate, then down along another to next to nothing, while the momentum (Adam's
 * beta1) goes down and up again. PyTorch's OneCycleLR; fastai's fit_one_cycle, but for its numbers.
 */
export interface OneCycleSpec {
  name: "oneCycle";
  /** The share of the steps that goes up. Default 0.3. */
  pctStart?: number;
  /** The rate begins at the peak over this. Default 25. */
  divFactor?: number;
  /** It ends at where it began over this. Default 1e4. */
  finalDivFactor?: number;
  /** Whether the momentum goes along. Default true. */
  cycleMomentum?: boolean;
  /** Momentum at the beginning and at the end. Default 0.95. */
  maxMomentum?: number;
  /** Momentum at the peak. Default 0.85. */
  baseMomentum?: number;
}

/** A straight line up to the rate at which the schedule begins. PyTorch's LinearLR before it. */
export interface WarmupSpec {
  /** May be a fraction. */
  epochs: number;
  /** What share of that rate the first step has. Default 0.01. */
  startFactor?: number;
}
