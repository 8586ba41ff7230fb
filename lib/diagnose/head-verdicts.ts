import type { Examination, ObservedRun } from "./examination";
import type { Diagnosis, Verdict } from "./finding";

/** Each head's score and verdict after the configured run. */
export function headVerdicts({ heads, whole, broken }: ObservedRun): Diagnosis["heads"] {
  return Object.fromEntries(
    Object.entries(heads).map(([head, { score, learns }]): [string, Diagnosis["heads"][string]] => {
      const verdict: Verdict = learns && !broken ? "learning" : whole ? "not-learning" : "undecided";
      return [head, { ...score, verdict }];
    }),
  );
}

/** Heads of a program that `fit` refuses: no row was ever scored. */
export function refusedHeads({ heads }: Examination): Diagnosis["heads"] {
  return Object.fromEntries(
    heads.map(({ name, kind }) => [
      name,
      {
        accuracy: NaN,
        interval: [NaN, NaN] as [number, number],
        majority: NaN,
        chance: kind.classes > 0 ? 1 / kind.classes : NaN,
        loss: NaN,
        rows: 0,
        verdict: "not-learning" as const,
      },
    ]),
  );
}

/** `learning` when all heads learn, `not-learning` when one does not, `undecided` else. */
export function wholeVerdict(heads: Diagnosis["heads"]): Verdict {
  const verdicts = Object.values(heads).map(({ verdict }) => verdict);
  if (verdicts.includes("not-learning")) return "not-learning";
  return verdicts.includes("undecided") ? "undecided" : "learning";
}
