import { tf } from "plateau";

type Initializer = ReturnType<typeof tf.initializers.glorotUniform>;

/** Keras's default weights, another draw for each call: `const weights = glorot(seed)`, then `weights()` a layer. */
export function glorot(seed: number): () => Initializer {
  return another(seed, (layer) => tf.initializers.glorotUniform({ seed: layer }));
}

/** Weights for layers before a ReLU. */
export function he(seed: number): () => Initializer {
  return another(seed, (layer) => tf.initializers.heNormal({ seed: layer }));
}

/** Normal weights of a given deviation. */
export function normal(seed: number, stddev: number): () => Initializer {
  return another(seed, (layer) => tf.initializers.randomNormal({ stddev, seed: layer }));
}

function another(seed: number, make: (layer: number) => Initializer): () => Initializer {
  let layer = 1000 * seed;
  return () => make(++layer);
}
