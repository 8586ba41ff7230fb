import { tf } from "../../engine";
import { compiledModel, outputsOf } from "../../train/compiled-model";
import { weighRows } from "../../train/losses";
import type { HeadFacts } from "./head-facts";
import type { LayerFacts } from "./layer-facts";
import type { SampleRows } from "./sample-rows";
import { tidied } from "./tidied";

/** How the heads pull at what they share. */
export interface HeadGradients {
  /** Weighted layers that two heads or more depend on. */
  trunk: string[];
  /** Norm of each head's gradient of the shared weights, by output name. */
  norms: Record<string, number>;
  /** Each norm over the sum of all. */
  shares: Record<string, number>;
  /** Cosine between two heads' gradients, by "first/second", in the outputs' order. */
  cosines: Record<string, number>;
}

/** Names of the layers behind an output, the output's own too. */
export function ancestors(output: string, layers: readonly LayerFacts[]): Set<string> {
  const found = new Set<string>();
  const waiting = [output];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...(layers.find((layer) => layer.name === name)?.inputs ?? []));
  }
  return found;
}

/** Gradients of each head's own loss, as it is weighted, on a sample, of the weights that heads share. */
export function headGradients(
  model: tf.LayersModel,
  layers: readonly LayerFacts[],
  heads: readonly HeadFacts[],
  { x, y, sampleWeight }: SampleRows,
): HeadGradients {
  const behind = heads.map(({ layer }) => ancestors(layer.name, layers));
  const shared = layers.filter(({ name, weighted }) => weighted && behind.filter((set) => set.has(name)).length > 1);
  const variables = model.layers
    .filter(({ name }) => shared.some((layer) => layer.name === name))
    .flatMap(({ trainableWeights }) => trainableWeights.map((weight) => weight.read() as tf.Variable));
  const trunk = shared.map(({ name }) => name);
  if (variables.length === 0) return { trunk, norms: {}, shares: {}, cosines: {} };
  const compiled = compiledModel(model);
  return tidied(() => {
    const gradients = heads.map(({ name, index }) => {
      const loss = () => {
        const losses = compiled.lossFunctions[index](y[name], outputsOf(compiled, x, false)[index]);
        return tf.mean(weighRows(losses, sampleWeight[name])) as tf.Scalar;
      };
      const { grads } = tf.variableGrads(loss, variables);
      return tf.concat(variables.map((variable) => tf.reshape(grads[variable.name] ?? tf.zerosLike(variable), [-1])));
    });
    const norms = gradients.map((gradient) => tf.norm(gradient).dataSync()[0]);
    const all = norms.reduce((sum, norm) => sum + norm, 0);
    const cosines: [string, number][] = [];
    for (let i = 0; i < heads.length; i++) {
      for (let j = i + 1; j < heads.length; j++) {
        const product = tf.sum(tf.mul(gradients[i], gradients[j])).dataSync()[0];
        cosines.push([`${heads[i].name}/${heads[j].name}`, product / Math.max(norms[i] * norms[j], 1e-30)]);
      }
    }
    return {
      trunk,
      norms: Object.fromEntries(heads.map(({ name }, i) => [name, norms[i]])),
      shares: Object.fromEntries(heads.map(({ name }, i) => [name, norms[i] / Math.max(all, 1e-30)])),
      cosines: Object.fromEntries(cosines),
    };
  });
}
