import type { tf } from "../../engine";
import { InputError } from "../../data";
import { layersNamed } from "./layer-patterns";

/** What Plateau's optimizers can do and tfjs's cannot. */
interface RateScaled {
  setRateScales(scales: ReadonlyMap<string, number>): void;
}

/**
 * Multiplies the learning rate of some layers, and with it their decoupled weight decay.
 *
 * @param model compiled
 * @param rates by names of layers or patterns such as "block1_*"; of several that fit a layer, the last counts
 * @throws InputError if a pattern fits no layer, or the optimizer has one rate only
 */
export function scaleRates(model: tf.LayersModel, rates: Readonly<Record<string, number>>): void {
  const scales = new Map<string, number>();
  for (const [pattern, factor] of Object.entries(rates)) {
    for (const layer of layersNamed(model.layers, pattern, "model.rates")) {
      for (const weight of layer.weights) scales.set((weight.read() as tf.Variable).name, factor);
    }
  }
  const optimizer = model.optimizer as tf.Optimizer & Partial<RateScaled>;
  if (optimizer.setRateScales) return optimizer.setRateScales(scales);
  if (scales.size === 0) return;
  throw new InputError(`model.rates: expected Plateau's adam or sgd, found ${optimizer.getClassName()} with one rate.`);
}
