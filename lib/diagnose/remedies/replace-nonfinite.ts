import { tf } from "../../engine";
import { withData } from "../changed-subject";
import type { Remedy } from "../remedy";

/** NaN and infinite inputs become their feature's mean over the finite training rows. */
export const replaceNonFinite: Remedy = {
  name: "replace numbers that are none",
  says: "Puts each feature's mean in the place of NaN and infinite inputs.",
  mends: ["input-nonfinite"],
  applies: ({ input }) => input.nonFinite > 0,
  apply(subject) {
    const { x } = subject.data;
    const mean = tf.tidy(() => {
      const axes = x.shape.slice(0, -1).map((_, axis) => axis);
      const finite = tf.cast(tf.isFinite(x), "float32");
      return tf.div(tf.sum(finiteOr(x, 0), axes), tf.maximum(tf.sum(finite, axes), 1));
    });
    const replaced = withData(subject, (data) => ({
      x: tf.tidy(() => tf.where(tf.isFinite(data.x), data.x, tf.mul(tf.onesLike(data.x), mean))),
      y: data.y,
    }));
    mean.dispose();
    return replaced;
  },
};

const finiteOr = (x: tf.Tensor, value: number): tf.Tensor => tf.where(tf.isFinite(x), x, tf.fill(x.shape, value));
