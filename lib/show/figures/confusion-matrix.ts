import type { PlotlyFigure } from "../figure";
import { labelGrid } from "./label-grid";

/**
 * What a head answers to the pictures of each class. The diagonal is what it gets right; a dark column off it is a class
 * the head falls back on.
 *
 * @param confusion counts, [true class][answered class], both in the order of `classes`
 */
export function confusionMatrix(
  confusion: { classes: string[]; counts: number[][] },
  options: { head: string; title?: string },
): PlotlyFigure {
  const { classes, counts } = confusion;
  // A class that is neither among the scored rows nor ever answered would be an empty row and column.
  const seen = classes.map((_, i) => i).filter((i) => counts[i].some(Boolean) || counts.some((row) => row[i] > 0));
  const names = seen.map((i) => classes[i]);
  const grid = { rows: names, columns: names, counts: seen.map((i) => seen.map((j) => counts[i][j])) };
  const title = options.title ?? `What the ${options.head} head answers`;
  return labelGrid(grid, { title, row: `true ${options.head}`, column: `answered ${options.head}` });
}
