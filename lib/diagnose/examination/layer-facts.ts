import { tf } from "../../engine";
import { callsWithin, outputWithin } from "../layer-calls";

/** A layer of a model, read off its config and weights. */
export interface LayerFacts {
  name: string;
  /** tfjs's: "Dense", "Conv2D", "BatchNormalization" ... */
  className: string;
  /** Place in the model's order, from inputs to outputs. */
  index: number;
  config: Record<string, unknown>;
  /** Whether it is one of tfjs's own, or of this library's: what another one does nobody can read off. */
  known: boolean;
  /** "linear" where it has none; an Activation, ReLU, LeakyReLU, PReLU, ELU or Softmax layer's own too. */
  activation: string;
  /** Whether it has a kernel: Dense, convolutions, recurrent and embedding layers. */
  weighted: boolean;
  trainable: boolean;
  parameters: number;
  /** Units or filters, where it has such. */
  units?: number;
  /** Name of its kernel initializer's class, such as "VarianceScaling", and its options. */
  initializer?: { className: string; config: Record<string, unknown> };
  /** L1 and l2 of its kernel's penalty. */
  regularizer?: { l1: number; l2: number };
  /** Share that a Dropout layer drops. */
  dropout?: number;
  /** Names of the layers that it takes its inputs from. */
  inputs: string[];
  outputShape: (number | null)[];
}

const { classNameMap } = tf.serialization.SerializationMap.getMap();
/** What was registered before anybody could register a class of their own. */
const knownClasses: ReadonlySet<string> = new Set(Object.keys(classNameMap));

/** All layers of a model, in its order. */
export function layerFacts(model: tf.LayersModel): LayerFacts[] {
  return model.layers.map((layer, index) => oneLayer(model, layer, index));
}

type Config = Record<string, unknown>;

function oneLayer(model: tf.LayersModel, layer: tf.layers.Layer, index: number): LayerFacts {
  const className = layer.getClassName();
  const config = layer.getConfig() as Config;
  const kernels = ["kernel", "embeddings", "depthwiseKernel", "recurrentKernel"];
  const named = layer.weights.some(({ name }) => kernels.some((kernel) => name.split("/").pop()?.includes(kernel)));
  // Somebody's own layer may call its kernel what it likes.
  const weighted = named || (!knownClasses.has(className) && (layer.weights[0]?.shape.length ?? 0) > 1);
  const units = config.units ?? config.filters;
  return {
    name: layer.name,
    className,
    index,
    config,
    known: knownClasses.has(className),
    activation: activationOf(className, config),
    weighted,
    trainable: layer.trainable && layer.trainableWeights.length > 0,
    parameters: layer.countParams(),
    ...(typeof units === "number" && { units }),
    ...(config.kernelInitializer !== undefined && { initializer: initializerOf(config.kernelInitializer) }),
    ...penalty(config.kernelRegularizer),
    ...(/dropout/i.test(className) && typeof config.rate === "number" && { dropout: config.rate }),
    inputs: inputsOf(model, layer),
    outputShape: [...outputWithin(model, layer).shape],
  };
}

const activationLayers: Record<string, string> = {
  ReLU: "relu",
  LeakyReLU: "leakyReLU",
  PReLU: "prelu",
  ELU: "elu",
  ThresholdedReLU: "thresholdedRelu",
  Softmax: "softmax",
};

function activationOf(className: string, config: Config): string {
  if (className in activationLayers) return activationLayers[className];
  const { activation, layer: wrapped } = config as {
    activation?: unknown;
    layer?: { className: string; config: Config };
  };
  if (wrapped?.className && wrapped.config) return activationOf(wrapped.className, wrapped.config);
  if (typeof activation === "string") return activation;
  const named = activation as { className?: string } | null | undefined;
  return named?.className ?? "linear";
}

function initializerOf(config: unknown): LayerFacts["initializer"] {
  const { className, config: options } = config as { className?: string; config?: Config };
  return { className: className ?? String(config), config: options ?? {} };
}

function penalty(config: unknown): Pick<LayerFacts, "regularizer"> {
  const options = (config as { config?: { l1?: number; l2?: number } } | null | undefined)?.config;
  return options ? { regularizer: { l1: options.l1 ?? 0, l2: options.l2 ?? 0 } } : {};
}

function inputsOf(model: tf.LayersModel, layer: tf.layers.Layer): string[] {
  const before = callsWithin(model, layer).flatMap(({ inboundLayers }) => inboundLayers.map(({ name }) => name));
  // A layer that is called on what it answered itself is no step on the way back.
  return [...new Set(before)].filter((name) => name !== layer.name);
}
