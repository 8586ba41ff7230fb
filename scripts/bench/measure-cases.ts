import type { BenchData } from "./bench-data";
import { type Case, picturesIn } from "./cases";
import { type EngineName, type EngineSettings, startEngine } from "./engines";
import { checkEqualStart } from "./equal-work";
import { type Job, jobOf } from "./job";
import { type CaseResult, resultOf } from "./results";
import { type Measuring, sideBySide } from "./side-by-side";

export interface MeasureOptions extends Measuring {
  engines: readonly EngineName[];
  /** What a slice takes Plateau, about. */
  seconds: number;
}

/** Batches in the two slices that are timed to find how long slices should be. */
const CALIBRATION = 5;

/** Measures one case after the other. */
export async function measureCases(
  data: BenchData,
  cases: readonly Case[],
  { engines, pairs, patience, seconds, settings, reporter }: MeasureOptions,
): Promise<CaseResult[]> {
  const results: CaseResult[] = [];
  const total = cases.length * engines.length * (pairs + 1);
  for (const [index, each] of cases.entries()) {
    let done = index * engines.length * (pairs + 1);
    const words = `width ${each.width}, batch ${each.batch}`;
    const tell = (note: string) =>
      reporter.progress({ stage: "Training in turn", done, total, unit: "slices", note: `${words}: ${note}` });
    tell("finding how long a slice is");
    const slice = await batchesFor(seconds, (batches) => jobOf(data, each, batches), settings);
    const job = jobOf(data, each, slice);
    tell("starting the engines");
    const measured = await sideBySide(
      engines.map((name) => ({ name, start: () => startEngine(name, job, settings) })),
      {
        pairs,
        patience,
        picturesIn: (round) => picturesIn(slice, round * slice, each.batch, data.dataset.train.rows),
        check: checkEqualStart,
        onSlice(name, rounds) {
          done = (index * (pairs + 1) + rounds) * engines.length + engines.indexOf(name as EngineName);
          tell(name);
        },
      },
    );
    results.push(resultOf(each, measured));
  }
  reporter.progress({ stage: "Training in turn", done: total, total, unit: "slices" });
  return results;
}

/**
 * How many batches take Plateau so many seconds, found with a process that is then thrown away. It leaves the weights
 * that all engines start from.
 *
 * @param jobFor a job of slices of so many batches
 */
async function batchesFor(seconds: number, jobFor: (slice: number) => Job, settings: EngineSettings): Promise<number> {
  const job = { ...jobFor(CALIBRATION), saveFirstWeights: true };
  const engine = startEngine("plateau", job, { ...settings, profile: undefined });
  try {
    await engine.ready();
    await engine.train();
    const batches = (seconds / (await engine.train()).seconds) * CALIBRATION;
    // Plateau reads its measures every ten batches.
    return Math.max(1, batches > 20 ? 10 * Math.round(batches / 10) : Math.round(batches));
  } finally {
    await engine.stop();
  }
}
