import { FAINT, GREY, PALETTE } from "./palette";
import { FONT_FAMILY } from "./text-size";

/** One set of marks, with Plotly's own names. */
export type PlotlyTrace = { type: string; name?: string } & Record<string, unknown>;

/** Plotly's layout; only what the library itself reads is spelt out. */
export type PlotlyLayout = {
  width?: number;
  height?: number;
  title?: { text: string } & Record<string, unknown>;
} & Record<string, unknown>;

/** A figure as `Plotly.newPlot` takes it: plain JSON. */
export interface PlotlyFigure {
  data: PlotlyTrace[];
  layout: PlotlyLayout;
  config?: Record<string, unknown>;
}

/** Pixels. A fixed width, so that the static picture and the live plot that takes its place are of one size. */
export const FIGURE_SIZE = { width: 700, height: 450 };

/**
 * The frame that all figures share: fonts, a transparent ground with greys that read on light pages and dark ones,
 * quiet grids, a legend lying above the plot.
 *
 * @param title one line; what the reader should ask of the figure, not its answer
 * @param layout what differs: axes are completed with the frame's own settings, everything else stands as given
 */
export function figure(title: string, data: PlotlyTrace[], layout: PlotlyLayout = {}): PlotlyFigure {
  const axes = new Set(["xaxis", "yaxis", ...Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key))]);
  return {
    data,
    layout: {
      ...FIGURE_SIZE,
      font: { family: `${FONT_FAMILY}, verdana, arial, sans-serif`, size: 12, color: GREY },
      colorway: [...PALETTE],
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      margin: { l: 60, r: 20, t: 80, b: 50 },
      legend: { orientation: "h", x: 0, xanchor: "left", y: 1.02, yanchor: "bottom" },
      hoverlabel: { namelength: -1 },
      ...layout,
      title: { text: title, x: 0.01, xanchor: "left", yref: "container", y: 0.98, yanchor: "top", font: { size: 16 } },
      ...Object.fromEntries([...axes].map((key) => [key, axis(layout[key] as object | undefined)])),
    },
    config: { displaylogo: false },
  };
}

function axis({ title, ...own }: { title?: object } = {}): object {
  const named = title && { title: { standoff: 10, ...title } };
  return { gridcolor: FAINT, zerolinecolor: FAINT, linecolor: FAINT, automargin: true, ...own, ...named };
}
