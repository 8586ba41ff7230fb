import type { HeadFacts } from "../examination";

/** What a head would be if it were built for its targets. */
export interface HeadPlan {
  units: number;
  activation: "softmax" | "sigmoid" | "linear" | "tanh";
  /** By tfjs's names. */
  loss: string;
}

const classLosses = [
  "categoricalCrossentropy",
  "sparseCategoricalCrossentropy",
  "categoricalHinge",
  "kullbackLeiblerDivergence",
];

/** Reads off the targets, and where these leave it open off the loss, what the head is for. */
export function headPlan({ target, units, loss }: HeadFacts): HeadPlan {
  const { form, width, max } = target;
  switch (form) {
    case "one-hot":
    case "shares":
      return { units: width, activation: "softmax", loss: "categoricalCrossentropy" };
    case "multi-label":
      return { units: width, activation: "sigmoid", loss: "binaryCrossentropy" };
    case "binary":
      if (units > 1 && classLosses.includes(loss)) {
        return { units, activation: "softmax", loss: "sparseCategoricalCrossentropy" };
      }
      return { units: 1, activation: "sigmoid", loss: "binaryCrossentropy" };
    case "signs":
      return { units: 1, activation: "tanh", loss: "meanSquaredError" };
    case "integers":
      if (units === 1 && !classLosses.includes(loss) && loss !== "binaryCrossentropy") {
        return { units: 1, activation: "linear", loss: "meanSquaredError" };
      }
      return { units: Math.max(max + 1, 2), activation: "softmax", loss: "sparseCategoricalCrossentropy" };
    case "numbers":
      return { units: width, activation: "linear", loss: "meanSquaredError" };
  }
}
