import { tf } from "../engine";
import { compiledModel } from "../train/compiled-model";

/** Frees a compiled model that a Subject built, and its optimizer with it. */
export function disposeModel(model: tf.LayersModel): void {
  const { optimizer } = compiledModel(model);
  const owned = model as unknown as { isOptimizerOwned?: boolean };
  owned.isOptimizerOwned = false;
  model.dispose();
  tf.tidy(() => optimizer.dispose());
}
