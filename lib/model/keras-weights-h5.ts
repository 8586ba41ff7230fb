import { datasetAt, groupAt, type File, type Group } from "./hdf5";
import { savedWeight, type LayerToSave, type SavedLayer } from "./saved-layer";

/**
 * Keras 3's layout, of `save_weights("m.weights.h5")` and of the file inside a .keras archive: a group a layer,
 * named for its class and its place among the layers of that class (conv2d, conv2d_1, ...), with the weights under
 * vars/0, vars/1, ...; newer versions keep the layer's own name as an attribute of `vars`.
 *
 * @returns layers with weights, a class's in the model's order; undefined if this is another layout
 * @see keras/src/saving/saving_lib.py; Keras 2.13 named the outer group otherwise
 */
export function readLayersByClass(file: File): SavedLayer[] | undefined {
  const root = groupAt(file, "layers") ?? groupAt(file, "_layer_checkpoint_dependencies");
  if (!root) return undefined;
  return root
    .keys()
    .map((key) => ({ ...classAndPlace(key), vars: groupAt(root, `${key}/vars`) }))
    .sort((a, b) => a.place - b.place)
    .flatMap(({ kind, vars }) => {
      const weights = vars ? weightsIn(vars) : [];
      const name = vars?.attrs.name?.value;
      return weights.length > 0 ? [{ name: typeof name === "string" ? name : undefined, kind, weights }] : [];
    });
}

/** Writes Keras 3's layout, names included. */
export function writeLayersByClass(file: File, layers: LayerToSave[]): void {
  const root = file.create_group("layers");
  const places = new Map<string, number>();
  for (const layer of layers) {
    const kind = kindOf(layer.className);
    const place = places.get(kind) ?? 0;
    places.set(kind, place + 1);
    const vars = root.create_group(place === 0 ? kind : `${kind}_${place}`).create_group("vars");
    vars.create_attribute("name", layer.name);
    layer.weights.forEach(({ shape, values }, i) =>
      vars.create_dataset({ name: String(i), data: values, shape, dtype: "<f4" }),
    );
  }
}

/** "BatchNormalization" is batch_normalization, "PReLU" p_re_lu, as keras/src/utils/naming.py has it. */
export function kindOf(className: string): string {
  const kerasClass = className === "SeededDropout" ? "Dropout" : className;
  return kerasClass
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

function classAndPlace(key: string): { kind: string; place: number } {
  const [, kind, place] = /^(.*?)(?:_(\d+))?$/.exec(key)!;
  return { kind, place: Number(place ?? 0) };
}

function weightsIn(vars: Group) {
  return vars
    .keys()
    .sort((a, b) => Number(a) - Number(b))
    .map((key) => savedWeight(datasetAt(vars, key)!));
}
