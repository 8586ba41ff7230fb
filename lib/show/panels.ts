import type { PlotlyLayout } from "./figure";

/** Pixels that do not depend on the number of panels: above the first row (a panel's heading being part of it), between two, under the last. */
const TOP = 98;
const HEADING = 24;
const BETWEEN = 80;
const BOTTOM = 55;

/** The part of a layout that puts several small plots beside each other, and the axes' names, one pair a panel. */
export interface Panels {
  layout: PlotlyLayout;
  axes: { xaxis: string; yaxis: string }[];
}

/**
 * Small plots in rows of up to `columns`, each with a heading and axes of its own.
 *
 * @param headings one a panel, in reading order
 * @param x what all x axes have in common, `y` what all y axes have; Plotly's names
 */
export function panels(headings: string[], x: object, y: object, columns = 3, rowHeight = 230): Panels {
  const across = Math.min(columns, headings.length);
  const down = Math.ceil(headings.length / across);
  const plot = down * rowHeight + (down - 1) * BETWEEN;
  const gap = across === 1 ? 0 : 0.09;
  const width = (1 - gap * (across - 1)) / across;
  const layout: PlotlyLayout = { height: TOP + plot + BOTTOM, margin: { l: 60, r: 20, t: TOP, b: BOTTOM } };
  const above = { y: 1 + HEADING / plot, yanchor: "bottom" };
  // Without gaps between groups, so that two rows find room under the title.
  layout.legend = { orientation: "h", x: 0, xanchor: "left", ...above, tracegroupgap: 0 };
  const annotations: object[] = [];
  const axes = headings.map((heading, i) => {
    const [column, row] = [i % across, Math.floor(i / across)];
    const left = column * (width + gap);
    const top = 1 - (row * (rowHeight + BETWEEN)) / plot;
    const suffix = i === 0 ? "" : String(i + 1);
    layout[`xaxis${suffix}`] = { ...x, domain: [left, left + width], anchor: `y${suffix}` };
    layout[`yaxis${suffix}`] = { ...y, domain: [Math.max(0, top - rowHeight / plot), top], anchor: `x${suffix}` };
    if (column > 0) layout[`yaxis${suffix}`] = { ...(layout[`yaxis${suffix}`] as object), title: undefined };
    annotations.push(panelHeading(heading, left + width / 2, top));
    return { xaxis: `x${suffix}`, yaxis: `y${suffix}` };
  });
  return { layout: { ...layout, annotations }, axes };
}

function panelHeading(text: string, x: number, y: number): object {
  const place = { xref: "paper", yref: "paper", x, y, xanchor: "center", yanchor: "bottom", showarrow: false };
  return { ...place, text: `<b>${text}</b>`, font: { size: 13 } };
}
