import { z } from "zod";
import { type LossName, lossNames } from "./head-loss";

const least0 = z.number().min(0);

const everyLoss = {
  weight: least0.default(1),
  labelSmoothing: z.number().min(0).lt(1).default(0),
  classWeights: z
    .union([z.literal("balanced"), z.array(least0).min(1), z.record(z.string(), least0)], {
      error: 'expected "balanced", a list of numbers from 0 up, or such numbers by class',
    })
    .optional(),
};

const plain = z.strictObject({
  loss: z.enum(["categoricalCrossentropy", "clippedCategoricalCrossentropy"]),
  ...everyLoss,
});

const focal = z.strictObject({
  loss: z.literal("categoricalFocalCrossentropy"),
  ...everyLoss,
  gamma: least0.default(2),
  alpha: z
    .union([least0, z.array(least0).min(1)], { error: "expected a number from 0 up, or one a class" })
    .default(0.25),
});

const DEFAULT: LossName = "categoricalCrossentropy";

/** A Program's head: its loss's options and weights, defaults filled in. */
export const headSchema = z.preprocess(
  (head) => (typeof head === "object" && head !== null && !("loss" in head) ? { loss: DEFAULT, ...head } : head),
  z.discriminatedUnion("loss", [plain, focal], {
    error: ({ input }) =>
      typeof input === "object"
        ? `expected a loss, one of ${lossNames.join(", ")}`
        : "expected its options, such as { weight: 1 }",
  }),
);

/** The keys that a head with this loss may have. */
export function headKeys(loss: unknown): string[] {
  return Object.keys((loss === "categoricalFocalCrossentropy" ? focal : plain).shape);
}
