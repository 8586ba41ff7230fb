/**
 * The name a person may have meant.
 *
 * @returns the nearest of the names, case aside, if no more than a third of its letters (and at least two) would have to
 *   change; none otherwise
 * @see Levenshtein 1966, "Binary codes capable of correcting deletions, insertions and reversals"
 */
export function nearName(name: string, names: readonly string[]): string | undefined {
  const distances = names.map((other) => distance(name.toLowerCase(), other.toLowerCase()));
  const least = Math.min(...distances);
  const nearest = names[distances.indexOf(least)];
  return nearest !== undefined && least <= Math.max(2, nearest.length / 3) ? nearest : undefined;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
