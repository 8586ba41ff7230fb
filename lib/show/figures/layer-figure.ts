import type { LayerMeasures, LayerState, Measured } from "../../diagnose";
import { plotText } from "../class-axis";
import { figure, type PlotlyFigure, type PlotlyLayout, type PlotlyTrace } from "../figure";
import { colourOf, GREY } from "../palette";

/** Pixels: what lies above the plots and under them, and each layer's row. */
const HEIGHT = { above: 96, below: 30, row: 24 };
const WIDTH = 760;
const GAP = 0.03;
const [START, END] = [colourOf(1), colourOf(0)];
/** Where a logarithmic axis ends that has nothing but zeros to show, and how far under the least number zeros are put. */
const FALLBACK: [number, number] = [-3, 0];
const ZEROS_UNDER = 0.6;

/** One small plot: a number a layer, before the training and after it. */
interface Column {
  heading: string;
  start?: (layer: LayerMeasures) => Measured | undefined;
  end: (layer: LayerMeasures) => Measured | undefined;
  /** Shares of one, from 0 to 100 %; else the axis is logarithmic. */
  share: boolean;
}

const before =
  (of: (state: LayerState) => Measured | undefined) =>
  ({ start }: LayerMeasures) =>
    start && of(start);
const after =
  (of: (state: LayerState) => Measured | undefined) =>
  ({ end }: LayerMeasures) =>
    end && of(end);

const COLUMNS: Column[] = [
  { heading: "size of the signal", start: before(({ rms }) => rms), end: after(({ rms }) => rms), share: false },
  {
    heading: "units always zero",
    start: before(({ deadUnits }) => deadUnits),
    end: after(({ deadUnits }) => deadUnits),
    share: true,
  },
  {
    heading: "pull on the weights",
    start: before(({ gradient }) => gradient),
    end: after(({ gradient }) => gradient),
    share: false,
  },
  { heading: "way the weights went", end: ({ moved }) => moved, share: false },
];

/** The layers that have something to tell: with weights, or an activation of their own. */
export function tellingLayers(layers: readonly LayerMeasures[]): LayerMeasures[] {
  return layers.filter(({ parameters, activation }) => parameters > 0 || activation !== "linear");
}

/**
 * What was measured of each layer, a row a layer, from the input down to the outputs: the size of what it answers, the share of
 * its units that are zero for every row, its gradient over its weights, and how far the run moved its weights; before the
 * training and after it. A number that is exactly zero has no place on a logarithmic axis: it stands as a cross at its left end.
 */
export function layerFigure(layers: readonly LayerMeasures[], options: { title?: string } = {}): PlotlyFigure {
  const drawn = tellingLayers(layers);
  const columns = COLUMNS.filter(({ start, end }) =>
    drawn.some((layer) => isKnown(start?.(layer)) || isKnown(end(layer))),
  );
  const width = (1 - GAP * (columns.length - 1)) / Math.max(1, columns.length);
  const plot = HEIGHT.row * drawn.length;
  const annotations: object[] = [];
  const layout: PlotlyLayout = {
    width: WIDTH,
    height: HEIGHT.above + HEIGHT.below + plot,
    margin: { l: 60, r: 20, t: HEIGHT.above, b: HEIGHT.below },
    annotations,
    yaxis: {
      tickvals: drawn.map((_, i) => i),
      ticktext: drawn.map(({ name }) => plotText(name)),
      range: [drawn.length - 0.4, -0.6],
      zeroline: false,
    },
    legend: { orientation: "h", x: 0, xanchor: "left", y: 1 + 26 / plot, yanchor: "bottom" },
  };
  const named = new Set<string>();
  const data = columns.flatMap((column, i) => {
    const left = i * (width + GAP);
    const suffix = i === 0 ? "" : String(i + 1);
    const range = rangeOf(column, drawn);
    layout[`xaxis${suffix}`] = {
      domain: [left, left + width],
      anchor: "y",
      zeroline: false,
      tickangle: 0,
      range,
      ...(column.share
        ? { tickformat: ".0%", nticks: 4 }
        : { type: "log", exponentformat: "power", dtick: tickOf(range) }),
    };
    annotations.push(headingOf(column, left + width / 2));
    return tracesOf(column, drawn, range).map((trace) => {
      const first = !named.has(trace.name!);
      named.add(trace.name!);
      return { ...trace, xaxis: `x${suffix}`, yaxis: "y", legendgroup: trace.name, showlegend: first };
    });
  });
  return figure(options.title ?? "Each layer, from the input at the top to the outputs", data, layout);
}

function headingOf({ heading }: Column, x: number): object {
  const place = { xref: "paper", yref: "paper", x, y: 1, xanchor: "center", yanchor: "bottom", showarrow: false };
  return { ...place, text: `<b>${heading}</b>`, font: { size: 12 } };
}

const isKnown = (value: Measured | undefined): value is number => typeof value === "number";

/** Powers of ten between two ticks, some three on an axis; within one power, what is twice and five times it. */
const tickOf = ([low, high]: [number, number]): number | string =>
  high - low < 1.5 ? "D2" : Math.max(1, Math.ceil((high - low) / 4));

function rangeOf({ start, end, share }: Column, layers: LayerMeasures[]): [number, number] {
  if (share) return [-0.06, 1.06];
  const values = layers.flatMap((layer) => [start?.(layer), end(layer)]).filter(isKnown);
  const logs = values.filter((value) => value > 0).map(Math.log10);
  if (logs.length === 0) return FALLBACK;
  const room = values.includes(0) ? 2 * ZEROS_UNDER : ZEROS_UNDER / 2;
  return [Math.min(...logs) - room, Math.max(...logs) + ZEROS_UNDER / 2];
}

function tracesOf({ start, end, share }: Column, layers: LayerMeasures[], [low]: [number, number]): PlotlyTrace[] {
  const dots = (name: string, of: Column["end"], colour: string, symbol: string): PlotlyTrace[] => {
    const known = layers.flatMap((layer, row) => {
      const value = of(layer);
      return isKnown(value) ? [{ row, value, layer: plotText(layer.name) }] : [];
    });
    const placed = share ? known : known.filter(({ value }) => value > 0);
    const zero = share ? [] : known.filter(({ value }) => value === 0);
    return [
      ...(placed.length > 0
        ? [
            trace(
              name,
              placed.map(({ value }) => value),
              placed,
              { color: colour, symbol, size: 10, line: { color: colour, width: 2 } },
            ),
          ]
        : []),
      ...(zero.length > 0
        ? [
            trace(
              "exactly zero",
              zero.map(() => 10 ** (low + ZEROS_UNDER / 2)),
              zero,
              { color: GREY, symbol: "x", size: 9 },
            ),
          ]
        : []),
    ];
  };
  return [
    ...(start ? dots("before training", start, START, "circle-open") : []),
    ...dots("after it", end, END, "circle"),
  ];
}

function trace(
  name: string,
  x: number[],
  points: { row: number; value: number; layer: string }[],
  marker: object,
): PlotlyTrace {
  return {
    type: "scatter",
    mode: "markers",
    name,
    x,
    y: points.map(({ row }) => row),
    customdata: points.map(({ layer, value }) => [layer, value]),
    marker,
    hovertemplate: `%{customdata[0]}: %{customdata[1]:.3g}<extra>${name}</extra>`,
  };
}
