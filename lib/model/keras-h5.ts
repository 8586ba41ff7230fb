import { InputError } from "../data";
import { datasetAt, groupAt, type File, type Group } from "./hdf5";
import { savedWeight, type LayerToSave, type SavedLayer } from "./saved-layer";

/** Keras splits an attribute that is longer: HDF5 holds attributes of up to 64 kB. */
const LONGEST_ATTRIBUTE = 64512;

/**
 * The old layout, which Keras 1 and 2 write by `model.save("m.h5")` and `save_weights("w.h5")`, Keras 3 by
 * `model.save("m.h5")`, and in which ImageNet's `notop` files come: a group a layer, named for it, whose attribute
 * `weight_names` lists its datasets in order; all of it under `model_weights` when the model is in the file too.
 *
 * @returns layers in the file's order, those without weights included; undefined if this is another layout
 * @throws InputError if the file lists what it does not hold, or was written for Theano
 * @see keras/src/legacy/saving/legacy_h5_format.py
 */
export function readLayersByName(file: File): SavedLayer[] | undefined {
  const root = hasList(file, "layer_names") ? file : groupAt(file, "model_weights");
  if (!root || !hasList(root, "layer_names")) return undefined;
  if (root.attrs.backend?.value === "theano") {
    throw new InputError("expected weights written by Keras on TensorFlow, found Theano's, whose kernels are flipped.");
  }
  return readList(root, "layer_names").map((name) => {
    const group = groupAt(root, name);
    if (!group) throw new InputError(`the file lists layer ${name} but does not hold it.`);
    const weights = readList(group, "weight_names").map((weightName) => {
      const dataset = datasetAt(group, weightName);
      if (!dataset) throw new InputError(`the file lists weight ${weightName} of layer ${name} but does not hold it.`);
      return savedWeight(dataset);
    });
    return { name, weights };
  });
}

/** Writes the old layout as `save_weights("w.h5")` does: what any Keras reads, by order or by name. */
export function writeLayersByName(file: File, layers: LayerToSave[]): void {
  const layerNames = layers.map((layer) => layer.name);
  writeList(file, "layer_names", layerNames);
  file.create_attribute("backend", "tensorflow");
  file.create_attribute("keras_version", "3.0.0");
  for (const layer of layers) {
    const group = file.create_group(layer.name);
    const weightNames = layer.weights.map((weight) => `${layer.name}/${weight.name}`);
    writeList(group, "weight_names", weightNames);
    if (layer.weights.length === 0) continue;
    const inner = group.create_group(layer.name);
    for (const { name, shape, values } of layer.weights) {
      inner.create_dataset({ name, data: values, shape, dtype: "<f4" });
    }
  }
}

const hasList = (group: Group, name: string): boolean => name in group.attrs || `${name}0` in group.attrs;

/** A list of names, in one attribute or in NAME0, NAME1, ... */
function readList(group: Group, name: string): string[] {
  const { attrs } = group;
  const parts = name in attrs ? [name] : [];
  if (parts.length === 0) for (let i = 0; `${name}${i}` in attrs; i++) parts.push(`${name}${i}`);
  return parts.flatMap((part) => Array.from(attrs[part].value as string[]));
}

function writeList(group: Group, name: string, list: string[]): void {
  if (list.length === 0) return;
  const longest = Math.max(...list.map((text) => Buffer.byteLength(text)));
  const perPart = Math.floor(LONGEST_ATTRIBUTE / longest);
  if (list.length <= perPart) return group.create_attribute(name, list);
  for (let i = 0; i * perPart < list.length; i++) {
    group.create_attribute(`${name}${i}`, list.slice(i * perPart, (i + 1) * perPart));
  }
}
