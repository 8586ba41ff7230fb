/** The brush: coats of strokes, each of one colour taken from the scene beneath its middle. */
import type { Random } from "../random";
import { bell } from "./exact";
import { hash, noise } from "./noise";
import type { Planes } from "./planes";
import type { Hand } from "./painters";
import type { Scene } from "./scene";
import type { Coat } from "./styles";

/** Two irrational steps spread the strokes evenly, without rows (Roberts' R2 sequence). */
const STEP_X = 0.7548776662466927;
const STEP_Y = 0.5698402909980532;

export function brush(canvas: Planes, scene: Scene, random: Random, coat: Coat, hand: Hand): void {
  const { height, width } = canvas;
  const side = Math.min(height, width);
  // Under a pixel and a half no stroke could be seen.
  const breadth = Math.max(1.4, coat.width * hand.breadth * side);
  const length = breadth * Math.max(1, coat.length * (coat.length > 1 ? hand.reach : 1));
  const count = Math.ceil((coat.cover * height * width) / (breadth * length));
  const whirl = random.integer(1 << 30);
  let [px, py] = [random.float(), random.float()];
  for (let i = 0; i < count; i++) {
    px = (px + STEP_X) % 1;
    py = (py + STEP_Y) % 1;
    const x = px * width;
    const y = py * height;
    const at = Math.floor(y) * width + Math.floor(x);
    let [dx, dy] = direction(coat, scene, at, x / width, y / height, whirl, random);
    [dx, dy] = leaned(dx, dy, hand, random);
    const luma = bell(random) * coat.stray[0] * hand.unrest;
    const chroma = coat.stray[1] * hand.unrest;
    stroke(canvas, {
      x,
      y,
      dx,
      dy,
      length: length * (0.7 + 0.6 * random.float()),
      breadth: breadth * (0.75 + 0.5 * random.float()),
      luma: scene.y[at] + luma,
      u: scene.u[at] + bell(random) * chroma,
      v: scene.v[at] + bell(random) * chroma,
      opacity: coat.opacity,
      relief: coat.relief ?? 0,
      bend: (coat.bend ?? 0) * 2 * (random.float() - 0.5),
      seed: i,
    });
  }
}

function direction(
  coat: Coat,
  scene: Scene,
  at: number,
  x: number,
  y: number,
  seed: number,
  random: Random,
): [number, number] {
  if (coat.follow === "form") return [scene.flowX[at], scene.flowY[at]];
  if (coat.follow === "hand") return [0, 0];
  if (coat.follow === "nothing") return [random.float() - 0.5, random.float() - 0.5];
  // Whirls: along the level lines of a noise, mixed with the form.
  const turnX = noise(x * 3, y * 3 + 0.05, seed) - noise(x * 3, y * 3 - 0.05, seed);
  const turnY = noise(x * 3 - 0.05, y * 3, seed) - noise(x * 3 + 0.05, y * 3, seed);
  return [turnX * 12 + 0.6 * scene.flowX[at], turnY * 12 + 0.6 * scene.flowY[at]];
}

/** Turned part of the way to the hand's own slant, and a little astray. A stroke has no front, so -d is d. */
function leaned(dx: number, dy: number, hand: Hand, random: Random): [number, number] {
  const size = Math.sqrt(dx * dx + dy * dy);
  const [sx, sy] = hand.slant;
  const slant = Math.sqrt(sx * sx + sy * sy);
  const share = size > 0 ? hand.leaning : 1;
  const sign = dx * sx + dy * sy < 0 ? -1 : 1;
  const [ux, uy] = size > 0 ? [dx / size, dy / size] : [0, 0];
  const x = ux * (1 - share) + (sign * share * sx) / slant + 0.22 * hand.unrest * (random.float() - 0.5);
  const y = uy * (1 - share) + (sign * share * sy) / slant + 0.22 * hand.unrest * (random.float() - 0.5);
  const norm = Math.sqrt(x * x + y * y);
  return norm > 1e-6 ? [x / norm, y / norm] : [1, 0];
}

interface Stroke {
  x: number;
  y: number;
  dx: number;
  dy: number;
  length: number;
  breadth: number;
  luma: number;
  u: number;
  v: number;
  opacity: number;
  relief: number;
  /** How far the middle stands off the line between the ends, as a share of the length. */
  bend: number;
  seed: number;
}

function stroke(canvas: Planes, s: Stroke): void {
  const { height, width, y: luma, u, v } = canvas;
  const [halfLength, halfBreadth] = [s.length / 2, s.breadth / 2];
  const bulge = halfBreadth + Math.abs(s.bend) * s.length;
  const reachX = Math.abs(s.dx) * halfLength + Math.abs(s.dy) * bulge + 1;
  const reachY = Math.abs(s.dy) * halfLength + Math.abs(s.dx) * bulge + 1;
  const curve = (4 * s.bend) / s.length;
  const left = Math.max(0, Math.floor(s.x - reachX));
  const right = Math.min(width - 1, Math.ceil(s.x + reachX));
  const top = Math.max(0, Math.floor(s.y - reachY));
  const bottom = Math.min(height - 1, Math.ceil(s.y + reachY));
  const spine = halfLength - halfBreadth;
  const nearest = halfBreadth + 0.5;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const ex = column + 0.5 - s.x;
      const ey = row + 0.5 - s.y;
      const along = ex * s.dx + ey * s.dy;
      const across = ey * s.dx - ex * s.dy + curve * along * along - 0.5 * s.bend * s.length;
      if (across > nearest || across < -nearest) continue;
      const beyond = Math.max(0, Math.abs(along) - spine);
      if (beyond > nearest) continue;
      const d = Math.sqrt(beyond * beyond + across * across) - halfBreadth;
      if (d > 0.5) continue;
      const edge = d < -0.5 ? 1 : 0.5 - d;
      // Bristles: lanes along the stroke that carry more or less paint, fewer towards its end.
      const lane = hash(Math.round(across * 1.6), s.seed, 11);
      const share = edge * s.opacity * (0.72 + 0.28 * lane - 0.18 * (along / s.length + 0.5));
      const at = row * width + column;
      const ridge = s.relief * ((lane - 0.5) * 0.6 - across / s.breadth);
      luma[at] += (s.luma + ridge - luma[at]) * share;
      u[at] += (s.u - u[at]) * share;
      v[at] += (s.v - v[at]) * share;
    }
  }
}
