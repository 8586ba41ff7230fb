/** The part of jsdom's window that is changed here. */
interface CanvasWindow {
  HTMLCanvasElement: { prototype: { getContext: unknown; toDataURL: unknown } };
}

/**
 * Gives jsdom's canvases, which cannot draw, the little that Plotly's heat maps need of one: filled rectangles. The
 * "picture" of such a canvas is SVG, which stays sharp and needs no further library.
 *
 * @param window jsdom's, changed in place
 */
export function drawCanvasAsSvg(window: CanvasWindow): void {
  const rectangles = new WeakMap<object, string[]>();
  window.HTMLCanvasElement.prototype.getContext = function (this: object, kind: string) {
    if (kind !== "2d") return null;
    const drawn: string[] = [];
    rectangles.set(this, drawn);
    const context = {
      fillStyle: "#000",
      fillRect(x: number, y: number, width: number, height: number) {
        drawn.push(`<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${context.fillStyle}"/>`);
      },
    };
    return context;
  };
  window.HTMLCanvasElement.prototype.toDataURL = function (this: { width: number; height: number }) {
    const { width, height } = this;
    const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${(rectangles.get(this) ?? []).join("")}</svg>`;
    return `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
  };
}
