import { withModel } from "../changed-subject";
import { headsWithoutHidden } from "../examination";
import type { Remedy } from "../remedy";

/** Every layer learns. */
export const unfreeze: Remedy = {
  name: "unfreeze",
  says: "Lets every layer learn.",
  mends: ["frozen-layers"],
  applies: ({ layers }) => layers.some(({ parameters, trainable }) => parameters > 0 && !trainable),
  apply: (subject) =>
    withModel(subject, {
      topology: ({ layers }) => {
        for (const { config } of layers) if ("trainable" in config) config.trainable = true;
      },
    }),
};

/**
 * Four times the units or filters in each hidden layer, 16 at least. Where no filter sees more than one place of a picture, filters
 * get 3 x 3 places, for however many there are, no shape can be told by them.
 */
export const wider: Remedy = {
  name: "four times the units",
  says: "Gives each hidden layer four times its units or filters, and filters of one pixel 3 x 3.",
  mends: ["capacity-low"],
  applies: ({ layers, heads }) => layers.some(({ units, name }) => units !== undefined && !isHead(name, heads)),
  apply: (subject, { heads }) =>
    withModel(subject, {
      topology: ({ layers }) => {
        const hidden = layers.filter(
          ({ config, className }) => !isHead(config.name, heads) && /^(Dense|Conv\dD)$/.test(className),
        );
        for (const { config } of hidden) {
          for (const option of ["units", "filters"]) {
            if (typeof config[option] === "number") config[option] = Math.max(16, 4 * (config[option] as number));
          }
        }
        const kernels = hidden.flatMap(({ config }) => (config.kernelSize === undefined ? [] : [config]));
        if (!kernels.every(({ kernelSize }) => [kernelSize].flat().every((side) => side === 1))) return;
        for (const config of kernels) {
          config.kernelSize = [config.kernelSize].flat().map(() => 3);
          config.padding = "same";
        }
      },
    }),
};

/** A layer of 64 relus before each head that has no hidden layer: Minsky & Papert 1969, what no single layer can tell apart. */
export const hiddenLayer: Remedy = {
  name: "a hidden layer",
  says: "Puts a layer of 64 units with relu before each head that has none.",
  mends: ["capacity-low"],
  applies: (examination) => headsWithoutHidden(examination.heads, examination.layers).length > 0,
  apply: (subject, examination) =>
    withModel(subject, {
      topology: (topology) => {
        const names = headsWithoutHidden(examination.heads, examination.layers);
        // What comes before several heads is given one layer, for all of them.
        const firsts = new Map(names.map((name) => [topology.before(name), name]));
        for (const name of firsts.values()) {
          topology.insertBefore(name, "Dense", { units: 64, activation: "relu", kernelInitializer: HE });
        }
      },
    }),
};

const HE = { className: "HeUniform", config: {} };

const isHead = (name: string, heads: { tail: { name: string }[] }[]): boolean =>
  heads.some(({ tail }) => tail.some((layer) => layer.name === name));
