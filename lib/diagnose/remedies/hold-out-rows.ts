import { tf } from "../../engine";
import { Random } from "../../data/random";
import { withData } from "../changed-subject";
import type { Remedy } from "../remedy";
import type { SubjectData } from "../../train";

const SHARE = 0.2;

/** A fifth of the training rows, drawn at random, is validated on and not learned from. */
export const holdOutRows: Remedy = {
  name: "hold out rows",
  says: "Keeps a fifth of the rows, drawn at random, for validation.",
  mends: ["validation-missing"],
  applies: ({ subject, epoch }) => subject.validation === undefined && epoch.rowsOfSplit >= 10,
  apply(subject) {
    const order = new Random(0).shuffle(Int32Array.from({ length: subject.data.x.shape[0] }, (_, i) => i));
    const held = Math.round(order.length * SHARE);
    const whole = { ...subject, validation: subject.data };
    return withData(whole, (data, split) => rowsOf(data, split === "train" ? order.slice(held) : order.slice(0, held)));
  },
};

function rowsOf({ x, y }: SubjectData, rows: Int32Array): SubjectData {
  const taken = (tensor: tf.Tensor) => tf.tidy(() => tf.gather(tensor, tf.tensor1d(rows, "int32")));
  return { x: taken(x), y: Array.isArray(y) ? y.map(taken) : taken(y) };
}
