import { plotText } from "./class-axis";
import { epochAxis } from "./epoch-axis";
import { figure, type PlotlyFigure, type PlotlyTrace } from "./figure";
import { fainter, GREY } from "./palette";
import { panels } from "./panels";

/** A value an epoch, from epoch 1 on. */
export interface PanelLine {
  name: string;
  values: number[];
  colour: string;
  width?: number;
  dash?: "solid" | "dot" | "dash" | "dashdot";
  /** Dots on the line; alone where `joined` is false. */
  symbol?: string;
  joined?: boolean;
  /** Low and high of each value, drawn as a band behind. */
  band?: [low: number, high: number][];
}

/** A level to compare the lines with. */
export interface PanelLevel {
  name: string;
  value: number;
  dash: "dot" | "dash" | "dashdot" | "longdash";
}

/** One small plot. */
export interface CurvePanel {
  heading: string;
  lines: PanelLine[];
  levels: PanelLevel[];
  /** An epoch to be marked, with the value there. */
  mark?: { name: string; epoch: number; value: number };
}

/**
 * Small plots of values over the epochs, one a head, all on one scale: lines, bands behind them, and levels to compare with.
 * What has one name in several plots is one thing in the legend.
 *
 * @param y settings of the value axes, as Plotly names them
 */
export function curvePanels(title: string, drawn: CurvePanel[], y: object): PlotlyFigure {
  const epochs = Math.max(1, ...drawn.flatMap(({ lines }) => lines.map(({ values }) => values.length)));
  const headings = drawn.map(({ heading }) => plotText(heading));
  const { layout, axes } = panels(headings, epochAxis(epochs), { ...y, range: rangeOf(drawn) });
  const named = new Set<string>();
  const data = drawn.flatMap((panel, i) =>
    tracesOf(panel, epochs).map((trace) => {
      const first = trace.showlegend !== false && !named.has(trace.name ?? "");
      if (first) named.add(trace.name ?? "");
      return { ...trace, ...axes[i], legendgroup: trace.name, showlegend: first };
    }),
  );
  return figure(title, data, layout);
}

/** From zero to a little over the highest thing drawn. */
function rangeOf(drawn: CurvePanel[]): [number, number] {
  const values = drawn.flatMap(({ lines, levels }) => [
    ...lines.flatMap(({ values, band = [] }) => [...values, ...band.map(([, high]) => high)]),
    ...levels.map(({ value }) => value),
  ]);
  const highest = Math.max(...values.filter(Number.isFinite));
  return [0, highest > 0 ? highest * 1.08 : 1];
}

function tracesOf({ lines, levels, mark }: CurvePanel, epochs: number): PlotlyTrace[] {
  const common = { type: "scatter", hovertemplate: "%{y:.3f}" };
  return [
    ...lines.flatMap(({ values, band, colour }) => (band && values.length > 1 ? bandTraces(band, colour) : [])),
    ...levels.map(({ name, value, dash }) => {
      const ends = { x: [0, Math.max(2, epochs)], y: [value, value] };
      return { ...common, ...ends, mode: "lines", name, line: { color: GREY, dash, width: 1.5 } };
    }),
    ...lines.map(({ name, values, colour, width = 2, dash = "solid", symbol, joined = true }) => ({
      ...common,
      mode: !joined ? "markers" : symbol || values.length === 1 ? "lines+markers" : "lines",
      name,
      x: values.map((_, i) => i + 1),
      y: values,
      line: { color: colour, width, dash },
      marker: { color: colour, size: 6, ...(symbol && { symbol }) },
    })),
    ...(mark ? [markTrace(mark)] : []),
  ];
}

function bandTraces(band: [number, number][], colour: string): PlotlyTrace[] {
  const edge = { type: "scatter", mode: "lines", x: band.map((_, i) => i + 1), line: { width: 0 }, hoverinfo: "skip" };
  return [
    { ...edge, y: band.map(([low]) => low), showlegend: false },
    {
      ...edge,
      name: "95 % interval",
      y: band.map(([, high]) => high),
      fill: "tonexty",
      fillcolor: fainter(colour, 0.22),
    },
  ];
}

function markTrace({ name, epoch, value }: NonNullable<CurvePanel["mark"]>): PlotlyTrace {
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: [epoch],
    y: [value],
    marker: { color: GREY, symbol: "circle-open", size: 15, line: { width: 2.5 } },
    hovertemplate: "epoch %{x}: %{y:.3f}",
  };
}
