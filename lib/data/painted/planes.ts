/** The picture as it is worked on: luma and chroma planes, and the ways to sample them. */
import type { Plane } from "./scene";

export interface Planes {
  readonly height: number;
  readonly width: number;
  readonly y: Plane;
  readonly u: Plane;
  readonly v: Plane;
}

/** Fills `out` with pixels of `plane` from where `from` points (in pixels, clamped), between its neighbours. */
export function resample(plane: Plane, out: Plane, height: number, width: number, fromX: Plane, fromY: Plane): void {
  for (let at = 0; at < out.length; at++) {
    const x = Math.min(width - 1, Math.max(0, fromX[at]));
    const y = Math.min(height - 1, Math.max(0, fromY[at]));
    const left = Math.floor(x);
    const top = Math.floor(y);
    const right = Math.min(width - 1, left + 1);
    const bottom = Math.min(height - 1, top + 1);
    const fx = x - left;
    const fy = y - top;
    const above = plane[top * width + left] * (1 - fx) + plane[top * width + right] * fx;
    const below = plane[bottom * width + left] * (1 - fx) + plane[bottom * width + right] * fx;
    out[at] = above * (1 - fy) + below * fy;
  }
}

/** Blurs in place: two passes of a running mean over 2 r + 1 pixels each way, which is near a bell. */
export function blur(plane: Plane, height: number, width: number, radius: number): void {
  const r = Math.round(radius);
  if (radius < 1) return soften(plane, height, width, radius);
  const line = new Float32Array(Math.max(height, width));
  for (let pass = 0; pass < 2; pass++) {
    for (let row = 0; row < height; row++) runningMean(plane, line, row * width, 1, width, r);
    for (let column = 0; column < width; column++) runningMean(plane, line, column, width, height, r);
  }
}

/** For less than a pixel: each pixel takes that share from its neighbours. */
function soften(plane: Plane, height: number, width: number, share: number): void {
  const before = plane.slice();
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const around =
        before[column > 0 ? at - 1 : at] +
        before[column < width - 1 ? at + 1 : at] +
        before[row > 0 ? at - width : at] +
        before[row < height - 1 ? at + width : at];
      plane[at] += (around / 4 - before[at]) * share;
    }
  }
}

function runningMean(plane: Plane, line: Plane, start: number, stride: number, count: number, r: number): void {
  for (let i = 0; i < count; i++) line[i] = plane[start + i * stride];
  let sum = 0;
  for (let i = -r; i <= r; i++) sum += line[Math.min(count - 1, Math.max(0, i))];
  for (let i = 0; i < count; i++) {
    plane[start + i * stride] = sum / (2 * r + 1);
    sum += line[Math.min(count - 1, i + r + 1)] - line[Math.max(0, i - r)];
  }
}
