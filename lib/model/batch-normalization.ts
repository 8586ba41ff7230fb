import { tf } from "../engine";

type Arguments = Parameters<typeof tf.layers.batchNormalization>[0];
const Stock = tf.layers.batchNormalization().constructor as new (args?: Arguments) => tf.layers.Layer;

/**
 * tfjs's batch normalisation, but that a frozen one answers by its moving mean and variance while the rest trains, and
 * leaves them as they are, as Keras's does: tfjs's goes on normalising by the batch and moving them.
 *
 * In a model's JSON it is a BatchNormalization like any other; loaded again, it is tfjs's own.
 *
 * @see keras.layers.BatchNormalization, "About setting layer.trainable = False"
 */
export class BatchNormalization extends Stock {
  static readonly className = "BatchNormalization";

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor | tf.Tensor[] {
    return super.call(inputs, { ...kwargs, training: Boolean(kwargs.training) && this.trainable });
  }
}

/** Whether a layer is such a one and frozen: then it acts in training as in evaluation. */
export function keepsStatistics(layer: tf.layers.Layer): boolean {
  return layer instanceof BatchNormalization && !layer.trainable;
}
