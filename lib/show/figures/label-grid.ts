import type { CrossTable } from "../../data";
import { MOST_CLASSES, classAxis, plotText } from "../class-axis";
import { figure, type PlotlyFigure } from "../figure";
import { FAINT, SEQUENTIAL } from "../palette";

/** Pixels a cell, and around the cells; up to this many columns, a cell has room for its number. */
const CELL = 22;
const AROUND = 190;
const MOST_COLUMNS_WITH_NUMBERS = 26;

/**
 * Counts between two lists of classes as a heat map. Colour and number are the share of the row, in percent; a cell that
 * never occurs is blank. What one sees: a row with one dark cell is a class that decides the other label.
 */
export function labelGrid(grid: CrossTable, options: { title: string; row: string; column: string }): PlotlyFigure {
  const { rows, columns, counts } = cut(grid);
  const shares = counts.map((row, i) => {
    const all = grid.counts[i].reduce((sum, count) => sum + count, 0);
    return row.map((count) => (count === 0 ? null : (100 * count) / all));
  });
  const heat = {
    type: "heatmap",
    x: columns.map((_, i) => i),
    y: rows.map((_, i) => i),
    z: shares,
    zmin: 0,
    zmax: 100,
    colorscale: SEQUENTIAL,
    xgap: 1,
    ygap: 1,
    text: shares.map((row) => row.map((share) => (share === null ? "" : share < 1 ? "<1" : share.toFixed(0)))),
    ...(columns.length <= MOST_COLUMNS_WITH_NUMBERS ? { texttemplate: "%{text}", textfont: { size: 10 } } : {}),
    customdata: counts.map((row, i) => row.map((count, j) => [plotText(rows[i]), plotText(columns[j]), count])),
    hoverongaps: false,
    hovertemplate:
      `${options.row} %{customdata[0]}, ${options.column} %{customdata[1]}: %{customdata[2]} pictures, ` +
      `%{z:.1f} % of the row<extra></extra>`,
    // The empty line keeps the title off the topmost number.
    colorbar: { title: { text: "% of row<br> " }, thickness: 12, outlinewidth: 0 },
  };
  const frame = { xref: "paper", yref: "paper", x0: 0, x1: 1, y0: 0, y1: 1, line: { color: FAINT, width: 1 } };
  return figure(options.title, [heat], {
    height: AROUND + CELL * Math.max(4, rows.length),
    margin: { l: 60, r: 20, t: 50, b: 50 },
    xaxis: { ...classAxis(columns), title: { text: options.column }, ...slanted(columns.length) },
    yaxis: { ...classAxis(rows), title: { text: options.row }, range: [rows.length - 0.5, -0.5] },
    shapes: [{ type: "rect", layer: "below", ...frame }],
  });
}

/** Names lie where there is room, stand where columns are too narrow for slanted ones. */
function slanted(columns: number): object {
  if (columns <= 5) return {};
  return columns <= 20 ? { tickangle: -45 } : { tickangle: -90, tickfont: { size: 10 } };
}

/** A figure has room for the first so many; the shares stay those of the whole row. */
function cut({ rows, columns, counts }: CrossTable): CrossTable {
  return {
    rows: rows.slice(0, MOST_CLASSES),
    columns: columns.slice(0, MOST_CLASSES),
    counts: counts.slice(0, MOST_CLASSES).map((row) => row.slice(0, MOST_CLASSES)),
  };
}
