import type { OptimizerSpec } from "./optimizers";
import type { Program } from "./program";

/** What of a Program is to be otherwise. Within a section, only what is named changes; all else stays as it was. */
export interface ProgramChange extends Omit<Partial<Program>, "optimizer"> {
  /** With another name, the old one's options go. */
  optimizer?: Partial<OptimizerSpec>;
}

/** A Program with some things changed. The given one stays as it is. */
export function changeProgram(program: Program, change: ProgramChange): Program {
  const { preprocessing, augment, model, optimizer, ...rest } = change;
  return {
    ...program,
    ...rest,
    ...(preprocessing && { preprocessing: { ...program.preprocessing, ...preprocessing } }),
    ...(augment && { augment: { ...program.augment, ...augment } }),
    ...(model && { model: { ...program.model, ...model } }),
    ...(optimizer && {
      optimizer: changedOptimizer(program.optimizer ?? { name: "adam", learningRate: 1e-4 }, optimizer),
    }),
  };
}

function changedOptimizer(before: OptimizerSpec, change: Partial<OptimizerSpec>): OptimizerSpec {
  const other = change.name !== undefined && change.name !== before.name;
  return (other ? change : { ...before, ...change }) as OptimizerSpec;
}
