import type { tf } from "../engine";

/** One call of a layer on tensors, as tfjs keeps it and its types hide. */
export interface LayerCall {
  inboundLayers: tf.layers.Layer[];
  outputTensors: tf.SymbolicTensor[];
}

interface Container {
  /** LAYER_ib-CALL of each call of a layer that belongs to the model. */
  containerNodes: Set<string>;
  model?: Container;
}

/**
 * The calls of a layer that belong to a model, in the order they were made. A layer has others where it was called for another
 * model too, or, being a model itself, when it was made.
 */
export function callsWithin(model: tf.LayersModel, layer: tf.layers.Layer): LayerCall[] {
  const outer = model as unknown as Container;
  const { containerNodes } = outer.model ?? outer;
  const calls = layer.inboundNodes as unknown as LayerCall[];
  return calls.filter((_, i) => containerNodes.has(`${layer.name}_ib-${i}`));
}

/** What a layer answers first within a model, as the model's graph has it; where it has none there, what it answered first at all. */
export function outputWithin(model: tf.LayersModel, layer: tf.layers.Layer): tf.SymbolicTensor {
  const [output] = callsWithin(model, layer).flatMap(({ outputTensors }) => outputTensors);
  return output ?? [layer.getOutputAt(0)].flat()[0];
}
