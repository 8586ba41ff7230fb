import type { RemedyEffect } from "../../train";
import { plotText } from "../class-axis";
import { figure, type PlotlyFigure, type PlotlyTrace } from "../figure";
import { GREY, PALETTE } from "../palette";
import { panels } from "../panels";

/** Pixels a remedy. */
const ROW = 24;

/** What each verdict looks like; shapes differ too, so that colour is not needed. */
const LOOKS: Record<RemedyEffect["verdict"], { colour: string; symbol: string }> = {
  helped: { colour: PALETTE[2], symbol: "triangle-right" },
  hurt: { colour: PALETTE[4], symbol: "triangle-left" },
  "no difference seen": { colour: GREY, symbol: "circle-open" },
  "neither learns": { colour: GREY, symbol: "line-ns-open" },
  "broke off": { colour: PALETTE[4], symbol: "x" },
};

/**
 * What each remedy did to each head: a row a remedy, a panel a head, the difference in accuracy from the program without it
 * in percentage points, with its 99 % interval. Right of the line it helped, left of it it hurt; what reaches over the line
 * made no difference that could be told.
 */
export function remedyFigure(effects: RemedyEffect[], options: { title?: string } = {}): PlotlyFigure {
  const remedies = [...new Set(effects.map(({ remedy }) => remedy))];
  const heads = [...new Set(effects.map(({ head }) => head))];
  const ends = effects.flatMap(({ interval }) => interval.map((end) => Math.abs(100 * end)));
  const reach = Math.max(1, ...ends) * 1.08;
  const x = { title: { text: "points of accuracy" }, range: [-reach, reach], zeroline: true, zerolinewidth: 2 };
  const y = {
    tickmode: "array",
    tickvals: remedies.map((_, i) => i),
    ticktext: remedies.map((name) => plotText(name, 34)),
    range: [remedies.length - 0.4, -0.6],
    zeroline: false,
  };
  const { layout, axes } = panels(
    heads.map((head) => plotText(head)),
    { ...x, zerolinecolor: GREY },
    y,
    3,
    ROW * (remedies.length + 1),
  );
  // The names stand once, left of each row of panels.
  heads.forEach((_, i) => {
    if (i % 3 !== 0) Object.assign(layout[`yaxis${i + 1}`] as object, { showticklabels: false });
  });
  const verdicts = Object.keys(LOOKS) as RemedyEffect["verdict"][];
  const data = verdicts.flatMap((verdict) => {
    const drawn = heads.map((head) => effects.filter((each) => each.head === head && each.verdict === verdict));
    const first = drawn.findIndex((each) => each.length > 0);
    return drawn.flatMap((own, i) =>
      own.length > 0 ? [{ ...dots(own, verdict, remedies), ...axes[i], showlegend: i === first }] : [],
    );
  });
  return figure(options.title ?? "What each remedy did to each head", data, layout);
}

function dots(effects: RemedyEffect[], verdict: RemedyEffect["verdict"], remedies: string[]): PlotlyTrace {
  const { colour, symbol } = LOOKS[verdict];
  const points = (share: number) => 100 * share;
  return {
    type: "scatter",
    mode: "markers",
    name: verdict,
    legendgroup: verdict,
    x: effects.map(({ difference }) => points(difference)),
    y: effects.map(({ remedy }) => remedies.indexOf(remedy)),
    error_x: {
      type: "data",
      symmetric: false,
      array: effects.map(({ difference, interval }) => points(interval[1] - difference)),
      arrayminus: effects.map(({ difference, interval }) => points(difference - interval[0])),
      color: colour,
      thickness: 2,
      width: 4,
    },
    marker: { color: colour, symbol, size: 10 },
    customdata: effects.map(({ remedy, interval }) => [plotText(remedy), ...interval.map(points)]),
    hovertemplate: "%{customdata[0]}: %{x:+.1f} (%{customdata[1]:+.1f} to %{customdata[2]:+.1f})",
  };
}
