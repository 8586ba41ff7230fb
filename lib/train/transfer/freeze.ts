import type { tf } from "../../engine";
import { InputError } from "../../data";
import { layersNamed } from "./layer-patterns";

type Weight = tf.layers.Layer["weights"][number];

/** Of a compiled model: the weights that a step trains. */
interface Trained {
  layers: tf.layers.Layer[];
  trainableWeights: Weight[];
  collectedTrainableWeights?: Weight[];
}

/**
 * Has layers keep their weights while the others train, compiled or not; their batch normalisations, if `buildModel` made
 * them, act as in evaluation. While a training runs, a callback may do it: it holds from the next batch on.
 *
 * @param patterns names of layers, or patterns such as "block1_*"
 * @returns names of the layers that were not frozen before
 * @throws InputError if a pattern fits no layer, or none would be left to train
 */
export function freezeLayers(model: tf.LayersModel, patterns: readonly string[], option = "freeze"): string[] {
  const { layers } = trained(model);
  const chosen = layers.filter(isAmong(patterns.flatMap((pattern) => layersNamed(layers, pattern, option))));
  if (!layers.some((layer) => layer.trainable && layer.trainableWeights.length > 0 && !chosen.includes(layer))) {
    throw new InputError(`${option}: expected some layers to be left to train, found all of them frozen.`);
  }
  return setTrainable(model, chosen, false);
}

/**
 * Has frozen layers train again, as `freezeLayers` has them not.
 *
 * @returns names of the layers that were frozen before
 * @throws InputError if a pattern fits no layer
 */
export function unfreezeLayers(model: tf.LayersModel, patterns: readonly string[], option = "unfreeze"): string[] {
  const { layers } = trained(model);
  const chosen = layers.filter(isAmong(patterns.flatMap((pattern) => layersNamed(layers, pattern, option))));
  return setTrainable(model, chosen, true);
}

function setTrainable(model: tf.LayersModel, layers: readonly tf.layers.Layer[], trainable: boolean): string[] {
  const changed = layers.filter((layer) => layer.trainable !== trainable);
  for (const layer of changed) layer.trainable = trainable;
  const { trainableWeights, ...compiled } = trained(model);
  const before = compiled.collectedTrainableWeights;
  if (before) {
    // Those that come back go last: an optimizer whose moments were put back tells its variables by their places.
    const kept = before.filter(isAmong(trainableWeights));
    trained(model).collectedTrainableWeights = [
      ...kept,
      ...trainableWeights.filter((weight) => !kept.includes(weight)),
    ];
  }
  return changed.map(({ name }) => name);
}

/** A Sequential wraps the model that is trained. */
function trained(model: tf.LayersModel): Trained {
  const wrapped = model as unknown as Trained & { model?: Trained };
  return wrapped.model ?? wrapped;
}

const isAmong =
  <T>(list: readonly T[]) =>
  (one: T): boolean =>
    list.includes(one);
