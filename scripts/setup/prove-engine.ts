/** Run by itself, in the environment of a command: fits one layer to y = 2x + 1 and fails unless the loss falls. */
import { tf } from "../../lib/engine";

async function main(): Promise<void> {
  const x = tf.linspace(-1, 1, 32).reshape([32, 1]);
  const y = x.mul(2).add(1);
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: "meanSquaredError" });
  const { history } = await model.fit(x, y, { epochs: 20, batchSize: 8, verbose: 0 });
  const losses = history.loss as number[];
  const [first, last] = [losses[0], losses[losses.length - 1]];
  if (!(last < first / 10))
    throw new Error(`The loss of a one-layer model went from ${first} to ${last}; it should fall.`);
  console.log(`backend ${tf.getBackend()}: loss ${first.toFixed(4)} to ${last.toFixed(6)} in 20 epochs`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
