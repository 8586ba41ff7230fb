import type { Random } from "../../random";
import { between, chance, clamp } from "../exact";
import { noise } from "../noise";
import type { Material } from "../palette";
import type { Scene } from "../scene";
import { arc, ellipse, limb, trapezoid } from "../shapes";

export const CLOTH: readonly Material[] = ["red", "blue", "ochre", "linen", "dark", "foliage", "wood"];

/** The shading of a rounded thing: lighter where it faces the light. */
export function round(scene: Scene, cx: number, cy: number, rx: number, ry: number, base = 0.55, gain = 0.45) {
  const [lx, ly] = scene.light;
  return (x: number, y: number) => base + gain * (((x - cx) / rx) * lx + ((y - cy) / ry) * ly);
}

export interface Sitter {
  cloth?: Material;
  hat?: "none" | "brim" | "cap" | "hood" | "crown" | "bonnet";
  halo?: boolean;
  /** How far the head is turned, -1..1. */
  turn?: number;
  /** Head against body; a caricature's is large. */
  head?: number;
  beard?: boolean;
}

/** Head and shoulders; (x, y) is the middle of the face and `r` half its height. */
export function bust(scene: Scene, random: Random, x: number, y: number, r: number, sitter: Sitter = {}): void {
  const turn = sitter.turn ?? between(random, -0.6, 0.6);
  const cloth = sitter.cloth ?? random.pick(CLOTH);
  const rx = r * between(random, 0.7, 0.82);
  const long = chance(random, 0.45);
  const seed = random.integer(1 << 30);
  const body = r / (sitter.head ?? 1);
  if (sitter.halo) halo(scene, x, y - r * 0.2, r * 1.5);
  if (long) {
    scene.paint(ellipse(x - turn * r * 0.15, y + r * 0.3, rx * 1.4, r * 1.35), {
      material: "hair",
      tone: 0.35,
      flow: [0.1, 1],
    });
  }
  scene.paint(trapezoid(x - turn * r * 0.2, y + r * 1.05, 1.05, body * 0.95, body * 2.1), {
    material: cloth,
    tone: (px, py) => 0.5 - 0.22 * ((px - x) / body) + 0.5 * (noise(px * 9, py * 3, seed) - 0.5),
    flow: (px) => [(px - x) * 1.5, 1],
  });
  scene.paint(ellipse(x - turn * r * 0.2, y + r * 1.35, body * 1.25, body * 0.5), {
    material: cloth,
    tone: (px) => 0.58 - 0.22 * ((px - x) / body),
    flow: (px) => [1, (px - x) / body],
    outlined: false,
  });
  if (chance(random, 0.5)) {
    scene.paint(ellipse(x, y + r * 1.1, body * 0.55, body * 0.22), { material: "linen", tone: 0.75, flow: [1, 0.2] });
  }
  scene.paint(limb(x - turn * r * 0.1, y + r * 0.6, x - turn * r * 0.15, y + r * 1.1, rx * 0.5), {
    material: "flesh",
    tone: 0.35,
    flow: [0, 1],
  });
  scene.paint(ellipse(x, y - r * 0.18, rx * 1.16, r * 1.02), {
    material: "hair",
    tone: round(scene, x, y, rx, r, 0.4, 0.4),
    flow: (px, py) => [y - py, px - x],
  });
  if (sitter.hat === "hood" || sitter.hat === "bonnet") {
    const material = sitter.hat === "bonnet" ? "linen" : random.pick(["blue", "dark", "red"] as const);
    scene.paint(ellipse(x, y, rx * 1.32, r * 1.25), {
      material,
      tone: round(scene, x, y, rx * 1.3, r * 1.3),
      flow: (px, py) => [y - py, px - x],
    });
  }
  const fx = x + turn * r * 0.14;
  scene.paint(ellipse(fx, y + r * 0.08, rx, r * 0.96), {
    material: "flesh",
    tone: round(scene, fx, y, rx, r, 0.62, 0.34),
    flow: (px, py) => [(y - py) * 0.6, px - fx],
  });
  face(scene, fx + turn * r * 0.2, y, rx, r, turn);
  const covered = sitter.hat === "hood" || sitter.hat === "bonnet";
  if (sitter.beard ?? (chance(random, 0.25) && !covered)) {
    scene.paint(ellipse(fx + turn * r * 0.1, y + r * 0.82, rx * 0.7, r * 0.42), {
      material: "hair",
      tone: 0.5,
      flow: [0, 1],
    });
  }
  headgear(scene, random, x, y, rx, r, sitter.hat ?? "none");
  scene.focus = [x, y + r * 0.3];
}

