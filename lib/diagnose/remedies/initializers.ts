import type { LayerEntry } from "../topology";
import { withModel } from "../changed-subject";
import type { Remedy } from "../remedy";

const initializer = (scale: number, mode: "fanIn" | "fanAvg") => ({
  className: "VarianceScaling",
  config: { scale, mode, distribution: "uniform", seed: null },
});

const HE = initializer(2, "fanIn");
const GLOROT = initializer(1, "fanAvg");

/**
 * he_uniform for layers that end in a relu or its kin, glorot_uniform for the others, biases of zero.
 *
 * @see He et al. 2015, "Delving Deep into Rectifiers"; Glorot & Bengio 2010
 */
export const heUniform: Remedy = {
  name: "he_uniform",
  says: "Draws kernels by he_uniform before relus and by glorot_uniform elsewhere, biases zero.",
  mends: ["init-scale", "symmetric-init", "gradient-vanishing", "dead-units", "gradient-exploding"],
  applies: ({ layers }) => layers.some(({ initializer }) => initializer !== undefined),
  apply: (subject, { layers }) =>
    withModel(subject, {
      topology: (topology) => {
        for (const entry of topology.layers.filter(({ config }) => "kernelInitializer" in config)) {
          const facts = layers.find(({ name }) => name === topology.originOf(entry.config.name));
          setInitializer(entry, bent(facts?.activation) || feedsRelu(entry, topology.layers) ? HE : GLOROT);
        }
      },
    }),
};

/** Towers that shared a seed, or whose seeds are equal anywhere else, are drawn each for itself. */
export const ownSeeds: Remedy = {
  name: "a seed for each layer",
  says: "Draws each layer's weights from a seed of its own.",
  mends: ["shared-seed"],
  applies: ({ layers }) => layers.some(({ initializer }) => typeof initializer?.config.seed === "number"),
  apply: (subject) =>
    withModel(subject, {
      topology: (topology) =>
        topology.layers.forEach(({ config }, place) => {
          const kernel = config.kernelInitializer as { config?: { seed?: number } } | undefined;
          // The initializer has to differ in more than its seed to count as changed: a hair's breadth of scale does.
          if (kernel?.config) kernel.config = { ...kernel.config, seed: 7919 * (place + 1), drawn: "apart" } as object;
        }),
    }),
};

function setInitializer({ config }: LayerEntry, kernel: typeof HE): void {
  config.kernelInitializer = structuredClone(kernel);
  if (config.useBias !== false) config.biasInitializer = { className: "Zeros", config: {} };
}

const bent = (activation: string | undefined): boolean => /relu|elu/i.test(activation ?? "");

/** Whether its only follower, batch normalisation passed over, is a relu layer. */
function feedsRelu(entry: LayerEntry, layers: readonly LayerEntry[]): boolean {
  const next = layers[layers.indexOf(entry) + 1];
  if (!next) return false;
  if (next.className === "BatchNormalization") return feedsRelu(next, layers);
  return /ReLU|ELU/.test(next.className) || (next.className === "Activation" && bent(String(next.config.activation)));
}
