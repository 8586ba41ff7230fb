import { tf } from "../../engine";

/**
 * Losses of rows, each times what its row counts. The mean over a batch stays one over its rows, not over their weights,
 * as in Keras and tfjs: a weight of 2 is as much as the row twice, but for the other rows' part in the mean.
 *
 * @param losses [rows], or [rows, ...] where a loss answers more than a number a row; not disposed
 * @param weights [rows]; none leaves the losses as they are; not disposed
 */
export function weighRows(losses: tf.Tensor, weights?: tf.Tensor): tf.Tensor {
  if (!weights) return losses;
  return tf.mul(losses, tf.reshape(weights, [-1, ...losses.shape.slice(1).map(() => 1)]));
}
