import { InputError } from "../input-error";
import type { Candidate } from "./candidates";

export interface PainterChoice {
  painters: ReadonlySet<string>;
  remarks: string[];
}

/**
 * The painters with the most pictures, or those named. Only painters with training rows count: one whose pictures are
 * all for validation cannot be learned. Of equal painters the first by name comes first, so the choice does not depend
 * on the order of rows.
 *
 * @param wanted how many, or which
 * @throws InputError for a name that is not there (telling the nearest ones), or one without training rows
 */
export function choosePainters(
  candidates: readonly Candidate[],
  wanted: number | readonly string[],
  table: string,
): PainterChoice {
  const rows = new Map<string, number>();
  const trained = new Set<string>();
  for (const { labels, side } of candidates) {
    rows.set(labels.painter, (rows.get(labels.painter) ?? 0) + 1);
    if (side !== "valid") trained.add(labels.painter);
  }
  if (typeof wanted !== "number") {
    const painters = new Set(wanted.map((name) => findPainter(name, [...rows.keys()], table)));
    for (const painter of painters) {
      if (!trained.has(painter))
        throw new InputError(
          `${table}: ${painter} has no training rows (in_train is False in all), so nothing could be learned of this painter.`,
        );
    }
    return { painters, remarks: [] };
  }
  const ranking = [...trained].sort((a, b) => rows.get(b)! - rows.get(a)! || (a < b ? -1 : 1));
  if (ranking.length === 0)
    throw new InputError(
      `${table}: expected training rows (in_train True), found none with usable labels and pictures.`,
    );
  const remarks =
    ranking.length < wanted
      ? [`${wanted} painters were asked for, ${ranking.length} have pictures that can be used.`]
      : [];
  return { painters: new Set(ranking.slice(0, wanted)), remarks };
}

function findPainter(name: string, painters: readonly string[], table: string): string {
  const plain = plainly(name);
  const exact = painters.find((painter) => painter === name.normalize("NFC").trim());
  if (exact !== undefined) return exact;
  const alike = painters.filter((painter) => plainly(painter) === plain);
  if (alike.length === 1) return alike[0];
  const near = painters
    .map((painter) => ({
      painter,
      distance: plainly(painter).includes(plain) ? 0 : editDistance(plain, plainly(painter)),
    }))
    .sort((a, b) => a.distance - b.distance || (a.painter < b.painter ? -1 : 1))
    .slice(0, 3);
  throw new InputError(
    `${table}: no usable rows by a painter named "${name}". The nearest names are ${near.map(({ painter }) => `"${painter}"`).join(", ")}.`,
  );
}

/** Without case and accents. */
function plainly(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .trim()
    .toLowerCase();
}

/** Levenshtein's distance: letters to insert, delete or change. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