function face(scene: Scene, x: number, y: number, rx: number, r: number, turn: number): void {
  const mark = (shape: ReturnType<typeof ellipse>, material: Material, tone: number, opacity = 0.9) =>
    scene.paint(shape, { material, tone, opacity, outlined: false });
  for (const side of [-1, 1]) {
    const ex = x + side * rx * 0.38 * (1 - 0.25 * Math.abs(turn));
    mark(ellipse(ex, y - r * 0.04, rx * 0.2, r * 0.075), "dark", 0.15);
    mark(ellipse(ex, y - r * 0.23, rx * 0.24, r * 0.05), "hair", 0.2, 0.7);
  }
  mark(limb(x + turn * rx * 0.05, y - r * 0.02, x + turn * rx * 0.25, y + r * 0.32, rx * 0.09), "flesh", 0.3, 0.7);
  mark(ellipse(x, y + r * 0.55, rx * 0.3, r * 0.07), "red", 0.5);
}

function headgear(
  scene: Scene,
  random: Random,
  x: number,
  y: number,
  rx: number,
  r: number,
  hat: NonNullable<Sitter["hat"]>,
): void {
  const cloth = random.pick(["dark", "red", "ochre", "linen", "blue"] as const);
  const brow = y - r * 0.55;
  if (hat === "brim") {
    scene.paint(trapezoid(x, y - r * 1.5, brow, rx * 0.75, rx * 0.95), { material: cloth, tone: 0.45, flow: [0, 1] });
    scene.paint(ellipse(x, brow, rx * 1.9, r * 0.22, 0.2), { material: cloth, tone: 0.6, flow: [1, 0.1] });
  }
  if (hat === "cap")
    scene.paint(ellipse(x, y - r * 0.8, rx * 1.25, r * 0.42, 0.5), {
      material: cloth,
      tone: round(scene, x, y - r * 0.8, rx, r * 0.4),
      flow: [1, 0.1],
    });
  if (hat === "crown")
    scene.paint(trapezoid(x, y - r * 1.35, y - r * 0.75, rx * 1.05, rx * 0.85), {
      material: "gold",
      tone: (px) => 0.6 + (x - px) / rx / 3,
    });
}

export function halo(scene: Scene, x: number, y: number, r: number): void {
  scene.paint(ellipse(x, y, r, r), {
    material: "gold",
    tone: (px, py) => 0.7 + 0.5 * (x - px + (y - py)),
    flow: (px, py) => [y - py, px - x],
  });
}

export interface Pose {
  cloth?: Material;
  halo?: boolean;
  wings?: boolean;
  /** Standing, seated, kneeling, striding, lying, or with arms thrown up. */
  stance?: "standing" | "seated" | "kneeling" | "striding" | "raised" | "lying";
  hat?: boolean;
}

