import { withModel } from "../changed-subject";
import type { LayerFacts } from "../examination";
import type { Remedy } from "../remedy";

/**
 * Batch normalisation behind each hidden Dense and convolution layer, before its activation, which follows in a layer of its own.
 * Its moving figures take a tenth of each batch's, for short runs.
 *
 * @see Ioffe & Szegedy 2015, "Batch normalization"
 */
export const batchNormalization: Remedy = {
  name: "batch normalisation",
  says: "Normalises each hidden layer's answers over the batch.",
  mends: ["gradient-vanishing", "gradient-exploding", "init-scale"],
  applies: ({ layers, heads }) =>
    hiddenKernels(layers, heads).length > 0 && !layers.some(({ className }) => className === "BatchNormalization"),
  apply: (subject, { layers, heads }) =>
    withModel(subject, {
      topology: (topology) => {
        for (const { name } of hiddenKernels(layers, heads)) {
          const layer = topology.layer(name);
          if (!layer) continue;
          const { activation } = layer.config;
          layer.config.activation = "linear";
          topology.insertAfter(name, "Activation", { activation: activation ?? "linear" });
          topology.insertAfter(name, "BatchNormalization", { momentum: 0.9 });
        }
      },
    }),
};

function hiddenKernels(layers: LayerFacts[], heads: { tail: LayerFacts[] }[]): LayerFacts[] {
  const inTail = new Set(heads.flatMap(({ tail }) => tail.map(({ name }) => name)));
  return layers.filter(({ name, className }) => /^(Dense|Conv\dD)$/.test(className) && !inTail.has(name));
}

/** Moving figures that follow at a tenth a batch, and a usual epsilon: what evaluation uses is then what training saw. */
export const quickBatchNormalization: Remedy = {
  name: "batch normalisation that follows",
  says: "Lets batch normalisation's moving figures follow the batches by a tenth each.",
  mends: ["train-eval-mismatch"],
  applies: ({ layers }) => layers.some(({ className }) => className === "BatchNormalization"),
  apply: (subject) =>
    withModel(subject, {
      topology: (topology) => {
        for (const { className, config } of topology.layers) {
          if (className === "BatchNormalization") Object.assign(config, { momentum: 0.9, epsilon: 1e-3 });
        }
      },
    }),
};
