import { withModel } from "../changed-subject";
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

/** Four times the units or filters in each hidden layer, 16 at least. */
export const wider: Remedy = {
  name: "four times the units",
  says: "Gives each hidden layer four times its units or filters.",
  mends: ["capacity-low"],
  applies: ({ layers, heads }) => layers.some(({ units, name }) => units !== undefined && !isHead(name, heads)),
  apply: (subject, { heads }) =>
    withModel(subject, {
      topology: ({ layers }) => {
        for (const { config, className } of layers) {
          if (isHead(config.name, heads) || !/^(Dense|Conv\dD)$/.test(className)) continue;
          for (const option of ["units", "filters"]) {
            if (typeof config[option] === "number") config[option] = Math.max(16, 4 * (config[option] as number));
          }
        }
      },
    }),
};

const isHead = (name: string, heads: { tail: { name: string }[] }[]): boolean =>
  heads.some(({ tail }) => tail.some((layer) => layer.name === name));
