import { tf } from "../../engine";
import { withTargets } from "../changed-subject";
import type { Remedy } from "../remedy";

/** Regression targets less their mean over the training rows and over their deviation. */
export const scaleTargets: Remedy = {
  name: "scale targets",
  says: "Brings each number to be predicted to mean 0 and deviation 1 by the training rows.",
  mends: ["target-unscaled", "output-range"],
  applies: ({ heads }, about) =>
    heads.some(({ name, kind }) => kind.kind === "number" && (!about?.head || about.head === name)),
  apply(subject, { heads }, about) {
    const wanted = heads.filter(({ name, kind }) => kind.kind === "number" && (!about?.head || about.head === name));
    return wanted.reduce((changed, { index, activations }) => {
      const { y } = changed.data;
      const { mean, std } = tf.tidy(() => {
        const { mean, variance } = tf.moments(tf.cast(Array.isArray(y) ? y[index] : y, "float32"), 0);
        return { mean, std: tf.maximum(tf.sqrt(variance), 1e-12) };
      });
      // A head that cannot answer numbers under zero gets targets within 0..1 or so.
      const [scale, shift] = rangeOf(activations);
      const scaled = withTargets(changed, index, (target) =>
        tf.tidy(() => tf.add(tf.mul(tf.div(tf.sub(target, mean), std), scale), shift)),
      );
      tf.dispose([mean, std]);
      return scaled;
    }, subject);
  },
};

function rangeOf(activations: readonly string[]): [scale: number, shift: number] {
  const last = activations.at(-1);
  if (last === "sigmoid" || last === "hardSigmoid") return [1 / 6, 0.5];
  if (last === "tanh") return [1 / 3, 0];
  if (last === "relu" || last === "softplus") return [1, 3];
  return [1, 0];
}
