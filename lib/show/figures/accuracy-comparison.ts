import { figure, type PlotlyFigure, type PlotlyTrace } from "../figure";
import { GREY, colourOf } from "../palette";

/** What one candidate scored on one head; accuracies in 0..1. */
export interface ComparedScore {
  head: string;
  /** Who scored it: "one model for all", "a model of its own" ... */
  by: string;
  accuracy: number;
  interval: [number, number];
  majority: number;
  chance: number;
}

const SYMBOLS = ["circle", "diamond", "square", "triangle-up", "x"];

/**
 * Accuracies with their 95 % intervals, a column a head, candidates side by side; ticks mark the majority baseline and
 * chance. An interval that reaches down to the tick is no evidence of learning.
 */
export function accuracyComparison(scores: ComparedScore[], options: { title?: string } = {}): PlotlyFigure {
  const heads = [...new Set(scores.map((score) => score.head))];
  const candidates = [...new Set(scores.map((score) => score.by))];
  const step = 0.5 / Math.max(1, candidates.length);
  const dots = candidates.map((by, i): PlotlyTrace => {
    const own = scores.filter((score) => score.by === by);
    return {
      type: "scatter",
      mode: "markers",
      name: by,
      x: own.map((score) => heads.indexOf(score.head) + (i - (candidates.length - 1) / 2) * step),
      y: own.map((score) => score.accuracy),
      error_y: {
        type: "data",
        symmetric: false,
        array: own.map((score) => score.interval[1] - score.accuracy),
        arrayminus: own.map((score) => score.accuracy - score.interval[0]),
        color: colourOf(i),
        thickness: 2,
        width: 5,
      },
      marker: { color: colourOf(i), symbol: SYMBOLS[i % SYMBOLS.length], size: 10 },
      customdata: own.map((score) => [score.head, ...score.interval]),
      hovertemplate: "%{customdata[0]}: %{y:.3f} (%{customdata[1]:.3f} to %{customdata[2]:.3f})",
    };
  });
  const marks = [
    mark("majority baseline", heads, scores, "majority", "solid"),
    mark("chance", heads, scores, "chance", "dot"),
  ];
  return figure(options.title ?? "Accuracy, a head", [...dots, ...marks], {
    xaxis: {
      tickvals: heads.map((_, i) => i),
      ticktext: heads,
      range: [-0.5, Math.max(1, heads.length) - 0.5],
      showgrid: false,
      zeroline: false,
    },
    yaxis: { title: { text: "accuracy" }, tickformat: ".1~%", rangemode: "tozero" },
  });
}

/** A level for each head as a short line across its column; one trace, with gaps between. */
function mark(
  name: string,
  heads: string[],
  scores: ComparedScore[],
  level: "majority" | "chance",
  dash: string,
): PlotlyTrace {
  const levels = heads.map((head) => scores.find((score) => score.head === head)?.[level] ?? null);
  return {
    type: "scatter",
    mode: "lines",
    name,
    x: heads.flatMap((_, i) => [i - 0.42, i + 0.42, null]),
    y: levels.flatMap((value) => [value, value, null]),
    line: { color: GREY, width: 2, dash },
    connectgaps: false,
    hovertemplate: "%{y:.3f}",
  };
}
