import type { tf } from "../engine";
import type { Subject } from "../train";
import { anotherOptimizer } from "./model-copy";
import { compiledModel } from "../train/compiled-model";

/** What tfjs keeps of names in a model, and its types hide. */
interface Named {
  layers: (tf.layers.Layer & { inboundNodes: unknown[] })[];
  outputNames: string[];
  inputNames: string[];
  /** LAYER_ib-NODE of each call of a layer that belongs to the model. */
  containerNodes: Set<string>;
  model?: Named;
}

/**
 * A Subject whose models all have the layer names of its first one, and each an optimizer of its own.
 *
 * tfjs numbers unnamed layers on and on, so that the head of one build is called dense_Dense3 and of the next dense_Dense6; and
 * somebody may have put one optimizer into every build, whose moments would go from run to run.
 */
export function withSteadyBuilds(subject: Subject): Subject {
  let names: string[] | undefined;
  const seen = new WeakSet<tf.Optimizer>();
  return {
    ...subject,
    build(seed) {
      const model = subject.build(seed);
      const found = model.layers.map(({ name }) => name);
      names ??= found;
      if (names.length === found.length) renameLayers(model, new Map(found.map((name, i) => [name, names![i]])));
      const { optimizer } = compiledModel(model);
      if (seen.has(optimizer)) setOptimizer(model, anotherOptimizer(optimizer));
      seen.add(compiledModel(model).optimizer);
      return model;
    },
  };
}

function renameLayers(model: tf.LayersModel, names: ReadonlyMap<string, string>): void {
  const outer = model as unknown as Named;
  const containers = outer.model ? [outer, outer.model] : [outer];
  const renamed = (name: string) => names.get(name) ?? name;
  for (const container of containers) {
    const nodes = container.layers.flatMap(({ name, inboundNodes }) =>
      inboundNodes.map((_, i) => [`${name}_ib-${i}`, `${renamed(name)}_ib-${i}`]),
    );
    container.containerNodes = new Set(
      nodes.filter(([old]) => container.containerNodes.has(old)).map(([, now]) => now),
    );
    container.outputNames = container.outputNames.map(renamed);
    container.inputNames = container.inputNames.map(renamed);
  }
  for (const layer of outer.layers) layer.name = renamed(layer.name);
  // A functional model's input layers are among its layers; a sequential one's are in the model inside only.
  for (const layer of outer.model?.layers ?? []) if (!outer.layers.includes(layer)) layer.name = renamed(layer.name);
}

function setOptimizer(model: tf.LayersModel, optimizer: tf.Optimizer): void {
  const inner = compiledModel(model) as unknown as tf.LayersModel;
  for (const each of new Set([model, inner])) each.optimizer = optimizer;
}
