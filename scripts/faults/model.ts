import { tf } from "plateau";

/** The losses that most heads have, by the names that their fields know them by. */
export const { cce, bce, mse } = {
  cce: "categoricalCrossentropy",
  bce: "binaryCrossentropy",
  mse: "meanSquaredError",
} as const;

/** A compiled Sequential. */
export function sequential(layers: tf.layers.Layer[], compile: tf.ModelCompileArgs): tf.LayersModel {
  const model = tf.sequential({ layers });
  model.compile({ metrics: ["accuracy"], ...compile });
  return model;
}

/** A compiled model of one input and as many outputs as `heads` gives, in its keys' order. */
export function headed<H extends string>(
  shape: number[],
  trunk: (input: tf.SymbolicTensor) => tf.SymbolicTensor,
  heads: Record<H, (trunk: tf.SymbolicTensor) => tf.SymbolicTensor>,
  compile: tf.ModelCompileArgs,
): tf.LayersModel {
  const inputs = tf.input({ shape });
  const shared = trunk(inputs);
  const outputs = (Object.values(heads) as ((trunk: tf.SymbolicTensor) => tf.SymbolicTensor)[]).map((head) =>
    head(shared),
  );
  const model = tf.model({ inputs, outputs });
  model.compile({ metrics: ["accuracy"], ...compile });
  return model;
}

/** Layers applied one after the other. */
export function chain(...layers: tf.layers.Layer[]): (input: tf.SymbolicTensor) => tf.SymbolicTensor {
  return (input) => layers.reduce((out, layer) => layer.apply(out) as tf.SymbolicTensor, input);
}

type Kernel = Parameters<typeof tf.layers.dense>[0]["kernelInitializer"];

/** What a small convnet begins with: 3 x 3 filters, eight unless told, relu, pooled by two, flat. */
export function pictureFeatures(
  kernelInitializer: Kernel,
  { inputShape, filters = 8 }: { inputShape?: number[]; filters?: number } = {},
): tf.layers.Layer[] {
  return [
    tf.layers.conv2d({
      ...(inputShape && { inputShape }),
      filters,
      kernelSize: 3,
      activation: "relu",
      kernelInitializer,
    }),
    tf.layers.maxPooling2d({ poolSize: 2 }),
    tf.layers.flatten(),
  ];
}

/** The same over 12 x 12 digits. */
export function digitFeatures(kernelInitializer: Kernel): tf.layers.Layer[] {
  return pictureFeatures(kernelInitializer, { inputShape: [12, 12, 1] });
}
