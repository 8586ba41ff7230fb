import { readFileSync } from "node:fs";
import sharp from "sharp";
import { Resvg } from "@resvg/resvg-js";
import { FIGURE_SIZE, type PlotlyFigure } from "./figure";
import { layOutSvg, type DomWindow } from "./svg-boxes";
import { drawCanvasAsSvg } from "./svg-canvas";
import { fontsFor } from "./text-size";

interface Plotly {
  toImage(
    figure: object,
    options: { format: "svg"; width: number; height: number; imageDataOnly: true },
  ): Promise<string>;
}

let plotly: Promise<Plotly> | undefined;

/**
 * A figure as the bytes of a PNG with a transparent background, drawn without a browser: Plotly.js in jsdom makes SVG,
 * resvg paints it with a font of our own, and a palette keeps the file small (10 to 40 KB).
 *
 * @param size in pixels; by default the layout's own, or 700 x 450
 */
export async function figureToPng(
  figure: PlotlyFigure,
  size: { width?: number; height?: number; background?: string } = {},
): Promise<Buffer> {
  const svg = await figureToSvg(figure, size);
  const painted = new Resvg(svg, { font: fontsFor(svg), background: size.background }).render();
  return sharp(painted.asPng()).png({ palette: true, quality: 90, compressionLevel: 9 }).toBuffer();
}

/** A figure as SVG, its texts still texts. */
export async function figureToSvg(
  figure: PlotlyFigure,
  size: { width?: number; height?: number } = {},
): Promise<string> {
  const width = size.width ?? figure.layout.width ?? FIGURE_SIZE.width;
  const height = size.height ?? figure.layout.height ?? FIGURE_SIZE.height;
  plotly ??= loadPlotly();
  // Plotly fills in the figure it is given, and ours is also sent to the browser.
  const { data, layout } = structuredClone(figure);
  return (await plotly).toImage(
    { data, layout: { ...layout, width, height } },
    { format: "svg", width, height, imageDataOnly: true },
  );
}

/** Half a second and some 100 MB, which a session that shows no figure never spends. */
async function loadPlotly(): Promise<Plotly> {
  const { JSDOM } = await import("jsdom");
  const { window } = new JSDOM("<!doctype html><body></body>", {
    pretendToBeVisual: true,
    runScripts: "outside-only",
  });
  layOutSvg(window as unknown as DomWindow, FIGURE_SIZE);
  Object.assign(window, { TextDecoder, TextEncoder });
  window.URL.createObjectURL = () => "";
  drawCanvasAsSvg(window);
  window.matchMedia ??= (() => ({ matches: false, addListener() {}, removeListener() {} })) as never;
  window.eval(readFileSync(require.resolve("plotly.js-dist/plotly.js"), "utf8"));
  return (window as unknown as { Plotly: Plotly }).Plotly;
}
