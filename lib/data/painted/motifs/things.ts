import type { Random } from "../../random";
import { between, chance } from "../exact";
import { noise } from "../noise";
import type { Material } from "../palette";
import type { Scene } from "../scene";
import { arc, ellipse, limb, rectangle, rim, trapezoid, without } from "../shapes";
import { round } from "./people";

/** A wall behind and a table before it. */
export function table(scene: Scene, random: Random, top: number): void {
  const seed = random.integer(1 << 30);
  const wall = random.pick(["dark", "wall", "foliage", "blue", "wood", "far"] as const);
  const base = between(random, 0.15, 0.5);
  scene.paint(rectangle(-0.1, -0.1, 1.1, 1.1), {
    material: wall,
    tone: (x, y) => base + 0.3 * (0.5 - x) + 0.35 * (noise(x * 4, y * 4, seed) - 0.5),
    flow: [0.4, 1],
  });
  const cloth = random.pick(["linen", "wood", "wood", "red", "ochre"] as const);
  scene.paint(rectangle(-0.1, top, 1.1, 1.1), {
    material: cloth,
    tone: (x, y) => 0.75 - 0.35 * (y - top) - 0.25 * x + 0.3 * (noise(x * 5, y * 12, seed + 1) - 0.5),
    flow: [1, 0.05],
  });
  if (chance(random, 0.5)) {
    const x = between(random, 0.1, 0.6);
    scene.paint(trapezoid(x, top, 1.1, 0.12, 0.2, -0.05), {
      material: "linen",
      tone: (px, py) => 0.65 + 0.7 * (noise(px * 14, py * 4, seed + 2) - 0.5),
      flow: [0.2, 1],
    });
  }
}

function shadow(scene: Scene, x: number, base: number, rx: number): void {
  scene.paint(ellipse(x + rx * 0.6, base, rx * 1.3, rx * 0.28), {
    material: "dark",
    tone: 0.2,
    opacity: (_, __, d) => Math.min(0.55, -d * 30),
    outlined: false,
  });
}

export function fruit(scene: Scene, random: Random, x: number, base: number, r: number): void {
  shadow(scene, x, base, r);
  const material = random.pick(["fruit", "fruit", "red", "leaf", "gold"] as const);
  const cy = base - r * 0.9;
  scene.paint(ellipse(x, cy, r, r * between(random, 0.85, 1.1)), {
    material,
    tone: round(scene, x, cy, r, r, 0.5, 0.55),
    flow: (px, py) => [cy - py, px - x],
  });
  scene.paint(ellipse(x - r * 0.3, cy - r * 0.35, r * 0.16, r * 0.13), {
    material: "linen",
    tone: 1,
    opacity: 0.7,
    outlined: false,
  });
}

export function bottle(scene: Scene, random: Random, x: number, base: number, height: number): void {
  const r = height * between(random, 0.14, 0.2);
  const material = random.pick(["foliage", "dark", "wood", "blue"] as const);
  shadow(scene, x, base, r);
  scene.paint(limb(x, base - height * 0.5, x, base - height, r * 0.5, r * 0.32), {
    material,
    tone: (px) => 0.5 - (px - x) / r / 1.5,
    flow: [0, 1],
  });
  scene.paint(rectangle(x - r, base - height * 0.55, x + r, base), {
    material,
    tone: (px) => 0.5 - (px - x) / r / 1.8,
    flow: [0, 1],
  });
  scene.paint(rectangle(x - r * 0.6, base - height * 0.5, x - r * 0.4, base - height * 0.12), {
    material: "linen",
    tone: 1,
    opacity: 0.6,
    outlined: false,
  });
}

export function bowl(scene: Scene, random: Random, x: number, base: number, r: number): void {
  const material = random.pick(["blue", "linen", "ochre", "wood", "stone"] as const);
  shadow(scene, x, base, r);
  for (let i = 0; i < 4; i++)
    fruit(scene, random, x + r * between(random, -0.6, 0.6), base - r * between(random, 0.5, 0.8), r * 0.32);
  scene.paint(trapezoid(x, base - r * 0.62, base, r, r * 0.45), {
    material,
    tone: (px) => 0.6 - (px - x) / r / 2.5,
    flow: [1, 0.3],
  });
  scene.paint(ellipse(x, base - r * 0.62, r, r * 0.12), { material, tone: 0.35, flow: [1, 0] });
}

export function vase(scene: Scene, random: Random, x: number, base: number, height: number): void {
  const material = random.pick(["blue", "stone", "linen", "ochre", "leaf", "red"] as const);
  const r = height * between(random, 0.32, 0.45);
  shadow(scene, x, base, r);
  scene.paint(rectangle(x - r * 0.4, base - height, x + r * 0.4, base - height * 0.5), {
    material,
    tone: (px) => 0.5 - (px - x) / r,
    flow: [0, 1],
  });
  scene.paint(ellipse(x, base - height * 0.4, r, height * 0.4), {
    material,
    tone: round(scene, x, base - height * 0.4, r, height * 0.4),
    flow: (px) => [px - x, 0.4],
  });
}

/** A flower head of petals round a heart. */
export function flower(scene: Scene, random: Random, x: number, y: number, r: number, petals: Material): void {
  for (let i = 0; i < 5; i++) {
    const [dx, dy] = PETALS[i];
    scene.paint(ellipse(x + dx * r * 0.6, y + dy * r * 0.6, r * 0.55, r * 0.55), {
      material: petals,
      tone: 0.6 - 0.3 * (dx * 0.6 + dy * 0.8),
      flow: [dx, dy],
    });
  }
  scene.paint(ellipse(x, y, r * 0.3, r * 0.3), {
    material: chance(random, 0.7) ? "gold" : "dark",
    tone: 0.7,
    outlined: false,
  });
}

