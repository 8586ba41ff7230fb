import { tf } from "../../engine";
import { InputError } from "../../data";
import type { CompiledModel } from "../compiled-model";

interface Activated extends tf.layers.Layer {
  activation: { getClassName(): string };
}

/**
 * Makes named softmax heads answer logits for the length of a call.
 *
 * A cross-entropy is exact from logits only, but a person's model should end in softmax, wherever it is loaded. So the
 * head's activation is linear while the function runs, and softmax again after it, whatever happened in between.
 *
 * @param model a model whose named outputs come straight from a layer with a softmax activation
 * @param heads names of outputs
 * @returns runs a synchronous function with those heads answering logits
 * @throws InputError if a head has no softmax of its own
 */
export function logitsOf(model: CompiledModel, heads: readonly string[]): <T>(run: () => T) => T {
  const layers = heads.map((head) => softmaxLayer(model, head));
  if (layers.length === 0) return (run) => run();
  const { activation: linear } = tf.layers.activation({ activation: "linear" }) as unknown as Activated;
  return (run) => {
    const softmaxes = layers.map(({ activation }) => activation);
    try {
      layers.forEach((layer) => (layer.activation = linear));
      return run();
    } finally {
      layers.forEach((layer, i) => (layer.activation = softmaxes[i]));
    }
  };
}

function softmaxLayer(model: CompiledModel, head: string): Activated {
  const layer = model.outputLayers[model.outputNames.indexOf(head)] as Activated | undefined;
  const activation = layer?.activation?.getClassName();
  if (!layer || activation !== "softmax") {
    throw new InputError(`expected head ${head} to end in a softmax layer, found ${activation ?? "no activation"}`);
  }
  return layer;
}
