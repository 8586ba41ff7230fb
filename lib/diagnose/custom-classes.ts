import { tf } from "../engine";

type LayerClass = Parameters<typeof tf.serialization.registerClass>[0];
type ClassMap = Record<string, [LayerClass, unknown]>;

/** Classes of a model's layers by the names that its topology has for them, nested models' layers too. */
export function customClasses(model: tf.LayersModel): Map<string, LayerClass> {
  const classes = new Map<string, LayerClass>();
  const visit = (layer: tf.layers.Layer) => {
    classes.set(layer.getClassName(), layer.constructor as unknown as LayerClass);
    (layer as unknown as { layers?: tf.layers.Layer[] }).layers?.forEach(visit);
  };
  model.layers.forEach(visit);
  return classes;
}

/** Runs a function while tfjs knows these classes by these names; what it knew before holds again after it. */
export function withClasses<T>(classes: ReadonlyMap<string, LayerClass>, run: () => T): T {
  const { classNameMap } = tf.serialization.SerializationMap.getMap() as unknown as { classNameMap: ClassMap };
  const before = new Map<string, ClassMap[string] | undefined>();
  for (const [name, layerClass] of classes) {
    if (classNameMap[name]?.[0] === layerClass) continue;
    before.set(name, classNameMap[name]);
    classNameMap[name] = [layerClass, (layerClass as unknown as { fromConfig: unknown }).fromConfig];
  }
  try {
    return run();
  } finally {
    for (const [name, known] of before) {
      if (known) classNameMap[name] = known;
      else delete classNameMap[name];
    }
  }
}
