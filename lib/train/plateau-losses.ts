import type { Dataset } from "../data";

/** Below this tfjs and Keras take every probability for this, and give it no gradient. */
export const LOSS_CLIP = 1e-7;

/** What a head's cross-entropy is while it stands still, and why. In nats a row, penalties aside. */
export interface PlateauLosses {
  /** ln K: every one of K classes alike; a dead or symmetric trunk. */
  alike: number;
  /** The training labels' entropy: their frequencies are learned and nothing of the pictures. */
  frequencies: number;
  /** ln(e + K - 1) - 1: the least there is when softmax is taken twice. */
  doubleSoftmax: number;
}

/** The losses at which a head stands still for a known reason. */
export function plateauLosses({ train, classes }: Dataset, head: string): PlateauLosses {
  const counts = new Array<number>(classes[head]).fill(0);
  for (const label of train.labels[head]) counts[label]++;
  return plateauLossesOf(counts);
}

/** @param counts training rows of each class */
export function plateauLossesOf(counts: readonly number[]): PlateauLosses {
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.filter(Boolean).map((count) => count / rows);
  return {
    alike: Math.log(counts.length),
    frequencies: shares.reduce((sum, share) => sum - share * Math.log(share), 0),
    doubleSoftmax: Math.log(Math.E + counts.length - 1) - 1,
  };
}

/** The loss of a head that is sure of all its answers, the wrong ones under the clip: 16.118 a wrong row, and no gradient. */
export function clipLockedLoss(accuracy: number): number {
  return -Math.log(LOSS_CLIP) * (1 - accuracy);
}
