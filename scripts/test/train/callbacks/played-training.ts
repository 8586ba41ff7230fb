import { tf } from "../../../../lib/engine";
import { type Callback, CallbackList, type CallbacksState } from "../../../../lib/train/callbacks";

export interface Played {
  /** The rate after each epoch. */
  rates: number[];
  /** The epoch, from 0, after which it was stopped. */
  stopped?: number;
  reason?: string;
  /** The epoch whose weights the model ended with. */
  weightsOf: number;
}

export interface PlayOptions {
  learningRate?: number;
  /** Epochs after which the process might have died: the callbacks' state goes through JSON and into new ones. */
  resumeAfter?: number[];
}

/**
 * Plays a training of made-up measures to a callback: what the loop calls, and nothing trained. The model's one weight is the
 * number of the epoch, so that it tells which epoch's weights it has.
 */
export async function play(
  make: () => Callback,
  name: string,
  measures: readonly (number | null)[],
  { learningRate = 0.1, resumeAfter = [] }: PlayOptions = {},
): Promise<Played> {
  const model = oneWeight();
  const played: Played = { rates: [], weightsOf: -1 };
  let stop = false;
  const training = {
    model,
    epochs: measures.length,
    batchesPerEpoch: 1,
    logNames,
    learningRate,
    stop(reason: string) {
      stop = true;
      played.reason = reason;
    },
  };
  const begin = async () => {
    const list = new CallbackList([make()], training, true);
    await list.call("onTrainBegin", {});
    return list;
  };
  let list = await begin();
  for (const [epoch, measure] of measures.entries()) {
    tf.tidy(() => model.setWeights([tf.tensor2d([[epoch]])]));
    await list.call("onEpochEnd", epoch, { [name]: measure ?? Number.NaN });
    played.rates.push(training.learningRate);
    if (stop) played.stopped = epoch;
    if (stop) break;
    if (!resumeAfter.includes(epoch)) continue;
    const kept = through(list.state());
    training.learningRate = learningRate;
    list = await begin();
    list.restore(kept);
  }
  await list.call("onTrainEnd", {});
  played.weightsOf = model.getWeights()[0].dataSync()[0];
  model.dispose();
  return played;
}

export const logNames = ["loss", "acc", "val_loss", "val_acc", "learningRate"];

export function oneWeight(): tf.LayersModel {
  const inputs = tf.input({ shape: [1] });
  const outputs = tf.layers.dense({ units: 1, useBias: false }).apply(inputs) as tf.SymbolicTensor;
  return tf.model({ inputs, outputs });
}

/** What comes back of what a checkpoint keeps. */
function through({ callbacks, arrays }: CallbacksState): CallbacksState {
  return { callbacks: JSON.parse(JSON.stringify(callbacks)), arrays: structuredClone(arrays) };
}
