import { tf } from "../../engine";
import type { KeptArrays } from "./callback";

/**
 * Reads all of a model's weights out, the moving figures of batch normalisation too.
 *
 * @returns by place in the model, for the same model built anew has layers of other names
 */
export async function readWeights(model: tf.LayersModel): Promise<KeptArrays> {
  const arrays = model.weights.map(async (weight, place) => {
    const tensor = weight.read();
    return [place, { shape: tensor.shape, data: (await tensor.data()).slice() as Float32Array }] as const;
  });
  return Object.fromEntries(await Promise.all(arrays));
}

/** Puts back what `readWeights` answered. */
export function writeWeights(model: tf.LayersModel, arrays: KeptArrays): void {
  tf.tidy(() =>
    model.setWeights(
      model.weights.map(({ dtype }, place) => {
        const { data, shape } = arrays[place];
        return tf.tensor(data, shape, dtype as tf.DataType);
      }),
    ),
  );
}
