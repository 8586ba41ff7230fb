import { tf } from "../engine";

type LayerClass = Parameters<typeof tf.serialization.registerClass>[0];
type ClassMap = Record<string, [LayerClass, unknown]>;

/**
 * Classes of a model's layers by the names that its topology has for them, and of what its layers hold: nested models' layers,
 * wrapped ones, initializers, regularizers, constraints.
 */
export function customClasses(model: tf.LayersModel): Map<string, LayerClass> {
  const classes = new Map<string, LayerClass>();
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isSerializable(value) || seen.has(value)) return;
    seen.add(value);
    classes.set(value.getClassName(), value.constructor as unknown as LayerClass);
    Object.values(value).forEach(visit);
  };
  model.layers.forEach(visit);
  return classes;
}

function isSerializable(value: unknown): value is tf.serialization.Serializable {
  const { getClassName, getConfig } = (value ?? {}) as Partial<tf.serialization.Serializable>;
  return typeof value === "object" && typeof getClassName === "function" && typeof getConfig === "function";
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
