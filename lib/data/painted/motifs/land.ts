import type { Random } from "../../random";
import { between, chance, clamp, mix } from "../exact";
import { noise, rough } from "../noise";
import type { Material } from "../palette";
import type { Scene } from "../scene";
import { arc, below, ellipse, limb, polygon, trapezoid } from "../shapes";

/** A ridge of hills or mountains from side to side. */
export function ridge(
  scene: Scene,
  random: Random,
  base: number,
  rise: number,
  material: Material,
  tone: number,
): void {
  const seed = random.integer(1 << 30);
  const scale = between(random, 1.5, 3.5);
  const line = (x: number) => base - rise * rough(x * scale, 0.5, seed);
  scene.paint(below(line, base - rise), {
    material,
    tone: (x, y) =>
      tone + 0.5 * (rough(x * 7, y * 7, seed + 5) - 0.5) + 0.3 * clamp((line(x) - y) * 4 + 0.5, -0.5, 0.5),
    flow: (x) => [1, 6 * (line(x + 0.02) - line(x - 0.02))],
  });
}

/** One high mountain, lit from the left. */
export function peak(scene: Scene, random: Random, base: number, height: number): void {
  const [cx, half] = [between(random, 0.25, 0.75), between(random, 0.3, 0.55)];
  const seed = random.integer(1 << 30);
  scene.paint(trapezoid(cx, base - height, base, 0.02, half), {
    material: "rock",
    tone: (x, y) =>
      0.45 + 1.4 * (cx - x + 0.12 * (noise(x * 9, y * 9, seed) - 0.5)) + 0.3 * (noise(x * 14, y * 14, seed) - 0.5),
    flow: (x) => [x - cx, 0.5],
  });
  scene.paint(trapezoid(cx, base - height, base - height * between(random, 0.6, 0.75), 0.02, half * 0.34), {
    material: "foam",
    tone: (x) => 0.7 + 2 * (cx - x),
    opacity: (x, y) => (noise(x * 12, y * 5, seed + 3) > 0.35 ? 1 : 0),
    outlined: false,
  });
}

/** The ground from `top` down, lighter far away, in furrows or tufts. */
export function ground(scene: Scene, random: Random, top: number, material: Material, tone = 0.5): void {
  const seed = random.integer(1 << 30);
  const tilt = between(random, -0.05, 0.05);
  const line = (x: number) => top + tilt * (x - 0.5);
  scene.paint(below(line, top - 0.05), {
    material,
    tone: (x, y) => {
      const depth = clamp((y - top) / (1.01 - top), 0, 1);
      return mix(tone + 0.25, tone - 0.15, depth) + 0.5 * (rough(x * mix(9, 4, depth), y * 16, seed) - 0.5);
    },
    flow: (x, y) => [1, 0.8 * (noise(x * 4, y * 4, seed + 2) - 0.5)],
  });
}

/** A road that runs from the lower border to the horizon. */
export function road(scene: Scene, random: Random, horizon: number, material: Material = "earth"): void {
  const vanish = between(random, 0.3, 0.7);
  const start = between(random, 0.2, 0.8);
  const half = between(random, 0.08, 0.2);
  scene.paint(
    polygon([
      [vanish - 0.012, horizon],
      [vanish + 0.012, horizon],
      [start + half, 1.02],
      [start - half, 1.02],
    ]),
    { material, tone: (_, y) => 0.9 - 0.4 * y, flow: [start - vanish, 1 - horizon] },
  );
}

export type Tree = "round" | "poplar" | "pine" | "bare" | "willow";

/** A tree that stands at (x, base). */
export function tree(scene: Scene, random: Random, x: number, base: number, height: number, kind: Tree): void {
  const seed = random.integer(1 << 30);
  const sway = between(random, -0.08, 0.08) * height;
  const thick = height * (kind === "bare" ? 0.05 : 0.035);
  scene.paint(limb(x, base, x + sway, base - height * 0.7, thick, thick * 0.5), {
    material: "wood",
    tone: 0.4,
    flow: [0, 1],
  });
  const leaves = (cx: number, cy: number, rx: number, ry: number, material: Material = "foliage") =>
    scene.paint(ellipse(cx, cy, rx, ry), {
      material,
      tone: (px, py) =>
        0.5 + 0.45 * (((cx - px) / rx) * 0.5 + (cy - py) / ry) + 0.6 * (noise(px * 30, py * 30, seed) - 0.5),
      opacity: (px, py, d) => clamp((-d / rx) * 4 + 1.4 * noise(px * 22, py * 22, seed + 1) - 0.2, 0, 1),
      flow: (px, py) => [cy - py, px - cx],
    });
  if (kind === "poplar") leaves(x + sway / 2, base - height * 0.55, height * 0.13, height * 0.48);
  if (kind === "round" || kind === "willow") {
    for (let i = 0; i < 5; i++) {
      const r = height * between(random, 0.18, 0.28);
      leaves(
        x + sway + height * between(random, -0.22, 0.22),
        base - height * between(random, 0.55, 0.85),
        r,
        r * (kind === "willow" ? 1.4 : 0.9),
      );
    }
  }
  if (kind === "pine") {
    for (let i = 0; i < 4; i++) {
      const top = base - height * (0.25 + 0.2 * (i + 1));
      scene.paint(trapezoid(x, top, top + height * 0.3, 0.003, height * (0.24 - 0.045 * i)), {
        material: "foliage",
        tone: (px) => 0.3 + 1.5 * (x - px),
        flow: [0.3, 1],
      });
    }
  }
  if (kind === "bare") {
    for (let i = 0; i < 7; i++) {
      const from = base - height * between(random, 0.3, 0.7);
      const side = chance(random, 0.5) ? 1 : -1;
      const reach = height * between(random, 0.15, 0.35) * side;
      scene.paint(
        arc(x + sway * 0.6, from, x + reach, from - height * 0.02, x + reach, from - height * 0.25, thick * 0.3),
        {
          material: "wood",
          tone: 0.3,
          flow: [reach, -0.1],
        },
      );
    }
  }
}

/** A clump of trees along a line. */
export function grove(scene: Scene, random: Random, base: number, height: number, count: number, kind: Tree): void {
  for (let i = 0; i < count; i++) {
    tree(
      scene,
      random,
      between(random, -0.05, 1.05),
      base + between(random, -0.02, 0.02),
      height * between(random, 0.7, 1.2),
      kind,
    );
  }
}

/** Flowers strewn over a meadow. */
export function blossoms(scene: Scene, random: Random, top: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const y = mix(top, 1, Math.sqrt(random.float()));
    const r = 0.006 + 0.018 * ((y - top) / (1.01 - top));
    scene.paint(ellipse(random.float(), y, r, r), {
      material: random.pick(["flower", "red", "linen", "gold"] as const),
      tone: between(random, 0.5, 1),
      outlined: false,
    });
  }
}
