import { basename } from "node:path";
import type { tf } from "../../engine";
import type { Reporter } from "../../data";
import { loadKerasWeights, readKerasWeights } from "../../model";

/**
 * Sets a new model's weights from Keras's HDF5; layers that the file does not have start as they were initialised. The
 * model is disposed of if that fails.
 *
 * @throws InputError naming the file, and layer and shapes where they differ
 */
export async function startFromWeights(model: tf.LayersModel, path: string, reporter?: Reporter): Promise<void> {
  try {
    const set = await loadKerasWeights(model, path);
    const rest = model.layers.filter(({ name, weights }) => weights.length > 0 && !set.includes(name));
    const anew = rest.length > 0 ? `; ${rest.map(({ name }) => name).join(", ")} start anew` : "";
    reporter?.say(`weights of ${set.length} layers from ${basename(path)}${anew}`);
  } catch (error) {
    model.dispose();
    throw error;
  }
}

/**
 * The same for models that are built later and again.
 *
 * @param build makes one of them; it is disposed of again
 * @returns sets a model's weights; does nothing where there is no file
 */
export async function startingWeights(
  path: string | undefined,
  build: () => tf.LayersModel,
): Promise<(model: tf.LayersModel) => unknown> {
  if (path === undefined) return () => undefined;
  const model = build();
  try {
    return await readKerasWeights(model, path);
  } finally {
    model.dispose();
  }
}
