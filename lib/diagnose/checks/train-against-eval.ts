import type { Check } from "../check";

/**
 * A person sees: training loss and accuracy are fine, the validation's are as if nothing was learned, on the very same rows, too.
 * What differs between the two modes is batch normalisation's moving figures, or dropout.
 *
 * Thresholds: by experiment, `npm run faults`.
 */
/** Loss in evaluation over the last epoch's in training, on training rows. */
const TIMES = 2;
/** And larger by so much of the loss at the start. */
const OF_START = 0.15;

/** A layer that acts otherwise when it is evaluated, harmfully. */
export const trainAgainstEval: Check = {
  name: "train-against-eval",
  codes: ["train-eval-mismatch"],
  stage: "training",
  async run(examination) {
    const differing = examination.layers.filter(({ className }) => /BatchNorm|Dropout|GaussianNoise/i.test(className));
    if (differing.length === 0) return [];
    const { history, training, broken } = await examination.run();
    const last = history.at(-1);
    if (broken || !last) return [];
    const start = history[0].firstLoss;
    return examination.heads.flatMap(({ name }) => {
      const inTraining = last.heads[name];
      const evaluated = training[name].score.loss;
      if (!(evaluated > TIMES * inTraining && evaluated - inTraining > OF_START * start)) return [];
      return [
        {
          code: "train-eval-mismatch" as const,
          standing: "suspect" as const,
          head: name,
          layer: differing[0].name,
          evidence: { lossInTraining: inTraining, lossEvaluated: evaluated, limit: TIMES, layers: differing.length },
          says: `On the same rows the loss is ${inTraining.toPrecision(3)} while training and ${evaluated.toPrecision(3)} when evaluated: ${differing[0].className} acts otherwise then.`,
          likelihood: 0.85,
        },
      ];
    });
  },
};
