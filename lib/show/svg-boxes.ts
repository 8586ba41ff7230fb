import { textWidth } from "./text-size";

/** A rectangle as the DOM gives it, in CSS pixels. */
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Rise above and fall below the baseline, and the distance of two lines, in font sizes. The first two are Open Sans's. */
const ASCENT = 1.07;
const DESCENT = 0.29;
const LINE = 1.3;

/**
 * Gives jsdom, which lays nothing out, the boxes that Plotly asks for: those of SVG texts and of groups of them, measured
 * with the font they will be drawn in. Every other SVG element is a point at the origin, every HTML element the whole page.
 *
 * @param window jsdom's, changed in place
 */
export function layOutSvg(window: DomWindow, page: { width: number; height: number }): void {
  const { Element, SVGElement } = window;
  Element.prototype.getBoundingClientRect = function (this: Element) {
    return rectangle(isSvg(this) ? boxOf(this) : { left: 0, top: 0, right: page.width, bottom: page.height });
  };
  SVGElement.prototype.getBBox = function (this: Element) {
    return rectangle(boxOf(this));
  };
  SVGElement.prototype.getComputedTextLength = function (this: Element) {
    const { left, right } = boxOf(this);
    return right - left;
  };
}

/** The parts of jsdom's window that are changed here. */
export interface DomWindow {
  Element: { prototype: { getBoundingClientRect: unknown } };
  SVGElement: { prototype: { getBBox?: unknown; getComputedTextLength?: unknown } };
}

function isSvg(element: Element): boolean {
  return element.namespaceURI?.endsWith("/svg") === true && element.tagName !== "svg";
}

function rectangle(box: Box) {
  const { left, top, right, bottom } = box;
  return { left, top, right, bottom, x: left, y: top, width: right - left, height: bottom - top };
}

const NOTHING: Box = { left: 0, top: 0, right: 0, bottom: 0 };

/** An element's box in its parent's coordinates. */
function boxOf(element: Element): Box {
  const own = element.tagName === "text" ? textBox(element) : union([...element.children].map(boxOf));
  return transformed(own, element.getAttribute("transform"));
}

/** Boxes without extent (paths, clip paths) say nothing of where a group is. */
function union(boxes: Box[]): Box {
  const solid = boxes.filter((box) => box.right > box.left);
  if (solid.length === 0) return NOTHING;
  return {
    left: Math.min(...solid.map((box) => box.left)),
    top: Math.min(...solid.map((box) => box.top)),
    right: Math.max(...solid.map((box) => box.right)),
    bottom: Math.max(...solid.map((box) => box.bottom)),
  };
}

function textBox(text: Element): Box {
  const size = parseFloat(inherited(text, "font-size")) || 12;
  const broken = [...text.querySelectorAll("tspan.line")];
  const lines = broken.length > 0 ? broken : [text];
  const width = Math.max(...lines.map((line) => lineWidth(line, size)));
  const anchor = inherited(text, "text-anchor");
  const left = (Number(text.getAttribute("x")) || 0) - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
  const baseline = Number(text.getAttribute("y")) || 0;
  return {
    left,
    right: left + width,
    top: baseline - ASCENT * size,
    bottom: baseline + (LINE * (lines.length - 1) + DESCENT) * size,
  };
}

/** Width of a line whose parts may be bold or smaller (Plotly's <b>, <sub>). */
function lineWidth(line: Element, size: number): number {
  let width = 0;
  for (const part of line.childNodes) {
    if (part.nodeType === 3) width += textWidth(part.textContent ?? "", size, isBold(line));
    else width += lineWidth(part as Element, parseFloat((part as SVGElement).style.fontSize) || size);
  }
  return width;
}

function isBold(element: Element): boolean {
  const weight = inherited(element, "font-weight");
  return weight === "bold" || Number(weight) >= 600;
}

/** A property's value, as attribute or style, on the element or the nearest one around it. */
function inherited(element: Element | null, property: string): string {
  for (let at = element; at; at = at.parentElement) {
    const value = (at as SVGElement).style?.getPropertyValue(property) || at.getAttribute(property);
    if (value) return value;
  }
  return "";
}

/** The upright box around a transformed one. Plotly writes translate, rotate and scale, applied last first. */
function transformed(box: Box, transform: string | null): Box {
  let corners = [
    [box.left, box.top],
    [box.right, box.top],
    [box.left, box.bottom],
    [box.right, box.bottom],
  ];
  for (const [, name, list] of [...(transform ?? "").matchAll(/(\w+)\(([^)]*)\)/g)].reverse()) {
    const numbers = list.split(/[\s,]+/).map(Number);
    corners = corners.map(([x, y]) => moved(x, y, name, numbers));
  }
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

function moved(x: number, y: number, name: string, [a, b = 0, c = 0]: number[]): number[] {
  if (name === "translate") return [x + a, y + b];
  if (name === "scale") return [x * a, y * (b || a)];
  if (name !== "rotate") return [x, y];
  const angle = (a * Math.PI) / 180;
  const [dx, dy] = [x - b, y - c];
  return [b + dx * Math.cos(angle) - dy * Math.sin(angle), c + dx * Math.sin(angle) + dy * Math.cos(angle)];
}
