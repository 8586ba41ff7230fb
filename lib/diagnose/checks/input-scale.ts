/**
 * Inputs far from order one: a loss that jumps, or creeps, from the first step on.
 *
 * The first layer's gradient grows with its inputs, and one rate has to serve all of its weights (LeCun et al. 1998,
 * "Efficient BackProp", 4.3, which asks for mean 0 and deviation 1). UMLAUT (Schoop et al. 2021) warns beyond [-1, 1], which
 * calls standardised data wrong; the limits here are ten and a hundred times order one, either way. That a scale is odd
 * does not make it a fault: the question's own network learns later, not sooner, when its pixels are brought to 0..1
 * (`notebooks/07-remedies`), so this is only ever a suspicion, for a trial to decide.
 */
import type { Check, Suspicion } from "../check";
import type { ArrayFacts, Examination } from "../examination";
import { short } from "./short-number";

const ODD = 10;
const VERY_ODD = 100;

export const inputScale: Check = {
  name: "input-scale",
  codes: ["input-unscaled", "input-overscaled"],
  stage: "data",
  run(examination) {
    if (scalesItself(examination)) return [];
    const { input } = examination;
    if (!(input.std > 0) || input.features.std.every((std) => std === 0)) return [];
    const { largest, smallest, middle } = featureScales(input);
    if (largest > ODD) return [finding("input-unscaled", largest, input)];
    if (largest < 1 / ODD) return [finding("input-overscaled", largest, input, smallest)];
    // A few features that are small beside others of order one are left to the others; most of them are not.
    return middle < 1 / VERY_ODD ? [mostlySmall(middle, largest, input)] : [];
  },
};

/** Root mean square of the feature with the largest one, of that with the smallest that is not constant, and of the median. */
function featureScales({ features }: ArrayFacts): { largest: number; smallest: number; middle: number } {
  const rms = Array.from(features.std, (std, i) => Math.hypot(std, features.mean[i])).filter(
    (_, i) => features.std[i] > 0,
  );
  rms.sort((a, b) => a - b);
  return { largest: rms[rms.length - 1], smallest: rms[0], middle: rms[Math.floor(rms.length / 2)] };
}

/** Whether the model looks numbers up, or brings them to scale before anything else. */
function scalesItself({ layers }: Examination): boolean {
  const first = layers.find(({ className }) => !["InputLayer", "Reshape", "Flatten"].includes(className));
  return first !== undefined && /^(Embedding|BatchNormalization|LayerNormalization|Rescaling)$/.test(first.className);
}

/** As where a whole table is divided by its largest number, which is one column's. */
function mostlySmall(middle: number, largest: number, { min, max, mean, std, features }: ArrayFacts): Suspicion {
  return {
    code: "input-overscaled",
    standing: "suspect",
    likelihood: 0.5,
    evidence: { min, max, mean, std, largestFeature: largest, medianFeature: middle, limit: VERY_ODD },
    says: `Of ${features.std.length} features half are under ${short(middle)}, beside one of ${short(largest)}: far smaller than order one, and than that one.`,
  };
}

function finding(
  code: "input-unscaled" | "input-overscaled",
  largest: number,
  { min, max, mean, std }: ArrayFacts,
  smallest = largest,
): Suspicion {
  const far = code === "input-unscaled" ? largest / VERY_ODD : 1 / VERY_ODD / largest;
  const size = code === "input-unscaled" ? "far larger" : "far smaller";
  return {
    code,
    standing: "suspect",
    likelihood: far >= 1 ? 0.65 : 0.45,
    evidence: { min, max, mean, std, largestFeature: largest, smallestFeature: smallest, limit: ODD },
    says: `Inputs run from ${short(min)} to ${short(max)}, ${size} than order one, for which initialisers and rates are made.`,
  };
}
