/** Light and dark over the whole picture: contrast, the pool of light of a chiaroscuro, flat steps, the corners. */
import { clamp, smoothstep } from "./exact";
import type { Scene } from "./scene";
import type { Manner } from "./styles";

export function grade(scene: Scene, manner: Manner, contrast: number, pool: number): void {
  const { height, width, y, u, v } = scene;
  const spotlight = manner.spotlight ?? 0;
  const [left, top, share] = scene.view;
  const [fx, fy] = [(scene.focus[0] - left) / share, (scene.focus[1] - top) / share];
  const middle = meanOf(y);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      let luma = middle + (y[at] - middle) * contrast;
      if (spotlight > 0) {
        const dx = (column + 0.5) / width - fx;
        const dy = (row + 0.5) / height - fy;
        const near = 1 - smoothstep(pool * 0.35, pool * 1.5, Math.sqrt(dx * dx + dy * dy));
        const dim = 1 - spotlight * (1 - near);
        luma = luma * dim + 0.06 * spotlight * near;
        u[at] *= 0.4 + 0.6 * dim;
        v[at] *= 0.4 + 0.6 * dim;
      }
      if (manner.steps !== undefined) luma = stepped(luma, manner.steps);
      y[at] = clamp(luma, 0, 1);
    }
  }
}

/** Flat tones with a soft edge of a tenth of a step between them. */
function stepped(luma: number, steps: number): number {
  const scaled = luma * steps;
  const floor = Math.floor(scaled);
  return (floor + smoothstep(0.45, 0.55, scaled - floor)) / steps;
}

function meanOf(plane: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < plane.length; at++) sum += plane[at];
  return sum / plane.length;
}
