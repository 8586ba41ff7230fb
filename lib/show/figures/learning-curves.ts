import { epochAxis } from "../epoch-axis";
import { figure, type PlotlyFigure, type PlotlyTrace } from "../figure";
import { GREY, PALETTE, fainter } from "../palette";
import { panels } from "../panels";

/** What one head scored, epoch after epoch; all accuracies in 0..1. */
export interface LearningCurve {
  head: string;
  training: number[];
  /** On the validation rows; left out where there are none. */
  validation?: number[];
  /** The 95 % interval of each of `validation` (of `training` where there is no validation). */
  interval?: [number, number][];
  /** What always answering the commonest training class scores on the scored rows. */
  majority: number;
  chance: number;
}

/**
 * Accuracy over the epochs, one panel a head: training, validation with its interval as a band, and the two lines a head
 * has to pass, chance and the majority baseline. A band that holds the baseline has shown nothing yet.
 */
export function learningCurves(curves: LearningCurve[], options: { title?: string } = {}): PlotlyFigure {
  const { layout, axes } = panels(
    curves.map((curve) => curve.head),
    epochAxis(Math.max(...curves.map((curve) => curve.training.length))),
    { title: { text: "accuracy" }, range: [0, upper(curves)], tickformat: ".1~%" },
  );
  const data = curves.flatMap((curve, i) =>
    traces(curve).map((trace) => ({ ...trace, ...axes[i], showlegend: i === 0 && trace.showlegend !== false })),
  );
  return figure(options.title ?? "How each head learns", data, layout);
}

/** All panels share a scale; it ends a little over the highest thing drawn. */
function upper(curves: LearningCurve[]): number {
  const drawn = curves.flatMap((curve) => [
    ...curve.training,
    ...(curve.validation ?? []),
    ...(curve.interval ?? []).map(([, high]) => high),
    curve.majority,
    curve.chance,
  ]);
  return Math.min(1.02, Math.max(...drawn.filter(Number.isFinite)) * 1.08);
}

function traces({ training, validation, interval, majority, chance }: LearningCurve): PlotlyTrace[] {
  const x = training.map((_, i) => i + 1);
  const line = (name: string, y: number[], style: object, more: object = {}): PlotlyTrace => {
    return {
      type: "scatter",
      mode: "lines",
      name,
      x,
      y,
      legendgroup: name,
      hovertemplate: "%{y:.3f}",
      line: style,
      ...more,
    };
  };
  const flat = (name: string, level: number, dash: string): PlotlyTrace => {
    const ends = [0, Math.max(2, x.length)];
    return { ...line(name, [level, level], { color: GREY, dash, width: 1.5 }), x: ends };
  };
  const marked = { mode: "lines+markers" };
  const uncertain = x.length === 1 && interval ? { error_y: errorBar((validation ?? training)[0], interval[0]) } : {};
  return [
    ...(interval && x.length > 1 ? band(x, interval, PALETTE[validation ? 0 : 1]) : []),
    line(
      "training",
      training,
      { color: PALETTE[1], width: 2 },
      x.length > 1 ? {} : { ...marked, ...(validation ? {} : uncertain) },
    ),
    ...(validation
      ? [line("validation", validation, { color: PALETTE[0], width: 2.5 }, { ...marked, ...uncertain })]
      : []),
    flat("majority baseline", majority, "dash"),
    flat("chance", chance, "dot"),
  ];
}

/** A band needs two epochs; a single one shows its interval as a bar. */
function errorBar(value: number, [low, high]: [number, number]): object {
  return { type: "data", symmetric: false, array: [high - value], arrayminus: [value - low], thickness: 2 };
}

function band(x: number[], interval: [number, number][], colour: string): PlotlyTrace[] {
  const edge = { type: "scatter", mode: "lines", x, line: { width: 0 }, hoverinfo: "skip", legendgroup: "interval" };
  return [
    { ...edge, y: interval.map(([low]) => low), showlegend: false },
    {
      ...edge,
      name: "95 % interval",
      y: interval.map(([, high]) => high),
      fill: "tonexty",
      fillcolor: fainter(colour, 0.22),
    },
  ];
}
