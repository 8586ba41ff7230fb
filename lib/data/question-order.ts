import { InputError } from "./input-error";
import { Random } from "./random";

/**
 * The order in which the question's generator takes its rows, for ever: all rows in an order, shuffled anew each time
 * round, as many whole batches of them as fit, and the rows left over dropped.
 *
 * @throws InputError if not one batch fits, on which the question's loop would turn without end
 */
export function* questionOrder(
  rows: number,
  options: { batchSize?: number; shuffle?: boolean; seed?: number } = {},
): Generator<Int32Array, never, void> {
  const { batchSize = 10, shuffle = true, seed = 0 } = options;
  if (batchSize > rows) {
    throw new InputError(`Not one batch of ${batchSize} fits into ${rows} rows: the question's loop would never end.`);
  }
  const random = new Random(seed);
  while (true) {
    const indexes = Int32Array.from({ length: rows }, (_, i) => i);
    if (shuffle) random.shuffle(indexes);
    for (let i = 0; i < Math.floor(rows / batchSize); i++) yield indexes.slice(i * batchSize, (i + 1) * batchSize);
  }
}

/**
 * The rows that each epoch sees when it takes so many batches of the question's generator and the next one goes on from
 * there, as its validation does.
 *
 * @returns an array of row numbers an epoch; a row may come twice where an epoch goes round
 * @throws InputError as `questionOrder`
 */
export function questionDraws(
  rows: number,
  options: { epochs: number; steps: number; batchSize?: number; seed?: number },
): Int32Array[] {
  const order = questionOrder(rows, options);
  return Array.from({ length: options.epochs }, () =>
    Int32Array.from(Array.from({ length: options.steps }, () => [...order.next().value]).flat()),
  );
}
