import { basename } from "node:path";
import { InputError } from "../data";
import { tf } from "../engine";
import { readHdf5, writeHdf5 } from "./hdf5";
import { readLayersByName, writeLayersByName } from "./keras-h5";
import { kindOf, readLayersByClass, writeLayersByClass } from "./keras-weights-h5";
import type { LayerToSave, SavedLayer } from "./saved-layer";

type Layer = tf.layers.Layer;
interface Pair {
  layer: Layer;
  saved: SavedLayer;
}

/**
 * Sets a model's weights from Keras's HDF5, in either layout.
 *
 * The old layout (`model.save("m.h5")`, ImageNet's `notop` files) goes by layer name, and layers that only one side
 * has are left alone: a file without a top sets the trunk. Keras 3's `.weights.h5` goes by class and order where the
 * file has as many layers of a class as the model, else by the names that newer versions store. Nothing is set
 * unless everything fits.
 *
 * @param model any tfjs layers model; its variables are written, not replaced
 * @param path  of the .h5 file
 * @returns names of the layers whose weights were set, in the model's order
 * @throws InputError if the file is not Keras's HDF5, fits no layer, or has another shape for one of them
 */
export async function loadKerasWeights(model: tf.LayersModel, path: string): Promise<string[]> {
  return (await readKerasWeights(model, path))(model);
}

/**
 * Reads weights for a model as `loadKerasWeights` does, and sets none.
 *
 * @param model what the weights must fit; nothing of it is kept
 * @returns sets them on that model or any that was built alike, and answers the names of the layers it set
 * @throws InputError as `loadKerasWeights`
 */
export async function readKerasWeights(
  model: tf.LayersModel,
  path: string,
): Promise<(model: tf.LayersModel) => string[]> {
  const values = await readHdf5(path, (file) => {
    const pairs = withPath(path, () => {
      const saved = readLayersByName(file);
      if (saved) return pairByName(model.layers, saved);
      const savedByClass = readLayersByClass(file);
      if (savedByClass) return pairByClass(model.layers, savedByClass);
      throw new InputError("expected Keras's weights (layer_names, model_weights or layers), found other HDF5.");
    });
    if (pairs.length === 0) throw new InputError(`${path}: fits no layer of this model, which has ${namesOf(model)}.`);
    for (const pair of pairs) checkShapes(pair, path);
    return new Map(pairs.map(({ layer, saved }) => [layer.name, saved.weights.map((weight) => weight.values())]));
  });
  return ({ layers }) => {
    const set = layers.filter(({ name }) => values.has(name));
    for (const layer of set) {
      tf.tidy(() => layer.setWeights(values.get(layer.name)!.map((data, i) => tf.tensor(data, shapeOf(layer, i)))));
    }
    return set.map(({ name }) => name);
  };
}

/**
 * Writes a model's weights so that Keras reads them with `load_weights`.
 *
 * @param path    of the file; Keras wants it to end in .weights.h5 for its new layout, in .h5 for the old one
 * @param options layout: "weights.h5" is Keras 3's, "h5" the old one; by default what the path's end says
 * @throws InputError if a model lies inside the model
 */
export async function saveKerasWeights(
  model: tf.LayersModel,
  path: string,
  options: { layout?: "h5" | "weights.h5" } = {},
): Promise<void> {
  const layout = options.layout ?? (path.endsWith(".weights.h5") ? "weights.h5" : "h5");
  const layers = await Promise.all(model.layers.map(layerToSave));
  await writeHdf5(path, (file) => {
    if (layout === "h5") writeLayersByName(file, layers);
    else writeLayersByClass(file, layers);
  });
}

async function layerToSave(layer: Layer): Promise<LayerToSave> {
  if ("layers" in layer) throw new InputError(`layer ${layer.name} is a model of its own: save that one instead.`);
  const weights = layer.getWeights().map(async (tensor, i) => ({
    name: basename(layer.weights[i].originalName),
    shape: tensor.shape,
    values: (await tensor.data()) as Float32Array,
  }));
  return { name: layer.name, className: layer.getClassName(), weights: await Promise.all(weights) };
}

function pairByName(layers: Layer[], saved: SavedLayer[]): Pair[] {
  const byName = new Map(saved.map((one) => [one.name, one]));
  return layers.flatMap((layer) => {
    const found = byName.get(layer.name);
    return found && found.weights.length > 0 ? [{ layer, saved: found }] : [];
  });
}

function pairByClass(layers: Layer[], saved: SavedLayer[]): Pair[] {
  const kinds = [...new Set(saved.map((one) => one.kind))];
  return kinds.flatMap((kind) => {
    const inFile = saved.filter((one) => one.kind === kind);
    const inModel = layers.filter((layer) => kindOf(layer.getClassName()) === kind);
    const named = pairByName(inModel, inFile);
    if (inFile.length !== inModel.length || named.length === inModel.length) return named;
    return inModel.map((layer, i) => ({ layer, saved: inFile[i] }));
  });
}

function checkShapes({ layer, saved }: Pair, path: string): void {
  const advice = "Build the model with the width, picture size and heads that the file was made with.";
  if (saved.weights.length !== layer.weights.length) {
    throw new InputError(
      `${path}: layer ${layer.name} expects ${layer.weights.length} weights, found ${saved.weights.length}. ${advice}`,
    );
  }
  saved.weights.forEach(({ shape }, i) => {
    const expected = shapeOf(layer, i);
    if (shape.length === expected.length && shape.every((side, axis) => side === expected[axis])) return;
    const weight = basename(layer.weights[i].originalName);
    throw new InputError(
      `${path}: layer ${layer.name} expects a ${weight} of [${expected.join(", ")}], found [${shape.join(", ")}]. ${advice}`,
    );
  });
}

const shapeOf = (layer: Layer, i: number): number[] => layer.weights[i].shape as number[];

const namesOf = (model: tf.LayersModel): string =>
  model.layers
    .filter((layer) => layer.weights.length > 0)
    .map((layer) => layer.name)
    .join(", ");

/** Names the file in an error from a reader, which only knows what is in it. */
function withPath<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof InputError ? new InputError(`${path}: ${error.message}`) : error;
  }
}
