import { tf } from "../../../../lib/engine";

/**
 * Steps of the five-point stencil. Its own error goes by the fourth power of the step, that of float32 by 6e-8 over the step:
 * for functions of order one, 2e-2 leaves some 5e-6 of both.
 */
const STEP = 2e-2;
/** Derivatives looked at in each variable, spread over it. */
const MOST = 12;

/**
 * How far the tape's gradients are from finite differences of what is computed, in the direction of fixed weights.
 *
 * Only the outputs are float32: they are weighed and summed in doubles, so that no rounding but each output's own remains.
 *
 * @param output made from the variables, the same at every call; no kink may lie within two steps
 * @returns by variable name: the largest difference, relative to the variable's largest derivative
 */
export function gradientErrors(output: () => tf.Tensor, variables: readonly tf.Variable[]): Record<string, number> {
  const weights = tf.tidy(() => directions(output().size));
  const { grads } = tf.tidy(() => {
    const along = () => tf.sum(tf.mul(tf.reshape(output(), [-1]), tf.tensor1d(weights))) as tf.Scalar;
    return tf.variableGrads(along, [...variables]);
  });
  const errors = variables.map((variable) => {
    const found = grads[variable.name].dataSync();
    const largest = Math.max(...found.map(Math.abs));
    const differences = spread(variable.size).map((i) => Math.abs(found[i] - slope(output, variable, i, weights)));
    return [variable.name, Math.max(...differences) / (largest || 1)];
  });
  tf.dispose(grads);
  return Object.fromEntries(errors);
}

function slope(output: () => tf.Tensor, variable: tf.Variable, i: number, weights: Float32Array): number {
  const start = variable.dataSync().slice();
  const at = (steps: number) => {
    const moved = start.slice();
    moved[i] += steps * STEP;
    return tf.tidy(() => {
      variable.assign(tf.tensor(moved, variable.shape));
      return output().dataSync().slice();
    });
  };
  const [a, b, c, d] = [-2, -1, 1, 2].map(at);
  tf.tidy(() => variable.assign(tf.tensor(start, variable.shape)));
  // The step as float32 took it.
  const taken = (Math.fround(start[i] + STEP) - Math.fround(start[i] - STEP)) / 2;
  return weights.reduce((sum, weight, j) => sum + (weight * (a[j] - 8 * b[j] + 8 * c[j] - d[j])) / (12 * taken), 0);
}

/** None is zero, no two are alike, their sum is not zero. */
function directions(size: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => Math.cos(1.7 * i) + 0.3);
}

function spread(size: number): number[] {
  const count = Math.min(size, MOST);
  return Array.from({ length: count }, (_, i) => Math.floor((i * size) / count));
}

/** Numbers that are all at least `gap` from zero and from each other, in mixed order. */
export function apart(shape: number[], gap = 0.1, seed = 1): tf.Tensor {
  const size = shape.reduce((product, side) => product * side, 1);
  const stride = [7, 11, 13, 17, 19].find((prime) => size % prime !== 0)!;
  const values = Float32Array.from({ length: size }, (_, i) => {
    const place = ((i + seed) * stride) % size;
    return (place - Math.floor(size / 2) + (place >= Math.floor(size / 2) ? 1 : 0)) * gap;
  });
  return tf.tensor(values, shape);
}
