/** Shapes as signed distances, in units of the picture's sides. */
import type { Shape } from "./scene";

export function everywhere(): Shape {
  return { box: [0, 0, 1, 1], distance: () => -1 };
}

export function ellipse(cx: number, cy: number, rx: number, ry: number, lean = 0): Shape {
  const reach = Math.max(rx, ry) + Math.abs(lean) * ry;
  const small = Math.min(rx, ry);
  return {
    box: [cx - reach, cy - ry, cx + reach, cy + ry],
    distance: (x, y) => {
      const dy = (y - cy) / ry;
      const dx = (x - cx + lean * (y - cy)) / rx;
      return (Math.sqrt(dx * dx + dy * dy) - 1) * small;
    },
  };
}

export function rectangle(left: number, top: number, right: number, bottom: number): Shape {
  return {
    box: [left, top, right, bottom],
    distance: (x, y) => Math.max(left - x, x - right, top - y, y - bottom),
  };
}

/** All that lies below a line that may rise and fall. */
export function below(line: (x: number) => number, highest = 0): Shape {
  return { box: [0, highest, 1, 1], distance: (x, y) => line(x) - y };
}

/** A limb, branch or mast: a line that is `r1` thick at its start and `r2` at its end. */
export function limb(x1: number, y1: number, x2: number, y2: number, r1: number, r2 = r1): Shape {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const square = dx * dx + dy * dy || 1e-9;
  const r = Math.max(r1, r2);
  return {
    box: [Math.min(x1, x2) - r, Math.min(y1, y2) - r, Math.max(x1, x2) + r, Math.max(y1, y2) + r],
    distance: (x, y) => {
      const along = ((x - x1) * dx + (y - y1) * dy) / square;
      const t = along < 0 ? 0 : along > 1 ? 1 : along;
      const ex = x - x1 - dx * t;
      const ey = y - y1 - dy * t;
      return Math.sqrt(ex * ex + ey * ey) - (r1 + (r2 - r1) * t);
    },
  };
}

/** A trapezoid with level top and bottom: a robe, a roof, a hull, a road. */
export function trapezoid(
  cx: number,
  top: number,
  bottom: number,
  topHalf: number,
  bottomHalf: number,
  lean = 0,
): Shape {
  const half = Math.max(topHalf, bottomHalf) + Math.abs(lean);
  const slant = (bottomHalf - topHalf) / (bottom - top);
  const steep = 1 / Math.sqrt(1 + slant * slant);
  return {
    box: [cx - half, top, cx + half, bottom],
    distance: (x, y) => {
      const down = (y - top) / (bottom - top);
      const side = Math.abs(x - cx - lean * (1 - down)) - topHalf - slant * (y - top);
      return Math.max(side * steep, top - y, y - bottom);
    },
  };
}

/** A convex polygon, corners clockwise as seen (y downwards). */
export function polygon(corners: readonly (readonly [number, number])[]): Shape {
  const sides = corners.map(([x1, y1], i) => {
    const [x2, y2] = corners[(i + 1) % corners.length];
    const length = Math.sqrt((x2 - x1) * (x2 - x1) + (y2 - y1) * (y2 - y1)) || 1e-9;
    return [(y2 - y1) / length, -(x2 - x1) / length, x1, y1];
  });
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return {
    box: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
    distance: (x, y) => {
      let d = -Infinity;
      for (const [nx, ny, px, py] of sides) d = Math.max(d, (x - px) * nx + (y - py) * ny);
      return d;
    },
  };
}

/** An open curve of thickness `half`, bent through a middle point. */
export function arc(x1: number, y1: number, mx: number, my: number, x2: number, y2: number, half: number): Shape {
  const pieces: Shape[] = [];
  let [px, py] = [x1, y1];
  for (let i = 1; i <= 6; i++) {
    const t = i / 6;
    const qx = (1 - t) * (1 - t) * x1 + 2 * t * (1 - t) * mx + t * t * x2;
    const qy = (1 - t) * (1 - t) * y1 + 2 * t * (1 - t) * my + t * t * y2;
    pieces.push(limb(px, py, qx, qy, half));
    [px, py] = [qx, qy];
  }
  return union(pieces);
}

export function union(shapes: readonly Shape[]): Shape {
  const side = (i: 0 | 1 | 2 | 3) => shapes.map((shape) => shape.box[i]);
  return {
    box: [Math.min(...side(0)), Math.min(...side(1)), Math.max(...side(2)), Math.max(...side(3))],
    distance: (x, y) => {
      let d = Infinity;
      for (const shape of shapes) d = Math.min(d, shape.distance(x, y));
      return d;
    },
  };
}

/** `shape` without what lies in `hole`. */
export function without(shape: Shape, hole: Shape): Shape {
  return { box: shape.box, distance: (x, y) => Math.max(shape.distance(x, y), -hole.distance(x, y)) };
}

/** A hollow line along a shape's border. */
export function rim(shape: Shape, half: number): Shape {
  const [left, top, right, bottom] = shape.box;
  return {
    box: [left - half, top - half, right + half, bottom + half],
    distance: (x, y) => Math.abs(shape.distance(x, y)) - half,
  };
}
