import type { Diagnosis, Trial } from "../../diagnose";
import { figure, type PlotlyFigure, type PlotlyTrace } from "../figure";
import { colourOf, fainter, GREY } from "../palette";
import { escapeMarkup } from "../text-size";

/** Pixels: the frame, and each head's row. */
const HEIGHT = { frame: 130, row: 44 };
const [BEFORE, AFTER] = [colourOf(1), colourOf(0)];

/**
 * What remedies did to each head: its score before and after, a row a head, and a grey line where always answering the
 * commonest class lies.
 *
 * @param heads the diagnosis', for the majority; a regression has none, its 0 is the best constant answer
 */
export function trialFigure(trial: Trial, heads: Diagnosis["heads"], options: { title?: string } = {}): PlotlyFigure {
  const names = Object.keys(trial.heads);
  const rows = names.map((_, i) => names.length - 1 - i);
  const scores = names.map((name) => trial.heads[name]);
  const regression = names.every((name) => heads[name] && !Number.isFinite(heads[name].chance));
  const levels = names.map((name) => (regression ? 0 : (heads[name]?.majority ?? null)));
  const line: PlotlyTrace = {
    type: "scatter",
    mode: "lines",
    x: scores.flatMap(({ before, after }) => [before, after, null]),
    y: rows.flatMap((row) => [row, row, null]),
    line: { color: fainter(AFTER, 0.5), width: 3 },
    showlegend: false,
    hoverinfo: "skip",
  };
  const dots = (name: "before" | "after", color: string, symbol: string): PlotlyTrace => ({
    type: "scatter",
    mode: "markers",
    name,
    x: scores.map((score) => score[name]),
    y: rows,
    marker: { color, symbol, size: 13 },
    hovertemplate: `${name} %{x:.3f}<extra></extra>`,
  });
  const marks: PlotlyTrace = {
    type: "scatter",
    mode: "lines",
    name: regression ? "best constant answer" : "always the commonest class",
    x: levels.flatMap((level) => [level, level, null]),
    y: rows.flatMap((row) => [row - 0.35, row + 0.35, null]),
    line: { color: GREY, width: 2.5 },
    connectgaps: false,
  };
  return figure(
    options.title ?? "Before and after, a head",
    [line, marks, dots("before", BEFORE, "circle-open"), dots("after", AFTER, "circle")],
    {
      height: HEIGHT.frame + HEIGHT.row * names.length,
      xaxis: regression
        ? { title: { text: "share of the best constant's error that is gone" } }
        : { title: { text: "rows answered right" }, tickformat: ".0%", range: [0, 1.02] },
      yaxis: {
        tickvals: rows,
        ticktext: names.map(escapeMarkup),
        range: [-0.6, names.length - 0.4],
        showgrid: false,
        zeroline: false,
      },
    },
  );
}