/** A whole figure that stands at (x, base). */
export function figure(scene: Scene, random: Random, x: number, base: number, height: number, pose: Pose = {}): void {
  const stance = pose.stance ?? random.pick(["standing", "standing", "striding", "seated"] as const);
  if (stance === "lying") return reclining(scene, random, x, base, height, pose.cloth ?? random.pick(CLOTH));
  const cloth = pose.cloth ?? random.pick(CLOTH);
  const tall = height * (stance === "seated" ? 0.75 : stance === "kneeling" ? 0.65 : 1);
  const lean = between(random, -0.06, 0.06) * height + (stance === "kneeling" ? height * 0.08 : 0);
  const head = height * 0.075;
  const hx = x + lean;
  const hy = base - tall + head;
  const shoulder = hy + head * 1.5;
  const seed = random.integer(1 << 30);
  const folds = (px: number, py: number) =>
    0.55 - (2.2 * (px - x)) / height + 0.7 * (noise(px * 26, py * 9, seed) - 0.5);
  if (pose.wings) {
    for (const side of [-1, 1]) {
      scene.paint(
        ellipse(hx + side * height * 0.22, shoulder + height * 0.06, height * 0.09, height * 0.26, side * 0.5),
        { material: "linen", tone: 0.75, flow: [side * 0.4, 1] },
      );
    }
  }
  if (pose.halo) halo(scene, hx, hy, head * 2);
  const foot = stance === "standing" || stance === "raised" ? 0.14 : 0.24;
  scene.paint(trapezoid(x, shoulder, base, height * 0.085, height * foot, lean), {
    material: cloth,
    tone: folds,
    flow: [lean * 0.5, 1],
  });
  if (chance(random, 0.6)) {
    scene.paint(
      trapezoid(
        x + lean * 0.6,
        shoulder,
        shoulder + height * between(random, 0.3, 0.5),
        height * 0.1,
        height * 0.11,
        lean * 0.4,
      ),
      {
        material: random.pick(CLOTH),
        tone: folds,
        flow: [0.1, 1],
      },
    );
  }
  const reach = stance === "raised" ? -0.22 : stance === "kneeling" ? 0.02 : between(random, 0.05, 0.24);
  for (const side of [-1, 1]) {
    const hand = [hx + side * height * between(random, 0.12, 0.2), shoulder + height * reach] as const;
    scene.paint(
      limb(hx + side * height * 0.07, shoulder + height * 0.03, hand[0], hand[1], height * 0.032, height * 0.022),
      { material: cloth, tone: 0.55 - side * 0.1, flow: [side, 0.5] },
    );
    scene.paint(ellipse(hand[0], hand[1], height * 0.025, height * 0.025), {
      material: "flesh",
      tone: 0.7,
      outlined: false,
    });
  }
  scene.paint(ellipse(hx, hy - head * 0.2, head * 0.95, head * 1.05), {
    material: pose.hat ? "dark" : "hair",
    tone: 0.4,
  });
  scene.paint(ellipse(hx + head * 0.1, hy + head * 0.12, head * 0.75, head * 0.9), {
    material: "flesh",
    tone: round(scene, hx, hy, head, head, 0.65, 0.3),
  });
  if (pose.hat) scene.paint(ellipse(hx, hy - head * 0.7, head * 1.6, head * 0.35), { material: "dark", tone: 0.4 });
}

function reclining(scene: Scene, random: Random, x: number, base: number, length: number, cloth: Material): void {
  const thick = length * 0.12;
  const seed = random.integer(1 << 30);
  scene.paint(
    arc(x - length * 0.32, base - thick * 1.1, x, base - thick * 2.4, x + length * 0.5, base - thick * 0.6, thick),
    {
      material: cloth,
      tone: (px, py) => 0.55 + (base - thick - py) / thick / 4 + 0.5 * (noise(px * 20, py * 20, seed) - 0.5),
      flow: [1, 0.2],
    },
  );
  scene.paint(ellipse(x - length * 0.42, base - thick * 1.8, thick * 0.62, thick * 0.72), {
    material: "hair",
    tone: 0.4,
  });
  scene.paint(ellipse(x - length * 0.4, base - thick * 1.7, thick * 0.5, thick * 0.6), {
    material: "flesh",
    tone: 0.7,
  });
}

/** People far off: a head and a coat each. */
export function crowd(
  scene: Scene,
  random: Random,
  left: number,
  right: number,
  base: number,
  size: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const [x, y] = [between(random, left, right), base + between(random, -0.02, 0.06)];
    const h = size * between(random, 0.8, 1.15) * clamp(0.7 + (y - base) * 6, 0.6, 1.2);
    scene.paint(trapezoid(x, y - h * 0.8, y, h * 0.1, h * 0.2), {
      material: random.pick(CLOTH),
      tone: between(random, 0.2, 0.7),
      flow: [0, 1],
    });
    scene.paint(ellipse(x, y - h * 0.88, h * 0.1, h * 0.12), { material: "flesh", tone: 0.6 });
  }
}