/** Five directions, 72 degrees apart. */
const PETALS: readonly (readonly [number, number])[] = [
  [0, -1],
  [0.951, -0.309],
  [0.588, 0.809],
  [-0.588, 0.809],
  [-0.951, -0.309],
];

export function bouquet(scene: Scene, random: Random, x: number, y: number, spread: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const [dx, dy] = [between(random, -1, 1) * spread, between(random, -1, 0.35) * spread];
    scene.paint(limb(x, y + spread * 0.8, x + dx, y + dy, 0.006), { material: "leaf", tone: 0.4, outlined: false });
    scene.paint(ellipse(x + dx * 0.9, y + dy + spread * 0.25, spread * 0.13, spread * 0.3, dx > 0 ? 0.5 : -0.5), {
      material: "leaf",
      tone: between(random, 0.2, 0.7),
      flow: [dx, dy],
    });
  }
  for (let i = 0; i < count; i++) {
    const [dx, dy] = [between(random, -1, 1) * spread, between(random, -1, 0.4) * spread];
    flower(
      scene,
      random,
      x + dx,
      y + dy,
      spread * between(random, 0.18, 0.34),
      random.pick(["flower", "red", "linen", "gold", "blue", "flower"] as const),
    );
  }
}

export function skull(scene: Scene, x: number, base: number, r: number): void {
  shadow(scene, x, base, r);
  scene.paint(rectangle(x - r * 0.5, base - r * 0.75, x + r * 0.5, base), { material: "paper", tone: 0.45 });
  scene.paint(ellipse(x, base - r * 1.15, r, r * 0.85), {
    material: "paper",
    tone: round(scene, x, base - r * 1.15, r, r * 0.85, 0.6, 0.4),
    flow: (px, py) => [base - r - py, px - x],
  });
  for (const side of [-1, 1])
    scene.paint(ellipse(x + side * r * 0.38, base - r * 0.95, r * 0.24, r * 0.26), {
      material: "dark",
      tone: 0,
      outlined: false,
    });
  scene.paint(ellipse(x, base - r * 0.55, r * 0.1, r * 0.16), { material: "dark", tone: 0, outlined: false });
  scene.focus = [x, base - r];
}

export function candle(scene: Scene, x: number, base: number, height: number): void {
  scene.paint(rectangle(x - height * 0.09, base - height * 0.7, x + height * 0.09, base), {
    material: "linen",
    tone: (px) => 0.7 - (px - x) * 6,
    flow: [0, 1],
  });
  scene.paint(ellipse(x, base - height * 0.86, height * 0.5, height * 0.5), {
    material: "lamp",
    tone: 0.6,
    opacity: (_, __, d) => Math.min(0.5, -d * (1.2 / height)),
    outlined: false,
  });
  scene.paint(ellipse(x, base - height * 0.86, height * 0.07, height * 0.16), { material: "lamp", tone: 1 });
}

export function book(scene: Scene, random: Random, x: number, base: number, width: number): void {
  scene.paint(trapezoid(x, base - width * 0.35, base, width * 0.42, width * 0.5), {
    material: "paper",
    tone: (px) => 0.8 - Math.abs(px - x) * 2,
    flow: [1, 0],
  });
  scene.paint(limb(x, base - width * 0.35, x, base, 0.006), { material: "dark", tone: 0.4 });
  scene.paint(rectangle(x - width * 0.5, base, x + width * 0.5, base + width * 0.06), {
    material: random.pick(["red", "dark", "wood"] as const),
    tone: 0.4,
  });
}

export function moon(scene: Scene, x: number, y: number, r: number): void {
  scene.paint(without(ellipse(x, y, r, r), ellipse(x + r * 0.45, y - r * 0.2, r * 0.85, r * 0.85)), {
    material: "lamp",
    tone: 0.9,
  });
}

export function ring(scene: Scene, x: number, y: number, r: number, half: number, material: Material): void {
  scene.paint(rim(ellipse(x, y, r, r), half), { material, tone: 0.7, flow: (px, py) => [y - py, px - x] });
}

/** A bough across the picture, with twigs; answers where birds may sit. */
export function bough(scene: Scene, random: Random, blossom: Material): (readonly [x: number, y: number])[] {
  const side = chance(random, 0.5) ? 1 : -1;
  const [from, to] = [side > 0 ? -0.02 : 1.02, side > 0 ? between(random, 0.7, 0.95) : between(random, 0.05, 0.3)];
  const [y0, y1] = [between(random, 0.45, 0.85), between(random, 0.3, 0.7)];
  scene.paint(arc(from, y0, (from + to) / 2, y0 - 0.05, to, y1, 0.018), {
    material: "wood",
    tone: 0.4,
    flow: [side, -0.3],
  });
  const perches: [number, number][] = [];
  for (let i = 0; i < 7; i++) {
    const t = between(random, 0.1, 1);
    const [x, y] = [from + (to - from) * t, (1 - t) * (1 - t) * y0 + 2 * t * (1 - t) * (y0 - 0.05) + t * t * y1];
    perches.push([x, y]);
    const [tx, ty] = [x + between(random, -0.14, 0.14), y + between(random, -0.2, 0.14)];
    scene.paint(limb(x, y, tx, ty, 0.007, 0.004), { material: "wood", tone: 0.4 });
    if (chance(random, 0.8)) flower(scene, random, tx, ty, between(random, 0.03, 0.055), blossom);
    else scene.paint(ellipse(tx, ty, 0.05, 0.02, 0.8), { material: "leaf", tone: 0.6 });
  }
  return perches;
}
