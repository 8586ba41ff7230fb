import type { LearningRateSearch } from "../../train";
import { figure, type PlotlyFigure, type PlotlyTrace } from "../figure";
import { colourOf, GREY } from "../palette";

const SUGGESTIONS = [
  { name: "valley", symbol: "circle" },
  { name: "steepest", symbol: "diamond" },
  { name: "minimum", symbol: "square" },
] as const;

/**
 * Smoothed loss against the learning rate, with the rates that it suggests; one that is NaN is not drawn. What lies far over
 * the loss of the beginning is cut off: there the loss climbs for ever.
 *
 * @param options.own a program's own rate, drawn as a line across
 */
export function learningRateCurve(
  search: LearningRateSearch,
  options: { title?: string; own?: number } = {},
): PlotlyFigure {
  const { rates, losses } = search;
  const curve = {
    type: "scatter",
    mode: losses.length === 1 ? "markers" : "lines",
    name: "loss, smoothed",
    x: rates,
    y: losses,
    line: { color: GREY, width: 2.5 },
    hovertemplate: "rate %{x:.1e}, loss %{y:.4f}<extra></extra>",
  };
  const range = rangeOf(losses);
  return figure(
    options.title ?? "Loss at each learning rate",
    [...ownRate(options.own, range), curve, ...marks(search)],
    {
      xaxis: { title: { text: "learning rate" }, type: "log", dtick: 1, tickangle: 0, exponentformat: "power" },
      yaxis: { title: { text: "loss" }, range },
    },
  );
}

function ownRate(rate: number | undefined, range: [number, number] | undefined): PlotlyTrace[] {
  if (rate === undefined || !(rate > 0) || !range) return [];
  return [
    {
      type: "scatter",
      mode: "lines",
      name: `the program's own ${rate.toExponential(1)}`,
      x: [rate, rate],
      y: range,
      line: { color: colourOf(SUGGESTIONS.length), width: 2, dash: "dash" },
      hoverinfo: "skip",
    },
  ];
}

function marks(search: LearningRateSearch): PlotlyTrace[] {
  return SUGGESTIONS.map(({ name, symbol }, i) => ({ name, symbol, rate: search[name], colour: colourOf(i) }))
    .filter(({ rate }) => Number.isFinite(rate))
    .map(({ name, symbol, rate, colour }) => ({
      type: "scatter",
      mode: "markers",
      name: `${name} ${rate.toExponential(1)}`,
      x: [rate],
      y: [lossAt(search, rate)],
      marker: { color: colour, symbol, size: 12 },
      hovertemplate: `${name}: rate %{x:.2e}<extra></extra>`,
    }));
}

/** Of the step whose rate is nearest, as the eye sees it on a logarithmic axis. */
function lossAt({ rates, losses }: LearningRateSearch, rate: number): number {
  const distances = rates.map((tried) => Math.abs(Math.log(tried / rate)));
  return losses[distances.indexOf(Math.min(...distances))];
}

/** From a little under the least to as much over the beginning as the loss falls below it. */
function rangeOf(losses: readonly number[]): [number, number] | undefined {
  if (losses.length === 0) return undefined;
  const least = Math.min(...losses);
  const start = Math.max(...losses.slice(0, Math.max(1, Math.floor(losses.length / 2))));
  const fall = start - least || Math.abs(start) / 10 || 1;
  return [least - 0.1 * fall, Math.min(start + 0.6 * fall, Math.max(...losses) + 0.1 * fall)];
}
