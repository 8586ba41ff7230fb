import type { PlotlyFigure } from "./figure";
import { figureToPng } from "./figure-to-png";
import { kernelDisplay } from "./kernel";
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
  const bundle = await bundleOf(thing);
  const display = kernelDisplay();
  if (display) display({ data: bundle, metadata: {}, transient: {} }, false);
  else console.log(bundle["text/plain"]);
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
