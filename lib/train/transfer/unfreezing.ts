import type { tf } from "../../engine";
import { InputError } from "../../data";
import type { Callback } from "../callbacks";
import { unfreezeLayers } from "./freeze";
import { layersNamed } from "./layer-patterns";

/** Layers that are frozen at first and train later. */
export interface UnfreezeStep {
  /** From which epoch on they train, counted from 1 as a run's history is. */
  epoch: number;
  /** Names of layers, or patterns such as "block5_*". */
  layers: string[];
}

/**
 * A callback that lets frozen layers train from given epochs on. It goes by the number of the epoch, so that a resumed
 * training has nothing to remember of it.
 */
export function unfreezing(steps: readonly UnfreezeStep[]): Callback {
  const inOrder = [...steps].sort((a, b) => a.epoch - b.epoch);
  let model: tf.LayersModel;
  return {
    name: "unfreezing",
    setTraining(training) {
      model = training.model;
      checkSteps(model, inOrder);
    },
    onEpochBegin(index) {
      // One by one: the order in which layers come back is that of the optimizer's variables.
      for (const { epoch, layers } of inOrder) if (epoch <= index + 1) unfreezeLayers(model, layers);
    },
  };
}

function checkSteps({ layers }: tf.LayersModel, steps: readonly UnfreezeStep[]): void {
  const frozen = new Set(layers.filter(({ trainable }) => !trainable));
  for (const { epoch, layers: patterns } of steps) {
    for (const pattern of patterns) {
      const named = layersNamed(layers, pattern, "unfreeze");
      if (!named.some((layer) => frozen.has(layer))) {
        throw new InputError(
          `unfreeze: expected "${pattern}" to be frozen before epoch ${epoch}, found that it trains.`,
        );
      }
      for (const layer of named) frozen.delete(layer);
    }
  }
}
