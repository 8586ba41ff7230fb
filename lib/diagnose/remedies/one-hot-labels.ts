import { tf } from "../../engine";
import { withTargets } from "../changed-subject";
import type { Suspicion } from "../check";
import type { Examination, HeadFacts } from "../examination";
import type { Remedy } from "../remedy";

/** Labels in the form that the head's loss and width ask for: integers to one-hot, one-hot to integers, rows that sum to one. */
export const labelForm: Remedy = {
  name: "labels in the loss's form",
  says: "Gives the labels the form that the loss wants: one-hot rows, or a whole number a row.",
  mends: ["labels-format"],
  applies: (examination, about) => headsToMend(examination, about).length > 0,
  apply(subject, examination, about) {
    const heads = headsToMend(examination, about);
    return heads.reduce((changed, head) => withTargets(changed, head.index, (target) => inForm(target, head)), subject);
  },
};

function headsToMend({ heads }: Examination, about?: Suspicion): HeadFacts[] {
  return heads.filter((head) => (!about?.head || head.name === about.head) && wantsOther(head));
}

function wantsOther({ loss, units, target }: HeadFacts): boolean {
  if (loss === "sparseCategoricalCrossentropy") {
    return target.width > 1 || target.form === "numbers" || target.dtype !== "float32";
  }
  if (units > 1) return target.width === 1 || target.rowsNotOne > 0;
  return target.form === "signs" || target.width > 1 || (target.form === "integers" && target.distinct.length === 2);
}

function inForm(target: tf.Tensor, { loss, units, target: { form, min, max } }: HeadFacts): tf.Tensor {
  return tf.tidy(() => {
    const width = target.shape.slice(1).reduce<number>((product, side) => product * side, 1);
    const flat = tf.reshape(target, [target.shape[0], width]);
    if (loss === "sparseCategoricalCrossentropy") {
      const classes = width > 1 ? tf.argMax(flat, -1) : tf.round(tf.sub(flat, min));
      return tf.reshape(tf.cast(classes, "float32"), [-1, 1]);
    }
    if (units > 1 && width === 1) {
      // Labels that begin at one would leave the last class out of reach.
      const first = min > 0 ? min : 0;
      const whole = tf.clipByValue(tf.sub(tf.reshape(flat, [-1]), first), 0, units - 1);
      return tf.cast(tf.oneHot(tf.cast(tf.round(whole), "int32"), units), "float32");
    }
    if (units > 1) return tf.cast(tf.oneHot(tf.argMax(flat, -1), width), "float32");
    if (width === 2) return tf.reshape(tf.cast(tf.argMax(flat, -1), "float32"), [-1, 1]);
    const half = form === "signs" ? 0 : form === "integers" ? (min + max) / 2 : 0.5;
    return tf.cast(tf.greater(tf.reshape(flat, [-1, 1]), half), "float32");
  });
}
