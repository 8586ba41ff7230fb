/** Rates that the finder's curve suggests, by fastai's names; NaN where there is none to suggest. */
export interface RateSuggestions {
  /** Two thirds down the longest stretch on which the loss falls, if not at every step. */
  valley: number;
  /** Where the loss falls fastest per factor of the rate, on its way from the level of the beginning to the least. */
  steepest: number;
  /** That of the least loss, over ten. */
  minimum: number;
}

/** Losses at the end that are left out, for the loss climbs there already; as in fastai. */
const SKIP_END = 5;
/** Fewer losses than this, once the ends are left out, are no curve. */
const LEAST_POINTS = 3;

/**
 * The suggestions of fastai's `lr_find`, as it computes them but for this: the least loss is looked for to the end, and the
 * steepest step only on the way to it, where fastai may take one that is nothing but scatter.
 *
 * @param rates  growing, one a step
 * @param losses smoothed, one a rate
 * @param skip   losses at the beginning that are left out: their smoothing has few values behind it yet
 * @see fastai's callback/schedule.py: valley, steep, minimum
 */
export function suggestRates(rates: readonly number[], losses: readonly number[], skip: number): RateSuggestions {
  const end = losses.length - SKIP_END;
  if (end - skip < LEAST_POINTS) return { valley: Number.NaN, steepest: Number.NaN, minimum: Number.NaN };
  const least = skip + leastOf(losses.slice(skip));
  let start = least;
  while (start > skip && losses[start] < losses[skip]) start--;
  return {
    valley: rates[skip + valleyOf(losses.slice(skip, end))],
    steepest: steepestOf(rates.slice(start, least + 1), losses.slice(start, least + 1)),
    minimum: rates[least] / 10,
  };
}

/** Place in the longest falling subsequence of the losses: its end less its length, and half its length on. */
function valleyOf(losses: readonly number[]): number {
  const lengths = losses.map(() => 1);
  let end = 0;
  losses.forEach((loss, i) => {
    for (let j = 0; j < i; j++) if (loss < losses[j]) lengths[i] = Math.max(lengths[i], lengths[j] + 1);
    if (lengths[i] > lengths[end]) end = i;
  });
  const start = end - lengths[end];
  const third = lengths[end] / 3;
  // A subsequence of two begins before the first loss, where Python would count from the end.
  return Math.max(0, start + Math.trunc(third) + Math.trunc(third / 2));
}

/** @returns NaN of a single loss */
function steepestOf(rates: readonly number[], losses: readonly number[]): number {
  const slopes = rates.slice(1).map((rate, i) => (losses[i + 1] - losses[i]) / Math.log(rate / rates[i]));
  return slopes.length === 0 ? Number.NaN : rates[leastOf(slopes)];
}

function leastOf(values: readonly number[]): number {
  return values.indexOf(Math.min(...values));
}
