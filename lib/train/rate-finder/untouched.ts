import { tf } from "../../engine";
import { dropoutCalls, restoreDropoutCalls } from "../../model";
import { readWeights, writeWeights } from "../callbacks/weight-arrays";
import { compiledModel } from "../compiled-model";
import { learningRateOf, setLearningRate } from "../optimizers";

/** A moment from which on tensors count as made. */
export type Mark = number;

export function mark(): Mark {
  return tf.tidy(() => tf.scalar(0).id);
}

/**
 * Remembers a compiled model and its optimizer, to put all of it back as it was.
 *
 * A Subject's `build` should make both anew; one that answers a model it has, or compiles with an optimizer it has, gets
 * them back unchanged.
 *
 * @param since a mark from before the model was asked for: what was made since is disposed of instead
 * @returns puts it back
 */
export async function remember(model: tf.LayersModel, since: Mark): Promise<() => Promise<void>> {
  const { optimizer } = compiledModel(model);
  const madeSince = (tensors: tf.Tensor[]) => tensors.every(({ id }) => id > since);
  const own = model.weights.map((weight) => weight.read());
  const restoreModel = own.length > 0 && madeSince(own) ? () => void model.dispose() : await rememberModel(model);
  const scalars = Object.values(optimizer).filter((value) => value instanceof tf.Tensor);
  const fresh = scalars.length > 0 && madeSince(scalars);
  const restoreOptimizer = fresh ? async () => optimizer.dispose() : await rememberOptimizer(optimizer);
  return async () => {
    await restoreOptimizer();
    restoreModel();
  };
}

async function rememberModel(model: tf.LayersModel): Promise<() => void> {
  const weights = await readWeights(model);
  const calls = dropoutCalls(model);
  return () => {
    writeWeights(model, weights);
    restoreDropoutCalls(model, calls);
  };
}

async function rememberOptimizer(optimizer: tf.Optimizer): Promise<() => Promise<void>> {
  const rate = learningRateOf(optimizer);
  const now = await optimizer.getWeights();
  const before = now.map(({ name, tensor }) => ({ name, tensor: tensor.clone() }));
  now[0].tensor.dispose(); // the step count, made for the asking; the others are the moments themselves
  return async () => {
    const after = await optimizer.getWeights();
    await optimizer.setWeights(before);
    // tfjs's optimizers let go of nothing that they are given something else for.
    tf.dispose([...after, ...before].map(({ tensor }) => tensor));
    setLearningRate(optimizer, rate);
  };
}
