import type { TrainingBatches } from "./batches";
import type { Objective } from "./objective";
import { Tally } from "./tally";
import { Breather } from "./breather";

/**
 * Measures a model on a split as it answers outside training: no dropout, batch normalisation by its moving figures.
 *
 * @param batches at the beginning of an epoch, each row once in one; not closed
 * @param steps how many batches to measure; the whole split unless told
 * @param onBatch called after each batch; when it answers false, the rest is left out
 * @returns sums over the rows that were measured; `rows` is fewer than the split's when it was cut short
 */
export async function evaluate(
  objective: Objective,
  batches: TrainingBatches,
  steps = batches.batchesPerEpoch,
  onBatch: (done: number) => boolean = () => true,
): Promise<Tally> {
  const tally = new Tally(objective);
  const breather = new Breather();
  for (let done = 1; done <= steps; done++) {
    const batch = await batches.next();
    const { total, measures } = objective.of(batch.x, batch.y, false, batch.sampleWeight);
    tally.add(measures.dataSync(), batch.rows.length);
    total.dispose();
    measures.dispose();
    batch.dispose();
    await breather.breathe();
    if (!onBatch(done)) break;
  }
  return tally;
}
