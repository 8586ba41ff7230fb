import type { Check, Suspicion } from "../check";
import { crossEntropyPlateaus, type HeadFacts, type ModelMeasures } from "../examination";

/**
 * A person sees: accuracy equals the commonest class's share to the digit, and predictions are one class.
 *
 * Thresholds: 99 of 100 rows, so that a stray row does not hide it. Where one class has two rows in three or more, and that class is
 * what is answered, the loss is served by it; from nine in ten on hardly anything else is wanted (Johnson & Khoshgoftaar 2019,
 * "Survey on deep learning with class imbalance", call a ratio of ten to one and more severe).
 */
const ONE_CLASS = 0.99;
const LARGE = 2 / 3;
const ALMOST_ALL = 0.9;

/** Answers the largest class, or another one, to everything. */
export const answers: Check = {
  name: "answers",
  codes: ["majority-class", "labels-imbalanced"],
  stage: "training",
  async run(examination) {
    const { heads } = await examination.run();
    const end = await examination.end();
    return examination.heads.flatMap((head) => {
      const { predicted, learns, finite } = heads[head.name];
      const rows = predicted.reduce((sum, count) => sum + count, 0);
      const most = Math.max(0, ...predicted);
      if (learns || !finite || rows === 0 || most < ONE_CLASS * rows) return [];
      const answered = predicted.indexOf(most);
      const found: Suspicion[] = [
        {
          code: "majority-class",
          standing: "suspect",
          head: head.name,
          evidence: { answeredOneClass: most, rows, class: answered, limit: ONE_CLASS, ...standstill(head, end) },
          says: `${most} of ${rows} rows are answered with class ${answered}.`,
          likelihood: 0.3,
        },
      ];
      return [...found, ...imbalance(head, answered)];
    });
  },
};

/** The loss beside those of a head that tells nothing apart, and beside that of answers to other rows. */
function standstill(head: HeadFacts, end?: ModelMeasures): Record<string, number> {
  const plateaus = crossEntropyPlateaus(head);
  const state = end?.heads[head.name];
  return {
    ...(state && { loss: state.loss, shuffledLoss: state.shuffledLoss }),
    ...(plateaus && { allAlike: plateaus.alike, classShares: plateaus.frequencies }),
  };
}

function imbalance({ name, target: { counts, largestShare } }: HeadFacts, answered: number): Suspicion[] {
  if (!(largestShare >= LARGE) || counts.indexOf(Math.max(...counts)) !== answered || largestShare === 1) return [];
  return [
    {
      code: "labels-imbalanced",
      standing: "suspect",
      head: name,
      evidence: { largestShare, class: answered, limit: LARGE },
      says: `${name}: ${(100 * largestShare).toFixed(1)} % of the training rows are class ${answered}, and that is its answer to everything.`,
      likelihood: largestShare >= ALMOST_ALL ? 0.72 : 0.45,
    },
  ];
}
