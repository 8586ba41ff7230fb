/**
 * A person sees: an error about shapes, a loss of NaN, or the same prediction for every row.
 *
 * Inputs that no training can come of: of another shape than the model's, with NaN or infinite numbers, or one value in all rows.
 *
 * Nothing is a matter of degree here. tfjs refuses a wrong shape in its own words; one NaN makes every loss NaN from the first
 * batch that has it; a feature that never changes tells nothing, which is harmless unless all of them are such.
 */
import type { Check, Suspicion } from "../check";

export const inputValues: Check = {
  name: "input-values",
  codes: ["input-shape", "input-nonfinite", "input-constant"],
  stage: "data",
  run(examination) {
    const { input, validationInput, model } = examination;
    const found: Suspicion[] = [];
    const wanted = model.inputs[0].shape;
    const { data, validation = data } = examination.subject;
    const misfit = Object.entries({ training: data, validation }).find(([, { x }]) => !fits(x.shape, wanted));
    if (misfit) {
      const [split, { x }] = misfit;
      const [is, expected] = [x.shape.join(" x "), wanted.map((side) => side ?? "any").join(" x ")];
      found.push({
        code: "input-shape",
        standing: "cause",
        likelihood: 0.98,
        evidence: { split, found: is, expected },
        says: `The ${split} inputs are ${is}, the model takes ${expected}.`,
      });
    }
    for (const [split, facts] of Object.entries({ training: input, validation: validationInput })) {
      if (!facts || facts.nonFinite === 0) continue;
      found.push({
        code: "input-nonfinite",
        standing: "cause",
        likelihood: 0.97,
        evidence: { split, nonFinite: facts.nonFinite, rowsSeen: facts.sampledRows },
        says: `Among the ${split} inputs are ${facts.nonFinite} numbers that are NaN or infinite: a loss that meets one is NaN.`,
      });
    }
    const features = input.features.std.length;
    if (input.rows > 1 && input.nonFinite === 0) {
      if (input.distinctRows === 1) {
        found.push({
          code: "input-constant",
          standing: "cause",
          likelihood: 0.97,
          evidence: { distinctRows: 1, rowsSeen: input.sampledRows, value: input.mean },
          says: "All rows of the inputs are the same: there is nothing to tell one from another by.",
        });
      } else if (input.features.constant > 0) {
        const share = input.features.constant / features;
        found.push({
          code: "input-constant",
          standing: share > 0.5 ? "suspect" : "note",
          likelihood: share > 0.5 ? 0.3 : 0.02,
          evidence: { constantFeatures: input.features.constant, features },
          says: `${input.features.constant} of ${features} features have one value in all rows and tell nothing.`,
        });
      }
    }
    return found;
  },
};

function fits(found: readonly number[], wanted: readonly (number | null)[]): boolean {
  return (
    found.length === wanted.length && wanted.every((side, axis) => axis === 0 || side === null || side === found[axis])
  );
}
