import { z } from "zod";

const share = z.number().min(0).max(1);
const momentum = z.number().min(0).lt(1);
const epochs = z.number().positive();

const warmup = z.strictObject({ epochs, startFactor: share.default(0.01) });

const withWarmup = <T extends z.ZodRawShape>(shape: T) => z.strictObject({ ...shape, warmup: warmup.optional() });

const schedules = [
  withWarmup({ name: z.literal("constant") }),
  withWarmup({ name: z.literal("step"), everyEpochs: z.int().min(1), factor: z.number().positive().default(0.1) }),
  withWarmup({
    name: z.literal("exponential"),
    decayRate: z.number().positive(),
    decayEpochs: epochs.default(1),
    staircase: z.boolean().default(false),
  }),
  withWarmup({ name: z.literal("cosine"), decayEpochs: epochs.optional(), alpha: share.default(0) }),
  withWarmup({
    name: z.literal("warmRestarts"),
    firstDecayEpochs: epochs,
    tMul: z.number().min(1).default(2),
    mMul: z.number().positive().default(1),
    alpha: share.default(0),
  }),
  withWarmup({
    name: z.literal("oneCycle"),
    pctStart: share.default(0.3),
    divFactor: z.number().min(1).default(25),
    finalDivFactor: z.number().min(1).default(1e4),
    cycleMomentum: z.boolean().default(true),
    maxMomentum: momentum.default(0.95),
    baseMomentum: momentum.default(0.85),
  }),
] as const;

/** Checks a `ScheduleSpec` and fills in its defaults. */
export const scheduleSchema = z.discriminatedUnion("name", schedules);

/** A `ScheduleSpec` with its defaults. */
export type FilledSchedule = z.infer<typeof scheduleSchema>;

/** What a schedule of that name may have, to tell a person who has written another key. */
export function scheduleKeys(name: unknown, section?: PropertyKey): string[] {
  if (section === "warmup") return Object.keys(warmup.shape);
  const schedule = schedules.find(({ shape }) => shape.name.value === name);
  return Object.keys(schedule?.shape ?? { name });
}
