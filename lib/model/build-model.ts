import { tf } from "../engine";
import { BatchNormalization } from "./batch-normalization";
import { initializerNamed } from "./initializers";
import { seedFor } from "./seeds";
import { SeededDropout } from "./seeded-dropout";
import { completeSpec, type Activation, type FullModelSpec, type ModelSpec } from "./spec";

type Spec = FullModelSpec;
type Tensor = tf.SymbolicTensor;

/** VGG16's five blocks: convolutions of 3 x 3, then a pooling of 2 x 2 (Simonyan & Zisserman, table 1, column D). */
const blocks = [
  { filters: 64, convolutions: 2 },
  { filters: 128, convolutions: 2 },
  { filters: 256, convolutions: 3 },
  { filters: 512, convolutions: 3 },
  { filters: 512, convolutions: 3 },
];

/**
 * The trunk of VGG16, a bottleneck, and for each head a tower and a softmax, named as Keras names VGG's layers:
 * block1_conv1 ... block5_pool, flatten, bottleneck, and NAME_tower, NAME for a head.
 *
 * Input [batch, height, width, channels], float32, in whatever scale the weights expect; one output
 * [batch, classes] of probabilities for each head, in the heads' order. With another activation than relu, with
 * batch normalisation or dropout, layers NAME_bn, NAME_leakyReLU, NAME_prelu, NAME_relu or NAME_dropout follow.
 * Convolutions keep their bias under batch normalisation, so that VGG's weights fit. It survives
 * `tf.models.modelFromJSON(model.toJSON())`, with the same weights to the bit.
 *
 * @returns not compiled; dispose it when done
 * @throws InputError if an option is out of range
 */
export function buildModel(spec: ModelSpec): tf.LayersModel {
  const full = completeSpec(spec);
  const inputs = tf.input({ shape: [...full.imageSize, full.channels], name: "input_layer" });
  const features = trunk(inputs, full);
  const towers = Object.keys(full.heads).map((name) => tower(features, name, full));
  const outputs = Object.entries(full.heads).map(([name, classes], i) => head(towers[i], name, classes, full));
  return tf.model({ inputs, outputs, name: outputs.length > 1 ? "multi_tasking_model" : "single_task_model" });
}

/** What all heads share: [batch, height, width, channels] to [batch, bottleneckUnits]. */
function trunk(x: Tensor, spec: Spec): Tensor {
  blocks.forEach(({ filters, convolutions }, i) => {
    const block = `block${i + 1}`;
    for (let j = 1; j <= convolutions; j++) x = convolution(x, `${block}_conv${j}`, filters, spec);
    x = then(x, tf.layers.maxPooling2d({ name: `${block}_pool`, poolSize: 2, strides: 2 }));
  });
  x = then(x, tf.layers.flatten({ name: "flatten" }));
  return bottleneck(x, spec);
}

function convolution(x: Tensor, name: string, filters: number, spec: Spec): Tensor {
  const fused = spec.activation === "relu" && !spec.batchNormalization;
  const convolved = tf.layers.conv2d({
    name,
    filters: Math.max(1, Math.round(filters * spec.width)),
    kernelSize: 3,
    padding: "same",
    activation: fused ? "relu" : "linear",
    kernelInitializer: initializerNamed(spec.kernelInitializer, seedFor(spec.seed, name)),
  });
  x = then(x, convolved);
  if (spec.batchNormalization) {
    x = then(x, new BatchNormalization({ name: `${name}_bn`, momentum: spec.batchNormalizationMomentum }));
  }
  return fused ? x : activate(x, name, spec.activation, spec);
}

function bottleneck(x: Tensor, spec: Spec): Tensor {
  const { bottleneckActivation: activation, dropout, seed } = spec;
  const dense = tf.layers.dense({
    name: "bottleneck",
    units: spec.bottleneckUnits,
    activation: activation === "leakyReLU" || activation === "prelu" ? "linear" : activation,
    kernelInitializer: initializerNamed("glorotUniform", seedFor(seed, "bottleneck")),
  });
  x = then(x, dense);
  if (activation === "leakyReLU" || activation === "prelu") x = activate(x, "bottleneck", activation, spec);
  if (dropout === 0) return x;
  const name = "bottleneck_dropout";
  return then(x, new SeededDropout({ name, rate: dropout, seed: seedFor(seed, name) }));
}

function tower(x: Tensor, head: string, spec: Spec): Tensor {
  const name = `${head}_tower`;
  const fused = spec.activation === "relu";
  x = then(x, headDense(name, spec.towerUnits, fused ? "relu" : "linear", spec));
  return fused ? x : activate(x, name, spec.activation, spec);
}

function head(x: Tensor, name: string, classes: number, spec: Spec): Tensor {
  return then(x, headDense(name, classes, "softmax", spec));
}

/** The question gives the towers' and heads' layers one `seed_val`: where shapes are equal, weights are. */
function headDense(name: string, units: number, activation: "relu" | "linear" | "softmax", spec: Spec) {
  return tf.layers.dense({
    name,
    units,
    activation,
    kernelInitializer: initializerNamed(
      "glorotNormal",
      seedFor(spec.seed, spec.towerSeeds === "shared" ? "towers" : name),
    ),
    biasInitializer: "zeros",
    kernelRegularizer: spec.l2 > 0 ? tf.regularizers.l2({ l2: spec.l2 }) : undefined,
  });
}

function activate(x: Tensor, layer: string, activation: Activation, spec: Spec): Tensor {
  const name = `${layer}_${activation}`;
  if (activation === "relu") return then(x, tf.layers.activation({ name, activation: "relu" }));
  if (activation === "leakyReLU") return then(x, tf.layers.leakyReLU({ name, alpha: spec.negativeSlope }));
  // One slope a channel, from 0.25: He et al., "Delving Deep into Rectifiers", where PReLU comes from.
  const sharedAxes = x.shape.length === 4 ? [1, 2] : undefined;
  return then(x, tf.layers.prelu({ name, sharedAxes, alphaInitializer: tf.initializers.constant({ value: 0.25 }) }));
}

const then = (x: Tensor, layer: tf.layers.Layer): Tensor => layer.apply(x) as Tensor;
