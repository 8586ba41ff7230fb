/** What lies over and under the paint: outlines, the grain of the ground, cracks, darkened corners. */
import { clamp, wave } from "./exact";
import { hash, noise } from "./noise";
import type { Ground } from "./painters";
import type { Planes } from "./planes";
import type { Scene } from "./scene";
import { colour, type Colour } from "./palette";
import type { Manner } from "./styles";

const INKS: Record<NonNullable<Manner["line"]>["colour"], Colour> = {
  ink: colour("#121216"),
  blue: colour("#16204a"),
  brown: colour("#35201a"),
};

/** Draws the scene's outlines over the paint, swelling and thinning as a pen does. */
export function outline(canvas: Planes, scene: Scene, line: NonNullable<Manner["line"]>, seed: number): void {
  const { height, width } = canvas;
  const side = Math.min(height, width);
  const ink = INKS[line.colour];
  const widest = Math.max(0.55, 0.7 * line.width * side) + 0.5;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      if (scene.outline[at] * side > widest) continue;
      const swell = 0.6 + 0.8 * noise((column / width) * 6, (row / height) * 6, seed);
      // At least half a pixel, or fine pens would leave nothing on small pictures.
      const half = Math.max(0.55, (line.width * swell * side) / 2);
      const share = line.strength * clamp(half + 0.5 - scene.outline[at] * side, 0, 1);
      if (share <= 0) continue;
      canvas.y[at] += (ink[0] - canvas.y[at]) * share;
      canvas.u[at] += (ink[1] - canvas.u[at]) * share;
      canvas.v[at] += (ink[2] - canvas.v[at]) * share;
    }
  }
}

/** The grain of a ground at a pixel, in -1..1. The thread is a few pixels wide, or no grain would be seen. */
function grain(ground: Ground, column: number, row: number, thread: number, seed: number): number {
  switch (ground) {
    case "linen":
      return 0.5 * wave(column / (2.4 * thread)) + 0.5 * wave(row / (2.4 * thread));
    case "coarse":
      return wave(column / (4.2 * thread)) * wave(row / (4.2 * thread)) + 0.4 * (hash(column, row, seed) - 0.5);
    case "twill":
      return wave((column + row) / (3.4 * thread));
    case "silk":
      return 0.8 * wave(column / (2.1 * thread)) * (0.6 + 0.4 * noise(column / 9, row / 30, seed));
    case "panel":
      return 1.6 * (noise(column / (16 * thread), row / (1.6 * thread), seed) - 0.5);
    case "paper":
      return 1.7 * (noise(column / (2.2 * thread), row / (2.2 * thread), seed) - 0.5);
    case "board":
      return 1.5 * (hash(column, row, seed) - 0.5);
  }
}

export interface Surface {
  ground: Ground;
  /** 0..1: how much of the grain is felt. */
  tooth: number;
  corners: number;
  cracks: number;
  seed: number;
}

export function finish(canvas: Planes, { ground, tooth, corners, cracks, seed }: Surface): void {
  const { height, width, y } = canvas;
  const thread = Math.max(1, Math.min(height, width) / 96);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const dx = (column + 0.5) / width - 0.5;
      const dy = (row + 0.5) / height - 0.5;
      let luma = y[at] * (1 - corners * 2 * (dx * dx + dy * dy));
      luma += 0.03 * tooth * grain(ground, column, row, thread, seed);
      if (cracks > 0) {
        // A crack runs where two noises are level with each other.
        const scale = 12 / Math.min(height, width);
        const gap = Math.abs(
          noise(column * scale, row * scale, seed + 1) - noise(column * scale, row * scale, seed + 2),
        );
        if (gap < 0.025) luma -= cracks * 0.16 * (1 - gap / 0.025);
      }
      y[at] = luma;
    }
  }
}
