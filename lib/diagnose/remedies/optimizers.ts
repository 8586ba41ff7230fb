import { tf } from "../../engine";
import { optimizerOf } from "../../train";
import { withModel } from "../changed-subject";
import type { OptimizerFacts } from "../examination";
import type { Remedy } from "../remedy";

/** Replaces the optimizer; the old one is freed. */
function withOptimizer(subject: Parameters<Remedy["apply"]>[0], make: () => tf.Optimizer) {
  return withModel(subject, {
    optimizer: (old) => {
      old.dispose();
      return make();
    },
  });
}

/** The same kind of optimizer at the same rate, its other settings as tfjs has them by default. */
export const usualSettings: Remedy = {
  name: "usual optimizer settings",
  says: "Puts momentum, betas and epsilon at their defaults.",
  mends: ["optimizer-setting"],
  applies: () => true,
  apply: (subject, { optimizer }) => withOptimizer(subject, () => byDefault(optimizer)),
};

function byDefault({ className, learningRate }: OptimizerFacts): tf.Optimizer {
  switch (className) {
    case "Momentum":
      return tf.train.momentum(learningRate, 0.9);
    case "SGD":
    case "PlateauSgd":
      return tf.train.sgd(learningRate);
    case "RMSProp":
      return tf.train.rmsprop(learningRate);
    case "Adagrad":
      return tf.train.adagrad(learningRate);
    case "Adadelta":
      return tf.train.adadelta(learningRate);
    case "Adamax":
      return tf.train.adamax(learningRate);
    default:
      return tf.train.adam(learningRate);
  }
}

/** Adam as tfjs has it by default, at 1e-3. */
export const adamAtDefault: Remedy = {
  name: "Adam at 1e-3",
  says: "Trains by Adam with its default settings.",
  mends: ["optimizer-setting", "rate-too-high", "rate-too-low", "rate-invalid"],
  applies: ({ optimizer: { className, learningRate } }) =>
    className !== "Adam" || Math.abs(Math.log10(learningRate) + 3) > 0.3,
  apply: (subject) => withOptimizer(subject, () => tf.train.adam(1e-3)),
};

const isAdam = ({ className }: OptimizerFacts): boolean => /^(Plateau)?Adam$/.test(className);

/** Adam with the largest second moment so far. @see Reddi et al. 2018 */
export const amsgrad: Remedy = {
  name: "AMSGrad",
  says: "Lets Adam divide by the largest second moment so far.",
  mends: [],
  applies: ({ optimizer }) => isAdam(optimizer) && optimizer.learningRate > 0,
  apply: (subject, { optimizer }) => withOptimizer(subject, () => adamOf(optimizer, { amsgrad: true })),
};

/** Adam that forgets gradients sooner. */
export const lowerBeta1: Remedy = {
  name: "lower beta_1",
  says: "Lowers Adam's beta_1 to 0.5.",
  mends: ["optimizer-setting"],
  applies: ({ optimizer }) => isAdam(optimizer) && optimizer.learningRate > 0 && (optimizer.beta1 ?? 0.9) > 0.5,
  apply: (subject, { optimizer }) => withOptimizer(subject, () => adamOf(optimizer, { beta1: 0.5 })),
};

/** Decoupled decay of weights. @see Loshchilov & Hutter 2019 */
export const weightDecay: Remedy = {
  name: "weight decay",
  says: "Takes a hundredth, times the rate, of each weight away at every step.",
  mends: [],
  applies: ({ optimizer }) => isAdam(optimizer) && optimizer.learningRate > 0,
  apply: (subject, { optimizer }) => withOptimizer(subject, () => adamOf(optimizer, { weightDecay: 0.01 })),
};

/** Gradients no longer than one. @see Pascanu et al. 2013 */
export const clippedGradients: Remedy = {
  name: "clipped gradients",
  says: "Scales gradients down to a norm of one.",
  mends: ["gradient-exploding"],
  applies: ({ optimizer }) => optimizer.learningRate > 0 && (isAdam(optimizer) || !optimizer.adaptive),
  apply: (subject, { optimizer }) =>
    withOptimizer(subject, () =>
      isAdam(optimizer)
        ? adamOf(optimizer, { globalClipNorm: 1 })
        : optimizerOf({
            name: "sgd",
            learningRate: optimizer.learningRate,
            momentum: optimizer.momentum ?? 0,
            globalClipNorm: 1,
          }),
    ),
};

function adamOf({ learningRate, beta1, beta2, epsilon }: OptimizerFacts, change: object): tf.Optimizer {
  return optimizerOf({
    name: "adam",
    learningRate,
    ...(beta1 !== undefined && { beta1 }),
    ...(beta2 !== undefined && { beta2 }),
    ...(epsilon && { epsilon }),
    ...change,
  });
}
