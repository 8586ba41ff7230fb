import type { tf } from "../engine";
import type { Subject, SubjectData } from "../train";
import { compiledModel } from "../train/compiled-model";
import { checkSubject } from "./checked-subject";
import { copyModel } from "./model-copy";

/**
 * Makes a Subject of somebody's own compiled model and its data. Each `build` is a fresh copy: initializers seeded anew, those
 * that shared a seed share one still, an optimizer of the same class and settings, the same losses, functions too. A layer
 * that was frozen when the model was compiled keeps the weights it has. The model itself is neither trained nor changed,
 * nor disposed of.
 *
 * @param model compiled
 * @param data inputs [rows, ...] and one target an output; stay the caller's
 * @param fit as `model.fit` is called
 * @throws InputError if the model has not been compiled, or data or settings are not as they must be
 */
export function subjectOf(
  model: tf.LayersModel,
  data: SubjectData,
  fit: Subject["fit"],
  validation?: SubjectData,
): Subject {
  compiledModel(model);
  const subject: Subject = {
    name: model.name,
    build: (seed) => copyModel(model, { seed, weights: "drawn", sameOptimizer: false }),
    data,
    ...(validation && { validation }),
    fit: { ...fit },
  };
  checkSubject(subject);
  return subject;
}
