import { tf } from "../../engine";
import { withData } from "../changed-subject";
import type { Remedy } from "../remedy";

/** Validation inputs given the training inputs' mean and deviation, a feature or channel each. */
export const scaleValidation: Remedy = {
  name: "scale validation as training",
  says: "Gives each feature of the validation inputs the mean and the deviation that it has in training.",
  mends: ["train-valid-shift"],
  applies: ({ subject }) => subject.validation !== undefined,
  apply(subject) {
    const axes = subject.data.x.shape.slice(0, -1).map((_, axis) => axis);
    return withData(subject, ({ x, y }, split) => {
      if (split === "train") return { x, y };
      const scaled = tf.tidy(() => {
        const wanted = tf.moments(tf.cast(subject.data.x, "float32"), axes);
        const found = tf.moments(tf.cast(x, "float32"), axes);
        const deviation = tf.sqrt(tf.maximum(found.variance, 1e-12));
        const standard = tf.div(tf.sub(tf.cast(x, "float32"), found.mean), deviation);
        return tf.add(tf.mul(standard, tf.sqrt(wanted.variance)), wanted.mean);
      });
      return { x: scaled, y };
    });
  },
};
