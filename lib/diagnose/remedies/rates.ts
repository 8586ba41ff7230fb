import type { tf } from "../../engine";
import { setLearningRate } from "../../train";
import { withModel } from "../changed-subject";
import type { Remedy } from "../remedy";

/** Rates that work more often than not: Keras's default for Adam and its kin, and for SGD. */
const USUAL = { adaptive: 1e-3, plain: 1e-2, momentum: 1e-2, Adadelta: 1, Adagrad: 1e-2 };

/** The rate that the optimizer's kind usually has, or the finding's dose. */
export const usualRate: Remedy = {
  name: "a usual rate",
  says: "Sets the rate to what is usual for the optimizer: 1e-3 for Adam and its kin, 1e-2 for SGD.",
  mends: ["rate-too-high", "rate-too-low", "rate-invalid"],
  applies: ({ optimizer }, about) => {
    const rate = about?.dose?.rate ?? usualRateOf(optimizer);
    return !(Math.abs(Math.log(optimizer.learningRate / rate)) < 0.7);
  },
  apply: (subject, { optimizer }, about) => withRate(subject, about?.dose?.rate ?? usualRateOf(optimizer)),
};

/** The rate at which the loss falls fastest in the finder's curve. */
export const foundRate: Remedy = {
  name: "the finder's rate",
  says: "Sets the rate to where the loss falls fastest while the rate is raised.",
  mends: ["rate-too-high", "rate-too-low"],
  applies: ({ refusal }) => refusal === undefined,
  async apply(subject, examination) {
    const { steepest, minimum } = await examination.rates();
    return withRate(subject, Math.min(steepest, minimum) || usualRateOf(examination.optimizer));
  },
};

/** Tenfold and a tenth: for where nothing is known but that the rate is off. */
export const tenfoldRate: Remedy = {
  name: "ten times the rate",
  says: "Sets the rate to ten times what it was.",
  mends: ["rate-too-low"],
  applies: ({ optimizer }) => optimizer.learningRate > 0 && optimizer.learningRate < 0.1,
  apply: (subject, { optimizer }) => withRate(subject, optimizer.learningRate * 10),
};

export const tenthRate: Remedy = {
  name: "a tenth of the rate",
  says: "Sets the rate to a tenth of what it was.",
  mends: ["rate-too-high"],
  applies: ({ optimizer }) => optimizer.learningRate > 1e-5,
  apply: (subject, { optimizer }) => withRate(subject, optimizer.learningRate / 10),
};

export function usualRateOf({
  adaptive,
  className,
  momentum,
}: {
  adaptive: boolean;
  className: string;
  momentum?: number;
}) {
  if (/adadelta/i.test(className)) return USUAL.Adadelta;
  if (/adagrad/i.test(className)) return USUAL.Adagrad;
  if (adaptive) return USUAL.adaptive;
  return momentum ? USUAL.momentum : USUAL.plain;
}

function withRate(subject: Parameters<Remedy["apply"]>[0], rate: number) {
  return withModel(subject, {
    optimizer: (optimizer: tf.Optimizer) => {
      setLearningRate(optimizer, rate);
      return optimizer;
    },
  });
}
