import type { ClassRecall } from "../../train";
import { MOST_CLASSES, classAxis, plotText } from "../class-axis";
import { figure, type PlotlyFigure, type PlotlyTrace } from "../figure";
import { GREY, PALETTE } from "../palette";
import { whole } from "../words";

/** Pixels a class, and around the plot. */
const ROW = 21;
const AROUND = 150;

/**
 * How often each class is recognised, with exact 95 % intervals, and how often others are taken for it. A dot whose interval
 * reaches back to its grey mark is a class that the head does not know, however often it answers it.
 *
 * @param recalls drawn in their order, from the top
 */
export function classRecallChart(recalls: ClassRecall[], options: { head: string; title?: string }): PlotlyFigure {
  const shown = recalls.slice(0, MOST_CLASSES);
  const left = recalls.length - shown.length;
  const names = shown.map((recall) => plotText(recall.class));
  const y = shown.map((_, i) => i);
  const dots: PlotlyTrace = {
    type: "scatter",
    mode: "markers",
    name: "recognised, of its own pictures",
    x: shown.map(({ recall }) => recall),
    y,
    error_x: { ...intervals(shown.map(({ recall, interval }) => [recall, interval])), color: PALETTE[0] },
    marker: { color: PALETTE[0], size: 9 },
    customdata: shown.map(({ correct, rows, interval }, i) => [names[i], correct, rows, ...interval]),
    hovertemplate:
      "%{customdata[0]}: %{customdata[1]} of %{customdata[2]}, %{x:.1%} " +
      "(%{customdata[3]:.1%} to %{customdata[4]:.1%})<extra></extra>",
  };
  const marks: PlotlyTrace = {
    type: "scatter",
    mode: "markers",
    name: "false alarms, of all other pictures",
    x: shown.map(({ falseAlarms }) => falseAlarms),
    y,
    error_x: {
      ...intervals(shown.map(({ falseAlarms, falseAlarmsInterval }) => [falseAlarms, falseAlarmsInterval])),
      color: GREY,
    },
    marker: { color: GREY, symbol: "line-ns-open", size: 11, line: { width: 3 } },
    customdata: names,
    hovertemplate: "%{customdata}: given to %{x:.1%} of the others<extra></extra>",
  };
  const rest = left > 0 ? ` (${whole(left)} that are known less well are not drawn)` : "";
  return figure(options.title ?? `Which ${options.head} is recognised`, [dots, marks], {
    height: AROUND + ROW * Math.max(3, shown.length),
    xaxis: { title: { text: `share of pictures${rest}` }, tickformat: ".1~%", range: [-0.02, 1.03] },
    yaxis: {
      ...classAxis(shown.map((recall) => recall.class)),
      ticktext: shown.map(({ rows }, i) => `${names[i]}  <b>${whole(rows)}</b>`),
      range: [shown.length - 0.4, -0.6],
    },
  });
}

function intervals(values: [value: number, interval: [number, number]][]): object {
  return {
    type: "data",
    symmetric: false,
    array: values.map(([value, [, high]]) => high - value),
    arrayminus: values.map(([value, [low]]) => value - low),
    thickness: 2,
    width: 3,
  };
}
