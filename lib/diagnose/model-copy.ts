import type { tf } from "../engine";
import { seedFor } from "../model";
import { type CompiledModel, compiledModel, type TfjsLoss } from "../train/compiled-model";
import { isPlateauOptimizer, optimizerOf, type OptimizerSpec } from "../train/optimizers";
import { customClasses, withClasses } from "./custom-classes";
import { callsWithin } from "./layer-calls";
import { Topology } from "./topology";

/** What to change while a compiled model is built again; what is not named stays as it was. */
export interface ModelChange {
  /** Changes layers and their options in place. */
  topology?(topology: Topology): void;
  /** A new optimizer for the old one, or the old one. */
  optimizer?(optimizer: tf.Optimizer): tf.Optimizer;
  /** New losses for the old ones, in the outputs' order. */
  losses?(losses: TfjsLoss[], outputs: string[]): (TfjsLoss | string)[];
}

/** As it was compiled: functions, or names. */
type Compiled = CompiledModel & { metrics?: string[] };

export interface CopyOptions extends ModelChange {
  /** Initializers are given seeds that hang on this. */
  seed: number;
  /**
   * - `kept`: a layer whose shapes and initializers stayed has the given model's weights, so that runs can be paired;
   * - `drawn`: initializers are seeded anew and weights drawn, but for layers that were frozen when it was compiled.
   */
  weights: "kept" | "drawn";
  /** The copy's optimizer is the given model's own, which must not be used again; or one made anew of its settings. */
  sameOptimizer: boolean;
}

/**
 * Builds a compiled model again from its own topology, changed on the way: the same layers and losses, functions and layers
 * of one's own among them.
 *
 * @param model compiled; stays as it is, but for its optimizer with `sameOptimizer`
 * @returns compiled; the caller's to dispose of, its optimizer too
 */
export function copyModel(model: tf.LayersModel, options: CopyOptions): tf.LayersModel {
  const compiled = compiledModel(model) as Compiled;
  const topology = new Topology(model);
  if (options.weights === "drawn") topology.reseed((key) => seedFor(options.seed, key));
  const before = topology.snapshot();
  options.topology?.(topology);
  topology.seedUnseeded((key) => seedFor(options.seed, key));
  const copy = withClasses(customClasses(model), () => topology.build());
  const trained = new Set(compiled.collectedTrainableWeights.map((weight) => weight.read().name));
  for (const layer of copy.layers) {
    const original = model.layers.find(({ name }) => name === topology.originOf(layer.name));
    if (!original) continue;
    const frozen = !original.weights.some((weight) => trained.has((weight.read() as tf.Variable).name));
    const kept = options.weights === "kept" ? topology.sameInitializers(layer.name, before) : frozen;
    if (kept && sameShapes(layer, original)) layer.setWeights(original.getWeights());
  }
  // `fit` trains what was trainable when the model was compiled, whatever was frozen since.
  const flags = copy.layers.map((layer) => layer.trainable);
  for (const layer of copy.layers) {
    const original = model.layers.find(({ name }) => name === topology.originOf(layer.name));
    const then = original?.weights.some((weight) => trained.has((weight.read() as tf.Variable).name));
    if (then && !options.topology) layer.trainable = true;
  }
  compileAs(copy, compiled, options);
  copy.layers.forEach((layer, i) => (layer.trainable = flags[i]));
  return copy;
}

function compileAs(copy: tf.LayersModel, compiled: Compiled, options: CopyOptions): void {
  const own = options.sameOptimizer ? compiled.optimizer : anotherOptimizer(compiled.optimizer);
  const losses = options.losses?.([...compiled.lossFunctions], [...compiled.outputNames]) ?? compiled.lossFunctions;
  copy.compile({
    optimizer: options.optimizer?.(own) ?? own,
    loss: losses as string[],
    ...(compiled.metrics !== undefined && { metrics: compiled.metrics }),
  });
}

function sameShapes(one: tf.layers.Layer, other: tf.layers.Layer): boolean {
  const shapes = ({ weights }: tf.layers.Layer) => JSON.stringify(weights.map(({ shape }) => shape));
  return one.weights.length > 0 && shapes(one) === shapes(other);
}

/** An optimizer of the same class and settings, its moments empty; the same one, if its class cannot say its settings. */
export function anotherOptimizer(optimizer: tf.Optimizer): tf.Optimizer {
  if (isPlateauOptimizer(optimizer)) {
    const { kind, ...settings } = optimizer.settings;
    return optimizerOf({ name: kind, ...settings } as OptimizerSpec);
  }
  const OptimizerClass = optimizer.constructor as unknown as {
    fromConfig?(cls: unknown, config: tf.serialization.ConfigDict): tf.Optimizer;
  };
  try {
    const config = optimizer.getConfig();
    return OptimizerClass.fromConfig ? OptimizerClass.fromConfig(optimizer.constructor, config) : optimizer;
  } catch {
    return optimizer;
  }
}

/** Frees a compiled model that a Subject built, and its optimizer with it. */
export function disposeModel(model: tf.LayersModel): void {
  const { optimizer } = compiledModel(model);
  disposeLayers(model);
  optimizer.dispose();
  // tfjs's Momentum forgets the rate that SGD, which it extends, keeps as a tensor.
  const { c: rate } = optimizer as unknown as { c?: tf.Tensor };
  if (rate && !rate.isDisposed) rate.dispose();
}

/** Frees a compiled model's weights, not its optimizer. */
export function disposeLayers(model: tf.LayersModel): void {
  (model as unknown as { isOptimizerOwned: boolean }).isOptimizerOwned = false;
  // tfjs counts each call of a layer as a use of it, and its model gives one of them back.
  const further = model.layers.flatMap((layer) =>
    callsWithin(model, layer)
      .slice(1)
      .map(() => layer),
  );
  model.dispose();
  for (const layer of further) layer.dispose();
}
