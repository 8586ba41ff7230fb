import type { tf } from "../engine";
import { InputError } from "../data";
import { hasEngineOps } from "../engine/ops";
import type { TrainingBatch, TrainingBatches } from "./batches";
import { compiledModel } from "./compiled-model";
import { GraphStep } from "./graph";
import { hasBfloat16 } from "./graph/bfloat16";
import { nodeBackend } from "./graph/node-backend";
import { NotRecordable } from "./graph/recording";
import type { Measures, Objective } from "./objective";
import { isPlateauOptimizer } from "./optimizers";
import { type Step, tapeStep } from "./step";
import type { Workload } from "./workload";

/**
 * A model's step: as one graph where it can be written as one, else by the tape. What is learned is the same to rounding.
 *
 * @param sizes of the batches to come, as far as they are known
 * @param bfloat16 lets convolutions multiply bfloat16, see `withBfloat16`
 * @throws InputError if bfloat16 is asked for where there is none, or no graph; at the first batch, if none can be written
 */
export function trainingStep(
  model: tf.LayersModel,
  objective: Objective,
  sizes: readonly number[] = [],
  bfloat16 = false,
): Step {
  const { optimizer } = compiledModel(model);
  const byTape = () => {
    if (bfloat16) throw new InputError(noBfloat16);
    return tapeStep(model, objective);
  };
  // A graph's inputs and outputs are in the processor's memory, so that one on a GPU would copy them to and fro.
  if (!hasEngineOps() || nodeBackend().isUsingGpuDevice || !isPlateauOptimizer(optimizer)) return byTape();
  if (bfloat16 && !hasBfloat16()) throw new InputError(noBfloat16);
  return new RecordedStep(new GraphStep(model, objective, optimizer, { sizes, bfloat16 }), byTape);
}

const noBfloat16 =
  'precision: expected "float32", found "bfloat16": this processor does not multiply it, or the network does not train as ' +
  "one graph. Leave precision out.";

/**
 * What a workload's model learns by.
 *
 * @param asGraph a Program's network is one graph unless told; in a Subject, somebody's own layers may do anything
 */
export function stepOf(
  { model, program, training }: Workload,
  objective: Objective,
  asGraph = program !== undefined,
): Step {
  if (!asGraph) return tapeStep(model, objective);
  return trainingStep(model, objective, batchSizes(training), program?.precision === "bfloat16");
}

/** The sizes of the batches that a source answers: the last of a pass may be smaller. */
export function batchSizes({ rows, batchSize }: TrainingBatches): number[] {
  return [Math.min(batchSize, rows), rows % batchSize].filter((size) => size > 0);
}

/** The graph's step, until a batch shows that there can be none. */
class RecordedStep implements Step {
  private step: Step;

  constructor(
    private readonly graph: GraphStep,
    private readonly otherwise: () => Step,
  ) {
    this.step = graph;
  }

  run(batch: TrainingBatch): Measures {
    try {
      return this.step.run(batch);
    } catch (error) {
      if (!(error instanceof NotRecordable)) throw error;
      this.graph.sync();
      this.graph.dispose();
      this.step = this.otherwise();
      return this.step.run(batch);
    }
  }

  sync(): Promise<void> | void {
    return this.step.sync?.();
  }

  reload(): Promise<void> | void {
    return this.step.reload?.();
  }

  dispose(): void {
    this.step.dispose();
  }
}
