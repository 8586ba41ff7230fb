import { epochAxis } from "../epoch-axis";
import { figure, type PlotlyFigure } from "../figure";
import { GREY, colourOf } from "../palette";

/** A loss over the epochs. */
export interface LossLine {
  name: string;
  losses: number[];
}

/**
 * Losses over the epochs, with levels to compare them with: ln K is the loss of a head that answers every one of K classes
 * alike, the labels' entropy that of one which has learned their frequencies and nothing else.
 */
export function lossCurve(
  lines: LossLine[],
  options: { title?: string; levels?: { name: string; loss: number }[] } = {},
): PlotlyFigure {
  const epochs = Math.max(1, ...lines.map((line) => line.losses.length));
  const drawn = lines.map(({ name, losses }, i) => ({
    type: "scatter",
    mode: losses.length === 1 ? "markers" : "lines+markers",
    name,
    x: losses.map((_, epoch) => epoch + 1),
    y: losses,
    line: { color: colourOf(i), width: 2.5 },
    hovertemplate: "%{y:.4f}",
  }));
  const levels = (options.levels ?? []).map(({ name, loss }, i) => ({
    type: "scatter",
    mode: "lines",
    name,
    x: [0, Math.max(2, epochs)],
    y: [loss, loss],
    line: { color: GREY, dash: ["dot", "dash", "dashdot"][i % 3], width: 1.5 },
    hovertemplate: "%{y:.4f}",
  }));
  return figure(options.title ?? "Loss", [...drawn, ...levels], {
    xaxis: epochAxis(epochs),
    yaxis: { title: { text: "loss" }, rangemode: "tozero" },
  });
}
