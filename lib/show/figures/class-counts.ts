import type { ClassCount } from "../../data";
import { MOST_CLASSES, classAxis, plotText } from "../class-axis";
import { figure, type PlotlyFigure, type PlotlyTrace } from "../figure";
import { GREY, PALETTE } from "../palette";
import { whole } from "../words";

/** Pixels a class, and around the plot. */
const BAR = 19;
const AROUND = 150;

/**
 * How often each class of a head occurs, the commonest first, as shares of its split, so that training and validation can
 * be compared; the names carry the training counts. The dotted line is an even share, which is also chance.
 */
export function classCounts(counts: ClassCount[], options: { head: string; title?: string }): PlotlyFigure {
  const training = total(counts, "training");
  const validation = total(counts, "validation");
  const shown = [...counts].sort((a, b) => b.training - a.training).slice(0, MOST_CLASSES);
  const left = counts.length - shown.length;
  const places = shown.map((_, i) => i);
  const names = shown.map((count) => plotText(count.class));
  const shares = shown.map((count) => count.training / Math.max(1, training));
  const bars: PlotlyTrace = {
    type: "bar",
    orientation: "h",
    name: `training (${whole(training)})`,
    y: places,
    x: shares,
    customdata: shown.map((count, i) => [names[i], whole(count.training)]),
    marker: { color: PALETTE[0] },
    hovertemplate: "%{customdata[0]}: %{x:.1%} of training, %{customdata[1]} pictures<extra></extra>",
  };
  const marks: PlotlyTrace = {
    type: "scatter",
    mode: "markers",
    name: `validation (${whole(validation)})`,
    y: places,
    x: shown.map((count) => (count.validation ?? 0) / Math.max(1, validation)),
    customdata: shown.map((count, i) => [names[i], whole(count.validation ?? 0)]),
    marker: { color: PALETTE[1], symbol: "diamond", size: 8 },
    hovertemplate: "%{customdata[0]}: %{x:.1%} of validation, %{customdata[1]} pictures<extra></extra>",
  };
  return figure(options.title ?? `How often each ${options.head} occurs`, validation > 0 ? [bars, marks] : [bars], {
    height: AROUND + BAR * Math.max(3, shown.length),
    bargap: 0.25,
    xaxis: {
      title: {
        text: left > 0 ? `share of the split (${whole(left)} rarer classes are not drawn)` : "share of the split",
      },
      tickformat: ".1~%",
      range: [0, Math.max(0.01, ...shares) * 1.12],
    },
    yaxis: {
      ...classAxis(shown.map((count) => count.class)),
      ticktext: shown.map((count, i) => `${names[i]}  <b>${whole(count.training)}</b>`),
      range: [shown.length - 0.4, -0.6],
    },
    shapes: [evenShare(counts.length)],
  });
}

function total(counts: ClassCount[], split: "training" | "validation"): number {
  return counts.reduce((sum, count) => sum + (count[split] ?? 0), 0);
}

function evenShare(classes: number): object {
  const x = 1 / Math.max(1, classes);
  return { type: "line", x0: x, x1: x, yref: "paper", y0: 0, y1: 1, line: { color: GREY, dash: "dot", width: 1.5 } };
}
