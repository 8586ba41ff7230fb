import { withModel } from "../changed-subject";
import type { Suspicion } from "../check";
import type { Examination, LayerFacts } from "../examination";
import type { FindingCode } from "../finding";
import type { Remedy } from "../remedy";

interface Change {
  name: string;
  says: string;
  mends: FindingCode[];
  /** Hidden layers whose activation goes. */
  from: RegExp;
  /** What a layer's own activation becomes, and the layer put behind it, if it takes one. */
  to: string;
  behind?: { className: string; config: Record<string, unknown> };
}

/** Another activation on hidden layers, wherever they had a certain one. */
function hiddenActivation({ name, says, mends, from, to, behind }: Change): Remedy {
  return {
    name,
    says,
    mends,
    applies: (examination) => hiddenWith(from, examination).length > 0,
    apply: (subject, examination) =>
      withModel(subject, {
        topology: (topology) => {
          for (const { name } of hiddenWith(from, examination)) {
            const layer = topology.layer(name);
            if (!layer) continue;
            if (layer.className === "Activation") layer.config.activation = to;
            else if ("activation" in layer.config) layer.config.activation = to;
            else continue;
            if (behind) topology.insertAfter(name, behind.className, { ...behind.config });
          }
        },
      }),
  };
}

export function hiddenWith(from: RegExp, { layers, heads }: Pick<Examination, "layers" | "heads">): LayerFacts[] {
  const inTail = new Set(heads.flatMap(({ tail }) => tail.map(({ name }) => name)));
  return layers.filter(({ name, activation, className }) => {
    const own = className === "Activation" || !/ReLU|ELU|Softmax|LSTM|GRU|RNN/.test(className);
    return own && from.test(activation) && !inTail.has(name);
  });
}

/** @see Maas et al. 2013, "Rectifier nonlinearities improve neural network acoustic models" */
export const leakyRelu: Remedy = hiddenActivation({
  name: "leaky ReLU",
  says: "Lets a little of what is under zero through each relu.",
  mends: ["dead-units"],
  from: /^relu6?$/,
  to: "linear",
  behind: { className: "LeakyReLU", config: { alpha: 0.1 } },
});

/** @see He et al. 2015, "Delving Deep into Rectifiers" */
export const prelu: Remedy = hiddenActivation({
  name: "PReLU",
  says: "Lets each relu learn how much of what is under zero goes through.",
  mends: ["dead-units"],
  from: /^relu6?$/,
  to: "linear",
  behind: {
    className: "PReLU",
    config: { alphaInitializer: { className: "Constant", config: { value: 0.25 } } },
  },
});

/** @see Glorot, Bordes & Bengio 2011, "Deep sparse rectifier neural networks" */
export const reluForSigmoid: Remedy = hiddenActivation({
  name: "relu in place of sigmoid and tanh",
  says: "Puts relu on hidden layers that had sigmoid, tanh or softmax.",
  mends: ["saturated-units", "gradient-vanishing"],
  from: /^(sigmoid|hardSigmoid|tanh|softmax)$/,
  to: "relu",
});

/** A finding's layer gets relu, whatever it had. */
export const reluOnLayer: Remedy = {
  name: "relu on the layer",
  says: "Puts relu on the layer that the finding names.",
  mends: ["output-activation"],
  applies: ({ layers, heads }, about?: Suspicion) =>
    layers.some(({ name, config }) => name === about?.layer && "activation" in config) &&
    !heads.some(({ tail }) => tail.some(({ name }) => name === about?.layer)),
  apply: (subject, _, about) =>
    withModel(subject, {
      topology: (topology) => {
        const layer = topology.layer(about!.layer!);
        if (layer) layer.config.activation = "relu";
      },
    }),
};
