import { InputError } from "../data";
import { initializers, type InitializerName } from "./initializers";

/** What may stand where the question has relu. */
export const activations = ["relu", "leakyReLU", "prelu"] as const;
/** What may follow the bottleneck; the question has nothing there, which is "linear". */
export const bottleneckActivations = ["linear", "relu", "leakyReLU", "prelu", "elu", "tanh"] as const;
/** Whether the heads' six layers start from one seed, as the question has it, or each from its own. */
export const towerSeedings = ["distinct", "shared"] as const;

export type Activation = (typeof activations)[number];
export type BottleneckActivation = (typeof bottleneckActivations)[number];
export type TowerSeeding = (typeof towerSeedings)[number];

/** A trunk and its heads, as plain JSON. Everything but `heads` has a default, which is what the question has. */
export interface ModelSpec {
  /** Each head's name and number of classes, in the order of the model's outputs. */
  heads: Record<string, number>;
  /** Side of a square picture, or [height, width], in pixels; at least 32, for five poolings. Default 64. */
  imageSize?: number | readonly [height: number, width: number];
  /** Default 3. */
  channels?: number;
  /** Multiplies the filters of every convolution; 1, the default, is 64 to 512. */
  width?: number;
  /** Units of the dense layer that the heads share. Default 100, whatever the width. */
  bottleneckUnits?: number;
  /** Units of each head's tower. Default 100, whatever the width. */
  towerUnits?: number;
  /** Of the convolutions' kernels, by Keras's name in either spelling. Default "glorotUniform". */
  kernelInitializer?: InitializerName;
  /** After every convolution and in every tower. Default "relu". */
  activation?: Activation;
  /** How steep leakyReLU is below zero. Default 0.3, as in Keras. */
  negativeSlope?: number;
  /** Between every convolution and its activation. Default false. */
  batchNormalization?: boolean;
  /**
   * How much of the moving mean and variance each batch leaves; at least 0, under 1. Default 0.99, as in Keras: validation sees
   * them, and they lag by some hundred batches, so that with few batches an epoch the first epochs look bad; 0.9 follows
   * within ten.
   */
  batchNormalizationMomentum?: number;
  /** Share of the bottleneck's features that are dropped before the towers while training. Default 0. */
  dropout?: number;
  /** Default "linear": none. */
  bottleneckActivation?: BottleneckActivation;
  /** Penalty on the kernels of the towers and heads, times the sum of squares. Default 1e-4. */
  l2?: number;
  /** Any integer; same seed, same weights, bit for bit. Default 0. */
  seed?: number;
  /** Default "distinct"; `questionModel` has "shared". */
  towerSeeds?: TowerSeeding;
}

/** A ModelSpec with nothing left out. */
export type FullModelSpec = Required<Omit<ModelSpec, "imageSize">> & { imageSize: [height: number, width: number] };

/** What tfjs takes for a variable's name, less the "/" that parts a layer's name from its weight's. */
const LAYER_NAME = /^[A-Za-z0-9][\w.-]*$/;

/** Five poolings halve each side five times. */
const LEAST_SIDE = 32;

/**
 * Fills in what a spec leaves out, and checks it.
 *
 * @throws InputError that names the option, what it may be and what was found
 */
export function completeSpec(spec: ModelSpec): FullModelSpec {
  const { imageSize = 64 } = spec;
  const full: FullModelSpec = {
    channels: 3,
    width: 1,
    bottleneckUnits: 100,
    towerUnits: 100,
    kernelInitializer: "glorotUniform",
    activation: "relu",
    negativeSlope: 0.3,
    batchNormalization: false,
    batchNormalizationMomentum: 0.99,
    dropout: 0,
    bottleneckActivation: "linear",
    l2: 1e-4,
    seed: 0,
    towerSeeds: "distinct",
    ...Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined)),
    heads: spec.heads,
    imageSize: typeof imageSize === "number" ? [imageSize, imageSize] : [...imageSize],
  };
  check(full);
  return full;
}

function check(spec: FullModelSpec): void {
  const [height, width] = spec.imageSize;
  if (spec.imageSize.length !== 2 || !isCount(height, LEAST_SIDE) || !isCount(width, LEAST_SIDE)) {
    const found = spec.imageSize.join(" x ");
    throw new InputError(
      `imageSize: expected whole sides of at least ${LEAST_SIDE} pixels, since five poolings halve them five times, found ${found}.`,
    );
  }
  expect(spec.width > 0 && Number.isFinite(spec.width), "width", "a factor above 0", spec.width);
  for (const option of ["channels", "bottleneckUnits", "towerUnits"] as const) {
    expect(isCount(spec[option], 1), option, "a whole number of at least 1", spec[option]);
  }
  for (const option of ["dropout", "batchNormalizationMomentum"] as const) {
    expect(spec[option] >= 0 && spec[option] < 1, option, "a share of at least 0 and under 1", spec[option]);
  }
  expect(spec.l2 >= 0 && Number.isFinite(spec.l2), "l2", "a factor of at least 0", spec.l2);
  expect(Number.isFinite(spec.negativeSlope), "negativeSlope", "a number", spec.negativeSlope);
  expect(Number.isSafeInteger(spec.seed), "seed", "an integer", spec.seed);
  expectOneOf(initializers, "kernelInitializer", spec.kernelInitializer);
  expectOneOf(activations, "activation", spec.activation);
  expectOneOf(bottleneckActivations, "bottleneckActivation", spec.bottleneckActivation);
  expectOneOf(towerSeedings, "towerSeeds", spec.towerSeeds);
  checkHeads(spec.heads);
}

function checkHeads(heads: Record<string, number>): void {
  const names = Object.keys(heads ?? {});
  if (names.length === 0) throw new InputError("heads: expected at least one, such as { style: 19 }, found none.");
  const taken = new Set(names.flatMap((name) => [name, `${name}_tower`]));
  const trunks = /^(input_layer|flatten|bottleneck(_.*)?|block\d_(conv\d(_.*)?|pool))$/;
  for (const name of names) {
    if (!LAYER_NAME.test(name)) {
      throw new InputError(
        `heads: "${name}" cannot name a head, which names layers too: expected Latin letters, digits, "_", "-" and "." only, ` +
          "the first a letter or digit. Rename its label files.",
      );
    }
    if (trunks.test(name) || names.some((other) => name === `${other}_tower`)) {
      throw new InputError(`heads: "${name}" cannot name a head: it is the name of another layer.`);
    }
    expect(isCount(heads[name], 1), `heads.${name}`, "a whole number of classes, at least 1", heads[name]);
  }
  expect(taken.size === 2 * names.length, "heads", "names that differ", names.join(", "));
}

const isCount = (value: unknown, least: number): boolean => Number.isInteger(value) && (value as number) >= least;

function expect(holds: boolean, option: string, expected: string, found: unknown): void {
  if (!holds) throw new InputError(`${option}: expected ${expected}, found ${JSON.stringify(found)}.`);
}

function expectOneOf(allowed: readonly string[], option: string, found: string): void {
  expect(allowed.includes(found), option, `one of ${allowed.join(", ")}`, found);
}
