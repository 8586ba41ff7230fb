import { tf } from "../../engine";
import { withData } from "../changed-subject";
import type { Remedy } from "../remedy";

/**
 * Each feature, or each channel of pictures, less its mean over the training rows and over its deviation.
 *
 * @see LeCun et al. 1998, "Efficient BackProp", 4.3
 */
export const scaleInputs: Remedy = {
  name: "scale inputs",
  says: "Brings each feature (each channel of pictures) to mean 0 and deviation 1 by the training rows.",
  mends: ["input-unscaled", "input-overscaled"],
  applies: ({ layers, input }) => !layers.some(({ className }) => className === "Embedding") && input.std > 0,
  apply(subject) {
    const { x } = subject.data;
    const { mean, std } = tf.tidy(() => {
      const axes = x.shape.slice(0, -1).map((_, axis) => axis);
      const { mean, variance } = tf.moments(tf.cast(x, "float32"), x.rank > 1 ? axes : [0]);
      // A feature that never changes has no deviation to divide by.
      const std = tf.sqrt(variance);
      return { mean, std: tf.where(tf.greater(std, 1e-12), std, tf.onesLike(std)) };
    });
    const scaled = withData(subject, (data) => ({
      x: tf.tidy(() => tf.div(tf.sub(tf.cast(data.x, "float32"), mean), std)),
      y: data.y,
    }));
    tf.dispose([mean, std]);
    return scaled;
  },
};
