import type { Diagnosis, RunMeasures } from "../../diagnose";
import { plotText } from "../class-axis";
import { epochAxis } from "../epoch-axis";
import { figure, type PlotlyFigure, type PlotlyTrace } from "../figure";
import { colourOf, GREY } from "../palette";
import { panels } from "../panels";

const WIDTH = 760;

/**
 * What each head answered right in the run as configured, epoch after epoch, one panel a head, beside the line that always
 * answering the commonest class would reach. Epochs that were not scored are passed over.
 *
 * @param heads the diagnosis', for that line; a regression's is 0, the best constant answer
 */
export function runFigure(run: RunMeasures, heads: Diagnosis["heads"], options: { title?: string } = {}): PlotlyFigure {
  const names = Object.keys(heads);
  const regression = names.every((name) => !Number.isFinite(heads[name].chance));
  const qualities = names.map((name) => scored(run, name));
  const levels = names.map((name) => (regression ? 0 : heads[name].majority));
  const { layout, axes } = panels(
    names.map((name) => plotText(name)),
    epochAxis(run.epochs.length),
    {
      title: { text: regression ? "share of the error gone" : "answered right" },
      ...(regression ? {} : { tickformat: ".1~%", range: [0, upper(qualities, levels)] }),
    },
  );
  const data = names.flatMap((_, i) =>
    [
      levelTrace(levels[i], run.epochs.length, regression),
      { ...curve(qualities[i]), name: "the run as configured" },
    ].map((trace) => ({ ...trace, ...axes[i], legendgroup: trace.name, showlegend: i === 0 })),
  );
  return figure(options.title ?? "The run as configured", data, { ...layout, width: WIDTH });
}

interface Point {
  epoch: number;
  quality: number;
  learns: boolean;
}

function scored({ epochs }: RunMeasures, head: string): Point[] {
  return epochs.flatMap(({ epoch, heads }) => {
    const { quality, learns = false } = heads[head] ?? {};
    return typeof quality === "number" ? [{ epoch, quality, learns }] : [];
  });
}

function upper(qualities: Point[][], levels: number[]): number {
  const drawn = [...qualities.flat().map(({ quality }) => quality), ...levels].filter(Number.isFinite);
  return Math.min(1.02, Math.max(0.1, ...drawn) * 1.15);
}

/** Filled where the head is above the line by more than chance. */
function curve(points: Point[]): PlotlyTrace {
  return {
    type: "scatter",
    mode: "lines+markers",
    x: points.map(({ epoch }) => epoch),
    y: points.map(({ quality }) => quality),
    line: { color: colourOf(0), width: 2 },
    marker: {
      color: colourOf(0),
      size: 7,
      symbol: points.map(({ learns }) => (learns ? "circle" : "circle-open")),
    },
    hovertemplate: "epoch %{x}: %{y:.3f}<extra></extra>",
  };
}

function levelTrace(level: number, epochs: number, regression: boolean): PlotlyTrace {
  return {
    type: "scatter",
    mode: "lines",
    name: regression ? "best constant answer" : "always the commonest class",
    x: [0, Math.max(2, epochs)],
    y: [level, level],
    line: { color: GREY, width: 1.5, dash: "dash" },
    hoverinfo: "skip",
  };
}
