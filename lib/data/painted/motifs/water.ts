import type { Random } from "../../random";
import { between, chance, clamp, mix } from "../exact";
import { noise, rough } from "../noise";
import type { Scene } from "../scene";
import { arc, ellipse, limb, polygon, rectangle, trapezoid } from "../shapes";

/** Water from `top` to `bottom`: calm it mirrors what stands above, rough it breaks into waves. */
export function water(scene: Scene, random: Random, top: number, bottom: number, swell: number): void {
  const seed = random.integer(1 << 30);
  const glitter = between(random, 0.2, 0.8);
  scene.paint(rectangle(-0.1, top, 1.1, bottom), {
    material: "water",
    tone: (x, y) => {
      const depth = (y - top) / (1.01 - top);
      const ripple = noise(x * mix(10, 4, depth), y * mix(60, 18, depth), seed);
      const path = clamp(1 - Math.abs(x - scene.focus[0]) * 6, 0, 1) * glitter;
      return 0.62 - 0.35 * depth + (0.3 + 0.5 * swell) * (ripple - 0.5) + path * (ripple > 0.5 ? 0.6 : 0.1);
    },
    flow: (x, y) => [1, swell * (noise(x * 5, y * 9, seed + 3) - 0.5)],
    outlined: false,
  });
  for (let i = 0; i < swell * 9; i++) {
    const y = mix(top + 0.06, bottom, random.float());
    const [x, size] = [random.float(), mix(0.06, 0.3, (y - top) / (1.01 - top))];
    scene.paint(arc(x - size, y, x, y - size * swell * 0.9, x + size, y + 0.01, size * 0.07), {
      material: "foam",
      tone: between(random, 0.5, 1),
      flow: [1, -0.2],
    });
  }
}

/** What stands above the line `top` again below it, dimmer and broken. */
export function mirror(scene: Scene, random: Random, top: number, strength: number): void {
  const { height, width } = scene;
  const seed = random.integer(1 << 30);
  const line = Math.round(((top - scene.view[1]) / scene.view[2]) * height);
  for (let row = Math.max(0, line); row < height; row++) {
    const from = Math.max(0, 2 * line - row - 1);
    for (let column = 0; column < width; column++) {
      const shift = (noise((column / width) * 5, (row / height) * 40, seed) - 0.5) * 0.06 * width;
      const source = from * width + clamp(Math.round(column + shift), 0, width - 1);
      const share = strength * (0.4 + 0.6 * rough((column / width) * 6, (row / height) * 30, seed + 1));
      const at = row * width + column;
      scene.y[at] += (scene.y[source] * 0.9 - scene.y[at]) * share;
      scene.u[at] += (scene.u[source] - scene.u[at]) * share;
      scene.v[at] += (scene.v[source] - scene.v[at]) * share;
    }
  }
}

/** A ship or boat; `base` is its water line. */
export function boat(scene: Scene, random: Random, x: number, base: number, size: number, masts: number): void {
  const hull = random.pick(["wood", "dark", "red", "blue"] as const);
  const lean = between(random, -0.12, 0.12) * size;
  for (let i = 0; i < masts; i++) {
    const foot = x + size * (masts === 1 ? 0 : mix(-0.3, 0.3, i / (masts - 1)));
    const top = base - size * between(random, 0.95, 1.25);
    const sail = random.pick(["linen", "linen", "ochre", "red"] as const);
    const width = (size * 0.36) / Math.sqrt(masts);
    if (chance(random, 0.85)) {
      const belly = chance(random, 0.5) ? 1 : -1;
      scene.paint(
        polygon(
          belly > 0
            ? [
                [foot + lean, top],
                [foot + lean + width, base - size * 0.2],
                [foot, base - size * 0.18],
              ]
            : [
                [foot + lean, top],
                [foot, base - size * 0.18],
                [foot + lean - width, base - size * 0.2],
              ],
        ),
        { material: sail, tone: (px) => 0.75 - 1.5 * (px - foot), flow: [0.2, 1] },
      );
    }
    scene.paint(limb(foot, base - size * 0.1, foot + lean, top, size * 0.014), { material: "dark", tone: 0.3 });
  }
  scene.paint(trapezoid(x, base - size * 0.17, base, size * 0.5, size * 0.36), {
    material: hull,
    tone: (_, y) => 0.3 + (base - y) * 2,
    flow: [1, 0],
  });
  scene.paint(ellipse(x, base + size * 0.03, size * 0.45, size * 0.035), {
    material: "water",
    tone: 0,
    opacity: 0.6,
    outlined: false,
  });
}
