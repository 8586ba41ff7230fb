import { randomUUID } from "node:crypto";
import type { PlotlyFigure } from "./figure";
import { figureToPng } from "./figure-to-png";
import { kernelDisplay, type KernelDisplay } from "./kernel";
import type { Picture } from "./picture-sheet";
import { type FrameLike, type Table, type TableRow, table } from "./table";

/** A piece of a page, with what stands for it in a terminal. */
export interface Html {
  html: string;
  text: string;
}

/** What `show` takes: figures, pictures, tables (rows, a danfojs DataFrame, or one made by `table`) and HTML. */
export type Showable = PlotlyFigure | Picture | Table | Html | FrameLike | TableRow[];

/** One thing in several forms, by MIME type, of which a reader's program takes the best it can draw. */
export type Bundle = Record<string, string | object>;

/**
 * Shows a thing in the running notebook: a figure live in JupyterLab and as a static picture on a code host, a picture as
 * PNG, a table as HTML. Outside a notebook its text is printed.
 */
export async function show(thing: Showable): Promise<void> {
  const display = kernelDisplay();
  if (!display) console.log((await bundleOf(thing))["text/plain"]);
  else if (isFigure(thing)) await showLive(thing, display);
  else display({ data: await bundleOf(thing), metadata: {}, transient: {} }, false);
}

/**
 * Plotly's part in JupyterLab draws a figure that has a picture only once the pointer is on it. So the figure comes first,
 * and its picture, for readers of the saved notebook, is put beside it: what is drawn by then stays.
 */
async function showLive(figure: PlotlyFigure, display: KernelDisplay): Promise<void> {
  const transient = { display_id: randomUUID() };
  const live = { "application/vnd.plotly.v1+json": figure, "text/plain": figureText(figure) };
  display({ data: live, metadata: {}, transient }, false);
  display({ data: await bundleOf(figure), metadata: {}, transient }, true);
}

/** All forms of a thing. */
export async function bundleOf(thing: Showable): Promise<Bundle> {
  if (isFigure(thing)) {
    const png = await figureToPng(thing);
    return {
      "application/vnd.plotly.v1+json": thing,
      "image/png": png.toString("base64"),
      "text/plain": figureText(thing),
    };
  }
  if ("png" in thing) return { "image/png": thing.png.toString("base64"), "text/plain": thing.text };
  const { html, text } = "html" in thing ? (thing as Html) : table(thing as FrameLike | TableRow[]);
  return { "text/html": html, "text/plain": text };
}

function isFigure(thing: Showable): thing is PlotlyFigure {
  return "data" in thing && "layout" in thing && Array.isArray(thing.data);
}

/** What a figure is, for readers who see no picture. */
function figureText({ data, layout }: PlotlyFigure): string {
  const names = [...new Set(data.map((trace) => trace.name).filter((name) => name !== undefined))];
  return `[figure] ${layout.title?.text ?? "untitled"}${names.length > 0 ? `: ${names.join(", ")}` : ""}`;
}
