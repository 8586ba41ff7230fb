import type { Random } from "../../random";
import { between } from "../exact";
import { noise } from "../noise";
import type { Material } from "../palette";
import type { Scene } from "../scene";
import { arc, ellipse, limb, polygon } from "../shapes";
import { round } from "./people";

export type Beast = "horse" | "cow" | "sheep" | "dog" | "deer";

/** Leg length, neck length and lift, head, girth, as shares of the body's length. */
const BUILD: Record<Beast, readonly [leg: number, neck: number, lift: number, head: number, girth: number]> = {
  horse: [0.6, 0.34, 0.34, 0.15, 0.25],
  cow: [0.42, 0.26, 0.12, 0.16, 0.32],
  sheep: [0.3, 0.2, 0.16, 0.13, 0.36],
  dog: [0.42, 0.24, 0.28, 0.14, 0.2],
  deer: [0.66, 0.32, 0.42, 0.11, 0.2],
};

/** A beast in profile; its feet stand at `base`, `length` is that of its body. */
export function beast(scene: Scene, random: Random, x: number, base: number, length: number, kind: Beast): void {
  const [leg, neck, lift, head, girth] = BUILD[kind];
  const side = random.float() < 0.5 ? 1 : -1;
  const coat: Material = kind === "sheep" ? "linen" : random.pick(["fur", "wood", "dark", "linen", "ochre"] as const);
  const cy = base - length * (leg + girth * 0.6);
  const seed = random.integer(1 << 30);
  const fur = (px: number, py: number) =>
    round(scene, x, cy, length * 0.5, length * girth, 0.5, 0.3)(px, py) + 0.35 * (noise(px * 28, py * 28, seed) - 0.5);
  for (const at of [-0.4, -0.3, 0.3, 0.42]) {
    const stride = between(random, -0.1, 0.1) * length;
    scene.paint(limb(x + at * length, cy, x + at * length + stride, base, length * 0.055, length * 0.03), {
      material: coat,
      tone: 0.3,
      flow: [0, 1],
    });
  }
  scene.paint(ellipse(x, cy, length * 0.52, length * girth), {
    material: coat,
    tone: fur,
    flow: (px, py) => [1, (px - x) * 1.2 + (py - cy)],
  });
  const nx = x + side * length * (0.42 + neck * 0.6);
  const ny = cy - length * lift - length * 0.05;
  scene.paint(limb(x + side * length * 0.4, cy - length * 0.05, nx, ny, length * girth * 0.55, length * 0.08), {
    material: coat,
    tone: fur,
    flow: [side, -1],
  });
  scene.paint(ellipse(nx + side * length * 0.07, ny, length * head * 1.25, length * head * 0.75, -side * 0.4), {
    material: coat,
    tone: fur,
    flow: [side, 0.4],
  });
  scene.paint(
    arc(
      x - side * length * 0.5,
      cy - length * 0.1,
      x - side * length * 0.65,
      cy,
      x - side * length * 0.6,
      cy + length * 0.25,
      length * 0.025,
    ),
    { material: coat, tone: 0.25 },
  );
  if (kind === "deer" || kind === "cow") {
    const horn = length * (kind === "deer" ? 0.35 : 0.14);
    for (const lean of [-0.4, 0.5]) {
      scene.paint(
        arc(
          nx,
          ny - length * 0.06,
          nx + lean * horn,
          ny - horn * 0.4,
          nx + lean * horn * 0.8,
          ny - horn,
          length * 0.018,
        ),
        { material: "wood", tone: 0.6 },
      );
    }
  }
  scene.focus = [x, cy];
}

/** A bird on its perch, or on the wing. */
export function bird(scene: Scene, random: Random, x: number, y: number, size: number, flying: boolean): void {
  const side = random.float() < 0.5 ? 1 : -1;
  const plumage = random.pick(["blue", "red", "ochre", "dark", "linen", "fur"] as const);
  if (flying) {
    for (const wing of [-1, 1]) {
      scene.paint(arc(x, y, x + wing * size * 0.4, y - size * 0.5, x + wing * size, y - size * 0.15, size * 0.07), {
        material: plumage,
        tone: 0.4,
      });
    }
    return;
  }
  scene.paint(limb(x - side * size * 0.3, y, x - side * size * 1.1, y + size * 0.5, size * 0.14, size * 0.06), {
    material: "dark",
    tone: 0.5,
    flow: [side, -0.5],
  });
  scene.paint(ellipse(x, y, size * 0.55, size * 0.38, -side * 0.4), {
    material: plumage,
    tone: round(scene, x, y, size * 0.5, size * 0.4),
    flow: [side, -0.4],
  });
  scene.paint(ellipse(x - side * size * 0.12, y + size * 0.02, size * 0.36, size * 0.2, -side * 0.5), {
    material: "dark",
    tone: 0.5,
    opacity: 0.7,
    flow: [side, -0.5],
  });
  const [hx, hy] = [x + side * size * 0.42, y - size * 0.38];
  scene.paint(ellipse(hx, hy, size * 0.24, size * 0.24), {
    material: plumage,
    tone: round(scene, hx, hy, size * 0.24, size * 0.24, 0.65),
  });
  const beak: [number, number][] = [
    [hx + side * size * 0.2, hy - size * 0.08],
    [hx + side * size * 0.48, hy + size * 0.04],
    [hx + side * size * 0.2, hy + size * 0.1],
  ];
  scene.paint(polygon(side > 0 ? beak : beak.reverse()), { material: "gold", tone: 0.6, outlined: false });
  scene.paint(ellipse(hx + side * size * 0.06, hy - size * 0.04, size * 0.05, size * 0.05), {
    material: "ink",
    tone: 0,
    outlined: false,
  });
  scene.focus = [x, y];
}
