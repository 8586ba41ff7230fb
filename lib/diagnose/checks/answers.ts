import type { Check } from "../check";

/**
 * A person sees: accuracy equals the commonest class's share to the digit, and predictions are one class.
 *
 * Threshold: 99 of 100 rows, so that a stray row does not hide it.
 */
const ONE_CLASS = 0.99;

/** Answers the largest class, or another one, to everything. */
export const answers: Check = {
  name: "answers",
  codes: ["majority-class"],
  stage: "training",
  async run(examination) {
    const { heads } = await examination.run();
    return examination.heads.flatMap(({ name }) => {
      const { predicted, learns, finite } = heads[name];
      const rows = predicted.reduce((sum, count) => sum + count, 0);
      const most = Math.max(0, ...predicted);
      if (learns || !finite || rows === 0 || most < ONE_CLASS * rows) return [];
      return [
        {
          code: "majority-class" as const,
          standing: "suspect" as const,
          head: name,
          evidence: { answeredOneClass: most, rows, class: predicted.indexOf(most), limit: ONE_CLASS },
          says: `${most} of ${rows} rows are answered with class ${predicted.indexOf(most)}.`,
          likelihood: 0.3,
        },
      ];
    });
  },
};
