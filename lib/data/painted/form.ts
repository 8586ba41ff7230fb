/** Form bent or broken: the sway of an Expressionist, the facets of a Cubist. */
import type { Random } from "../random";
import { between } from "./exact";
import { hash, noise } from "./noise";
import { resample } from "./planes";
import type { Plane, Scene } from "./scene";

/** Every plane of the scene is taken from where the form has moved. */
function bend(scene: Scene, fromX: Plane, fromY: Plane, out: Plane): void {
  const { height, width } = scene;
  for (const plane of [scene.y, scene.u, scene.v, scene.flowX, scene.flowY, scene.outline]) {
    resample(plane, out, height, width, fromX, fromY);
    plane.set(out);
  }
}

/** Forms sway by `amplitude` of the shorter side, in waves about a third of it long. */
export function sway(scene: Scene, random: Random, amplitude: number): void {
  const { height, width } = scene;
  const seed = random.integer(1 << 30);
  const reach = amplitude * Math.min(height, width) * 2;
  const [fromX, fromY, out] = scene.scratch;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = row * width + column;
      const x = (column / width) * 4.5;
      const y = (row / height) * 4.5;
      fromX[at] = column + reach * (noise(x, y, seed) - 0.5);
      fromY[at] = row + reach * (noise(x, y, seed + 1) - 0.5);
    }
  }
  bend(scene, fromX, fromY, out);
}

/** Straight lines cut the picture into facets, each shifted a little, lit along its own slope, with an edge of its own. */
export function facets(scene: Scene, random: Random, cuts: number): void {
  const { height, width } = scene;
  const side = Math.min(height, width);
  const lines = Array.from({ length: cuts }, () => {
    const [dx, dy] = random.pick(BEARINGS);
    const length = Math.sqrt(dx * dx + dy * dy);
    const [nx, ny] = [-dy / length, dx / length];
    const through = [between(random, 0.1, 0.9) * width, between(random, 0.1, 0.9) * height] as const;
    return { nx, ny, c: nx * through[0] + ny * through[1] };
  });
  const seed = random.integer(1 << 30);
  const [fromX, fromY, out] = scene.scratch;
  const [slope, edge] = [new Float32Array(height * width), new Float32Array(height * width)];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      let facet = 0;
      let nearest = Infinity;
      let own = 0;
      for (let i = 0; i < cuts; i++) {
        const d = lines[i].nx * column + lines[i].ny * row - lines[i].c;
        if (d > 0) facet |= 1 << i;
        if (Math.abs(d) < Math.abs(nearest)) {
          nearest = d;
          own = i;
        }
      }
      const at = row * width + column;
      fromX[at] = column + (hash(facet, 1, seed) - 0.5) * 0.14 * side;
      fromY[at] = row + (hash(facet, 2, seed) - 0.5) * 0.14 * side;
      slope[at] =
        0.22 * (hash(facet, 3, seed) - 0.5) +
        0.1 * (1 - Math.min(1, Math.abs(nearest) / (0.14 * side))) * (hash(own, facet, seed) < 0.5 ? 1 : -1);
      edge[at] = Math.abs(nearest) / side;
    }
  }
  bend(scene, fromX, fromY, out);
  for (let at = 0; at < slope.length; at++) {
    scene.y[at] += slope[at];
    scene.outline[at] = Math.min(scene.outline[at], edge[at]);
  }
}

/** The ways a Cubist's lines run: steep, slanting, seldom level. */
const BEARINGS: readonly (readonly [number, number])[] = [
  [0.25, 1],
  [-0.3, 1],
  [0.8, 1],
  [-0.9, 1],
  [1, 0.3],
  [1, -0.25],
];
