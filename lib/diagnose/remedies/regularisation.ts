import { withModel } from "../changed-subject";
import type { Remedy } from "../remedy";
import type { Topology } from "../topology";

/** No penalty on weights or answers. */
export const noPenalty: Remedy = {
  name: "no penalty",
  says: "Takes the l1 and l2 penalties out.",
  mends: ["over-regularised"],
  applies: ({ layers }) =>
    layers.some(({ config }) => penalties.some((option) => config[option] !== null && config[option] !== undefined)),
  apply: (subject) =>
    withModel(subject, {
      topology: ({ layers }) => {
        for (const { config } of layers) for (const option of penalties) if (option in config) config[option] = null;
      },
    }),
};

const penalties = ["kernelRegularizer", "biasRegularizer", "activityRegularizer", "recurrentRegularizer"];

/** No dropout. */
export const noDropout: Remedy = {
  name: "no dropout",
  says: "Takes the dropout layers out.",
  mends: ["dropout-high", "over-regularised", "train-eval-mismatch"],
  applies: ({ layers }) => layers.some(({ dropout }) => dropout !== undefined && dropout > 0),
  apply: (subject) =>
    withModel(subject, {
      topology: (topology) => {
        for (const name of dropouts(topology)) topology.remove(name);
      },
    }),
};

const dropouts = (topology: Topology): string[] =>
  topology.layers.filter(({ className }) => /dropout/i.test(className)).map(({ config }) => config.name);

/**
 * A quarter of the last hidden layer's answers dropped while training.
 *
 * @see Srivastava et al. 2014
 */
export const dropout: Remedy = {
  name: "dropout",
  says: "Drops a quarter of what each head is given, while training.",
  mends: [],
  applies: ({ heads }) => heads.some(({ tail }) => tail[0].inputs.length === 1),
  apply: (subject, { heads }) =>
    withModel(subject, {
      topology: (topology) => {
        const before = new Set(heads.map(({ tail }) => tail[0].inputs[0]).filter((name) => name !== undefined));
        for (const name of before) topology.insertAfter(name, "Dropout", { rate: 0.25 });
      },
    }),
};
