import { tf } from "../engine";

/**
 * How a head's rows are scored:
 * - `classes`: target and output [rows, classes], right where the largest of both stands in one place;
 * - `sparse`: target the class as a number, [rows, 1];
 * - `binary`: one unit, right where target and output lie on the same side of the threshold; a target of 2 or more, as of
 *   three classes in one number, is a class that one unit cannot answer;
 * - `number`: a regression, where no row is simply right.
 */
export type HeadKind =
  | { kind: "classes" | "sparse"; classes: number }
  | { kind: "binary"; classes: 2; threshold: number }
  | { kind: "number"; classes: 0 };

/** Targets from here on are no softened 1. */
const ABOVE_ONE = 1.5;

const classLosses = ["categoricalCrossentropy", "categoricalHinge", "kullbackLeiblerDivergence"];
const binaryLosses = ["binaryCrossentropy", "hinge", "squaredHinge"];

/**
 * Reads off what a head of somebody's compiled model is for.
 *
 * @param loss name of its loss function
 * @param target all its training targets, as `fit` sees them: [rows, ...]; not disposed
 * @param output shape of its output, batch first
 */
export function headKind(loss: string, target: tf.Tensor, output: readonly (number | null)[]): HeadKind {
  const units = output[output.length - 1] ?? 0;
  if (output.length !== 2) return { kind: "number", classes: 0 };
  if (loss === "sparseCategoricalCrossentropy") return { kind: "sparse", classes: units };
  if (units > 1) {
    const width = target.shape[target.shape.length - 1];
    if (width === 1) return { kind: "sparse", classes: units };
    if (classLosses.includes(loss) || isOneHot(target)) return { kind: "classes", classes: units };
    return { kind: "number", classes: 0 };
  }
  const values = new Set(target.dataSync());
  if (values.size <= 2 && values.has(1) && values.has(-1)) return { kind: "binary", classes: 2, threshold: 0 };
  const zerosAndOnes = [...values].every((value) => value === 0 || value === 1);
  if (zerosAndOnes || [...classLosses, ...binaryLosses].includes(loss)) {
    return { kind: "binary", classes: 2, threshold: 0.5 };
  }
  return { kind: "number", classes: 0 };
}

/** @returns how many rows are right, a scalar; zero for a regression */
export function correctRows(kind: HeadKind, target: tf.Tensor, output: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.sum(tf.cast(rightRows(kind, target, output), "float32")) as tf.Scalar);
}

function rightRows(head: HeadKind, target: tf.Tensor, output: tf.Tensor): tf.Tensor {
  switch (head.kind) {
    case "classes":
      return tf.equal(tf.argMax(target, -1), tf.argMax(output, -1));
    case "sparse":
      return tf.equal(tf.cast(tf.reshape(target, [-1]), "int32"), tf.argMax(output, -1));
    case "binary":
      return tf.logicalAnd(
        tf.equal(tf.greater(target, head.threshold), tf.greater(output, head.threshold)),
        tf.less(target, ABOVE_ONE),
      );
    case "number":
      return tf.scalar(0);
  }
}

/** @returns each row's class, for counting; empty for a regression */
export function labelClasses(head: HeadKind, target: tf.Tensor): Int32Array {
  if (head.kind === "number") return new Int32Array();
  return tf.tidy(() => {
    if (head.kind === "classes") return tf.argMax(target, -1).dataSync<"int32">().slice();
    if (head.kind === "binary") {
      const above = tf.cast(tf.greater(target, head.threshold), "int32");
      return tf
        .where(tf.less(target, ABOVE_ONE), above, tf.cast(tf.round(target), "int32"))
        .dataSync<"int32">()
        .slice();
    }
    return tf.cast(target, "int32").dataSync<"int32">().slice();
  });
}

function isOneHot(target: tf.Tensor): boolean {
  return tf.tidy(() => {
    const binary = tf.logicalOr(tf.equal(target, 0), tf.equal(target, 1));
    const onePerRow = tf.equal(tf.sum(tf.cast(target, "float32"), -1), 1);
    return tf.logicalAnd(tf.all(binary), tf.all(onePerRow)).dataSync()[0] === 1;
  });
}
