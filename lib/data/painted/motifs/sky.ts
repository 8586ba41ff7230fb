import type { Random } from "../../random";
import { between, chance, clamp, mix, smoothstep } from "../exact";
import { noise, rough } from "../noise";
import type { Scene } from "../scene";
import { ellipse, everywhere } from "../shapes";

export interface Weather {
  /** What the sky is painted with. */
  air: "sky" | "night" | "paper" | "gold" | "far";
  /** Tone at the top and at the horizon. */
  top: number;
  low: number;
  /** 0 clear .. 1 covered. */
  clouds: number;
}

/** Noon, haze, dusk, storm or night. */
export function weather(random: Random): Weather {
  const kind = random.float();
  if (kind < 0.4) return { air: "sky", top: between(random, 0, 0.3), low: 0.85, clouds: between(random, 0.1, 0.6) };
  if (kind < 0.6) return { air: "far", top: 0.5, low: 1, clouds: between(random, 0.3, 0.8) };
  if (kind < 0.75) return { air: "gold", top: 0.3, low: 1, clouds: between(random, 0.2, 0.6) };
  if (kind < 0.9) return { air: "far", top: 0, low: 0.6, clouds: between(random, 0.6, 1) };
  return { air: "night", top: 0.1, low: 1, clouds: between(random, 0, 0.3) };
}

/** Covers all with sky, as far as the horizon is low. */
export function sky(scene: Scene, random: Random, horizon: number, state: Weather): void {
  const seed = random.integer(1 << 30);
  const { top, low, clouds } = state;
  const depth = Math.max(horizon, 0.1);
  scene.paint(everywhere(), {
    material: state.air,
    tone: (_, y) => mix(top, low, clamp(y / depth, 0, 1)),
    flow: [1, 0.12],
    outlined: false,
  });
  if (clouds <= 0) return;
  const [scaleX, scaleY] = [between(random, 2, 4), between(random, 5, 8)];
  const edge = 0.72 - 0.4 * clouds;
  scene.paint(everywhere(), {
    material: "cloud",
    tone: (x, y) =>
      0.25 + 1.1 * (rough(x * scaleX, y * scaleY + 0.25, seed) - edge) + (state.air === "night" ? -0.4 : 0.3),
    opacity: (x, y) =>
      smoothstep(edge, edge + 0.2, rough(x * scaleX, y * scaleY, seed)) * smoothstep(depth * 1.1, 0, y) * 0.9,
    flow: (x, y) => [1, 1.6 * (noise(x * scaleX, y * scaleY, seed + 9) - 0.5)],
    outlined: false,
  });
}

/** Great heaped clouds, for pictures that are about them. */
export function heapedClouds(scene: Scene, random: Random, horizon: number): void {
  const heaps = 2 + random.integer(3);
  for (let i = 0; i < heaps; i++) {
    const [cx, cy] = [between(random, 0, 1), between(random, 0.15, horizon * 0.85)];
    const size = between(random, 0.12, 0.3);
    for (let puff = 0; puff < 9; puff++) {
      const r = size * between(random, 0.3, 0.65);
      const [x, y] = [cx + size * between(random, -1.3, 1.3), cy + size * between(random, -0.5, 0.35)];
      scene.paint(ellipse(x, y, r * 1.25, r), {
        material: "cloud",
        tone: (px, py) => 0.55 + 0.5 * ((x - px) * 0.4 + (y - py)) * (1 / r),
        flow: (px, py) => [y - py, px - x],
        opacity: (_, __, d) => clamp(-d / (0.5 * r), 0, 1),
        outlined: false,
      });
    }
  }
}

/** The sun or the moon, with its glow. */
export function luminary(scene: Scene, random: Random, horizon: number): void {
  const [cx, cy] = [between(random, 0.15, 0.85), between(random, 0.12, 0.8) * horizon];
  const r = between(random, 0.03, 0.07);
  scene.paint(ellipse(cx, cy, r * 4, r * 4), {
    material: "lamp",
    tone: 0.6,
    opacity: (_, __, d) => 0.5 * clamp(-d / (4 * r), 0, 1),
    outlined: false,
  });
  scene.paint(ellipse(cx, cy, r, r), { material: chance(random, 0.3) ? "accent" : "lamp", tone: 1 });
  scene.focus = [cx, cy];
}
