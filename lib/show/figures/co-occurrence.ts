import type { CrossTable } from "../../data";
import type { PlotlyFigure } from "../figure";
import { labelGrid } from "./label-grid";

/**
 * Which classes of two labels go together.
 *
 * @param grid counts, rows the classes of one label, columns those of the other
 */
export function coOccurrence(grid: CrossTable, options: { row: string; column: string; title?: string }): PlotlyFigure {
  const title = options.title ?? `Which ${options.column} goes with which ${options.row}`;
  return labelGrid(grid, { ...options, title });
}
