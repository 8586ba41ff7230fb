import type { Remedy } from "../remedy";

/** Every training row once an epoch. */
export const wholeEpochs: Remedy = {
  name: "whole epochs",
  says: "Lets every epoch go through all training rows.",
  mends: ["epoch-covers-part"],
  applies: ({ subject }) => subject.fit.stepsPerEpoch !== undefined,
  apply: (subject) => ({ ...subject, fit: { ...subject.fit, stepsPerEpoch: undefined } }),
};

/** Every validation row after each epoch. */
export const wholeValidation: Remedy = {
  name: "whole validation",
  says: "Looks at all validation rows after each epoch.",
  mends: ["validation-covers-part"],
  applies: ({ subject }) => subject.fit.validationSteps !== undefined,
  apply: (subject) => ({ ...subject, fit: { ...subject.fit, validationSteps: undefined } }),
};
