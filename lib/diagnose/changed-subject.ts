import { tf } from "../engine";
import type { Subject, SubjectData } from "../train";
import { copyModel, disposeLayers, type ModelChange } from "./model-copy";

/** Tensors that a changed Subject needs beyond its original's. */
const owned = new WeakMap<Subject, tf.Tensor[]>();

/** A Subject whose models are the given one's, changed: the same weights wherever the layers stayed the same. */
export function withModel(subject: Subject, change: ModelChange): Subject {
  return {
    ...subject,
    build(seed) {
      const original = subject.build(seed);
      try {
        return copyModel(original, { ...change, seed, weights: "kept", sameOptimizer: true });
      } finally {
        disposeLayers(original);
      }
    },
  };
}

/** A Subject with other fit settings. */
export function withFit(subject: Subject, fit: Partial<Subject["fit"]>): Subject {
  return { ...subject, fit: { ...subject.fit, ...fit } };
}

/**
 * A Subject with other data: both splits go through the same function.
 *
 * @param change answers new tensors, or the given ones where they stay; what is new belongs to the new Subject
 */
export function withData(
  subject: Subject,
  change: (data: SubjectData, split: "train" | "validation") => SubjectData,
): Subject {
  const data = { ...subject.data, ...change(subject.data, "train") };
  const validation = subject.validation && { ...subject.validation, ...change(subject.validation, "validation") };
  const changed = { ...subject, data, ...(validation && { validation }) };
  const old = new Set([...tensorsOf(subject.data), ...(subject.validation ? tensorsOf(subject.validation) : [])]);
  const all = [...tensorsOf(data), ...(validation ? tensorsOf(validation) : [])];
  owned.set(changed, [...new Set(all.filter((tensor) => !old.has(tensor)))]);
  return changed;
}

/** A Subject with other targets of one head, by its place among the outputs. */
export function withTargets(subject: Subject, head: number, change: (target: tf.Tensor) => tf.Tensor): Subject {
  return withData(subject, ({ x, y }) => ({
    x,
    y: Array.isArray(y) ? y.map((target, i) => (i === head ? change(target) : target)) : change(y),
  }));
}

/** Frees what a change has added; the given data stay. A changed Subject that others were made of must outlive them. */
export function disposeTreated(subject: Subject): void {
  const tensors = owned.get(subject);
  owned.delete(subject);
  if (tensors) tf.dispose(tensors);
}

const tensorsOf = ({ x, y }: SubjectData): tf.Tensor[] => [x, ...(Array.isArray(y) ? y : [y])];
