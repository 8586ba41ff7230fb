import type { Dataset } from "../data";
import { changeProgram, type ProgramChange } from "./change-program";
import type { Program } from "./program";

/** The question divides the rows by this to have its steps, and makes its batches of this many. */
const DIVISOR = 50;
const BATCH = 10;

/**
 * The question's program, mended only until it runs: pictures are resized to 64 x 64, labels are one-hot, the graph is
 * whole. All else is as posted: raw pixels, the default initialiser, towers that share a seed, a bottleneck without
 * activation, a clipped cross-entropy, batches of 10 in rows / 50 steps an epoch. For the question's own three heads it is
 * scripts/programs/question.json.
 *
 * @param dataset whose heads it gets, whatever their names, and whose rows decide the steps, one at least
 * @param change what else is to be otherwise, such as the width
 */
export function questionProgram({ folder, heads, train, valid }: Dataset, change: ProgramChange = {}): Program {
  const steps = (rows: number) => Math.max(1, Math.floor(rows / DIVISOR));
  const program: Program = {
    name: "question",
    data: folder,
    heads: Object.fromEntries(heads.map((head) => [head, { loss: "clippedCategoricalCrossentropy" }])),
    preprocessing: { scaling: "none", size: 64 },
    model: { width: 1, kernelInitializer: "glorotUniform", bottleneckActivation: "linear", towerSeeds: "shared" },
    optimizer: { name: "adam", learningRate: 1e-4, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    batchSize: BATCH,
    epochs: 100,
    stepsPerEpoch: steps(train.rows),
    ...(valid && { validationSteps: steps(valid.rows) }),
  };
  return changeProgram(program, change);
}
