import type { Suspicion } from "./check";
import type { Examination } from "./examination";
import type { FindingCode } from "./finding";

/** What is tried when no check's suspicion made it learn: likelihoods are the order in which it helps, no more. */
const tries: readonly [FindingCode, string, number][] = [
  ["rate-too-low", "ten times the rate", 0.2],
  ["rate-too-high", "a tenth of the rate", 0.19],
  ["input-unscaled", "scale inputs", 0.18],
  ["init-scale", "he_uniform", 0.17],
  ["undertrained", "more epochs", 0.16],
  ["gradient-vanishing", "relu in place of sigmoid and tanh", 0.15],
  ["optimizer-setting", "Adam at 1e-3", 0.14],
  ["over-regularised", "no penalty", 0.13],
  ["dropout-high", "no dropout", 0.12],
  ["capacity-low", "four times the units", 0.1],
  ["dead-units", "leaky ReLU", 0.09],
  ["batch-size", "batches of a usual size", 0.08],
  ["gradient-vanishing", "batch normalisation", 0.07],
];

/** Inputs of order one, not far off zero against their spread: were scaling them to help, it would not be for their scale. */
const isOrderOne = ({ rms, std }: Examination["input"]): boolean => rms > 0.2 && rms < 5 && std > 0.3 * rms;

/** Remedies worth a try, whatever was measured, that no suspicion names already. */
export function fallbacks({ heads, input }: Examination, suspicions: readonly Suspicion[]): Suspicion[] {
  const known = new Set(suspicions.map(({ code }) => code));
  // A rate that hardly moves a weight is not too high as well, nor the other way round.
  if (known.has("rate-too-low")) known.add("rate-too-high");
  if (known.has("rate-too-high")) known.add("rate-too-low");
  if (isOrderOne(input)) known.add("input-unscaled");
  const regression = heads.filter(({ kind }) => kind.kind === "number");
  const scaleTargets: typeof tries = regression.length > 0 ? [["target-unscaled", "scale targets", 0.17]] : [];
  return [...tries, ...scaleTargets]
    .filter(([code]) => !known.has(code))
    .sort(([, , one], [, , other]) => other - one)
    .map(([code, remedy, likelihood]) => ({
      code,
      standing: "suspect" as const,
      evidence: {},
      says: `No measurement pointed at it; the remedy "${remedy}" was tried because others had not helped.`,
      remedy,
      likelihood,
    }));
}
