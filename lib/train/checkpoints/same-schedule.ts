import { InputError } from "../../data";
import { programSchedule } from "../program-workload";
import type { Workload } from "../workload";

/**
 * Checks that a training of more epochs would have taken the steps that are done at the rates that they had. A schedule that
 * goes by the length of the whole training, such as one-cycle, would not: what went on from there were no run of that
 * Program.
 *
 * @param epochs of the training when its checkpoint was written
 * @param steps  done by then
 * @throws InputError if a rate would have been another
 */
export function checkSchedule(folder: string, workload: Workload, epochs: number, steps: number): void {
  const { program, schedule, training } = workload;
  if (!program || !schedule || epochs === workload.epochs) return;
  const before = programSchedule({ ...program, epochs }, training.batchesPerEpoch);
  for (let step = 0; step < steps; step++) {
    const [was, is] = [before?.(step), schedule(step)];
    if (was?.learningRate === is.learningRate && was?.momentum === is.momentum) continue;
    throw new InputError(
      `${folder}: expected ${epochs} epochs, as before, found ${workload.epochs}: its schedule, ${program.schedule.name}, ` +
        `goes by the whole training's length, and would have had a rate of ${is.learningRate} at step ${step + 1}, not ` +
        `${was?.learningRate}. Resume with ${epochs} epochs, or train anew with ${workload.epochs}.`,
    );
  }
}
