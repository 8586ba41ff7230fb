import type { PixelCounts } from "../../data";
import { figure, type PlotlyFigure } from "../figure";
import { GREY, PALETTE } from "../palette";

/** Red, green and blue in the palette's own tones; channels that are not colours take grey and what follows. */
const CHANNEL_COLOURS: Record<string, string> = { red: PALETTE[4], green: PALETTE[2], blue: PALETTE[0], grey: GREY };
const DASHES = ["solid", "dash", "dot"];

/** How pixel values are spread, a line a channel and split, as shares. Splits that were treated differently show here. */
export function pixelHistogram(
  histograms: Pick<PixelCounts, "split" | "channel" | "values" | "counts">[],
  options: { title?: string } = {},
): PlotlyFigure {
  const splits = [...new Set(histograms.map((histogram) => histogram.split))];
  const channels = [...new Set(histograms.map((histogram) => histogram.channel))];
  const data = histograms.map(({ split, channel, values, counts }) => {
    const all = counts.reduce((sum, count) => sum + count, 0) || 1;
    const colour = CHANNEL_COLOURS[channel] ?? PALETTE[channels.indexOf(channel) % PALETTE.length];
    return {
      type: "scatter",
      mode: "lines",
      name: `${channel}, ${split}`,
      x: values,
      y: counts.map((count) => count / all),
      line: { color: colour, width: 2, shape: "hvh", dash: DASHES[splits.indexOf(split) % DASHES.length] },
      hovertemplate: "%{x}: %{y:.2%}",
    };
  });
  return figure(options.title ?? "How pixel values are spread", data, {
    xaxis: { title: { text: "pixel value, as stored" } },
    yaxis: { title: { text: "share of pixels" }, tickformat: ".1~%", rangemode: "tozero" },
  });
}
