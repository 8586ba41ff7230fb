import type { Random } from "../../random";
import { between, chance, mix } from "../exact";
import { noise } from "../noise";
import type { Material } from "../palette";
import type { Scene } from "../scene";
import { ellipse, polygon, rectangle, trapezoid, union } from "../shapes";

const PLASTER: readonly Material[] = ["wall", "wall", "stone", "ochre", "linen"];

/** A house seen from the front: wall, roof, windows. */
export function house(scene: Scene, random: Random, x: number, base: number, width: number, height: number): void {
  const tone = between(random, 0.4, 0.8);
  const eaves = base - height * between(random, 0.6, 0.75);
  const half = width / 2;
  scene.paint(rectangle(x - half, eaves, x + half, base), {
    material: random.pick(PLASTER),
    tone: (px) => tone + (0.4 * (x - px)) / width,
    flow: [0, 1],
  });
  scene.paint(trapezoid(x, base - height, eaves, half * between(random, 0.05, 0.7), half * 1.15), {
    material: "roof",
    tone: (px) => 0.5 + (0.6 * (x - px)) / width,
    flow: [1, 0.4],
  });
  windows(
    scene,
    random,
    x - half,
    eaves,
    x + half,
    base,
    Math.max(1, Math.round(width / 0.09)),
    Math.max(1, Math.round((base - eaves) / 0.1)),
  );
}

function windows(
  scene: Scene,
  random: Random,
  left: number,
  top: number,
  right: number,
  bottom: number,
  columns: number,
  rows: number,
): void {
  const lit = chance(random, 0.2);
  const [w, h] = [(right - left) / columns, (bottom - top) / rows];
  for (let i = 0; i < columns * rows; i++) {
    const cx = left + w * ((i % columns) + 0.5);
    const cy = top + h * (Math.floor(i / columns) + 0.5);
    scene.paint(rectangle(cx - w * 0.2, cy - h * 0.28, cx + w * 0.2, cy + h * 0.24), {
      material: lit && chance(random, 0.6) ? "lamp" : "dark",
      tone: 0.5,
      outlined: false,
    });
  }
}

/** A row of roofs, towers and domes along the horizon. */
export function skyline(
  scene: Scene,
  random: Random,
  base: number,
  height: number,
  material: Material,
  domes: number,
): void {
  let x = between(random, -0.1, 0);
  while (x < 1) {
    const width = between(random, 0.05, 0.14);
    const top = base - height * between(random, 0.35, 1);
    const tone = between(random, 0.3, 0.8);
    scene.paint(rectangle(x, top, x + width, base), { material, tone: (px) => tone - (px - x) * 2, flow: [0, 1] });
    if (chance(random, domes)) dome(scene, x + width / 2, top, width * 0.45);
    else if (chance(random, 0.35)) spire(scene, x + width / 2, top, width * 0.35, height * between(random, 0.4, 0.8));
    x += width * between(random, 0.8, 1.1);
  }
}

export function dome(scene: Scene, x: number, base: number, r: number): void {
  scene.paint(ellipse(x, base, r, r * 1.05), {
    material: "roof",
    tone: (px, py) => 0.6 + ((x - px) * 0.5 + (base - py) * 0.3) / r,
    flow: [1, 0.5],
  });
  scene.paint(rectangle(x - r * 0.12, base - r * 1.5, x + r * 0.12, base - r * 0.9), { material: "gold", tone: 0.6 });
}

export function spire(scene: Scene, x: number, base: number, half: number, height: number): void {
  scene.paint(trapezoid(x, base - height, base, 0.002, half), {
    material: "roof",
    tone: (px) => 0.5 + (x - px) / half / 2,
    flow: [0, 1],
  });
}

/** Two rows of houses that run to a point on the horizon. */
export function street(scene: Scene, random: Random, horizon: number): void {
  const vanish = between(random, 0.35, 0.65);
  for (const side of [-1, 1]) {
    const border = side < 0 ? 0 : 1;
    const steps = 3 + random.integer(2);
    for (let i = steps - 1; i >= 0; i--) {
      const [near, far] = [mix(border, vanish, (i / steps) * 0.85), mix(border, vanish, ((i + 1) / steps) * 0.85)];
      const scale = (x: number) => Math.abs(x - vanish) / Math.abs(border - vanish);
      const high = between(random, 0.4, 0.62);
      const up = (x: number) => horizon - high * scale(x);
      const down = (x: number) => horizon + 0.45 * scale(x);
      const [left, right] = side < 0 ? [near, far] : [far, near];
      const tone = between(random, 0.35, 0.6) + 0.18 * side;
      const seed = random.integer(1 << 30);
      scene.paint(
        polygon([
          [left, up(left)],
          [right, up(right)],
          [right, down(right)],
          [left, down(left)],
        ]),
        {
          material: random.pick(PLASTER),
          tone: (x, y) => tone + (noise(x * 26, y * 13, seed) > 0.68 ? -0.35 : 0.05),
          flow: [0, 1],
        },
      );
    }
  }
  scene.focus = [vanish, horizon];
}

/** Columns and a gable, whole or broken. */
export function temple(scene: Scene, random: Random, x: number, base: number, size: number): void {
  const columns = 3 + random.integer(3);
  for (let i = 0; i < columns; i++) {
    const cx = x + size * (i / (columns - 1) - 0.5);
    const top = base - size * (chance(random, 0.85) ? 0.75 : between(random, 0.3, 0.6));
    scene.paint(rectangle(cx - size * 0.05, top, cx + size * 0.05, base), {
      material: "stone",
      tone: (px) => 0.75 - (px - cx) * (5 / size) * 0.5,
      flow: [0, 1],
    });
  }
  const gable = union([
    rectangle(x - size * 0.6, base - size * 0.85, x + size * 0.6, base - size * 0.75),
    trapezoid(x, base - size * 1.1, base - size * 0.85, 0.005, size * 0.6),
  ]);
  if (chance(random, 0.75)) scene.paint(gable, { material: "stone", tone: 0.8, flow: [1, 0] });
}

/** A room with a back wall, side walls and a floor; light may fall in from the left. */
export function room(scene: Scene, random: Random, wall: Material): void {
  const [left, right] = [between(random, 0.12, 0.3), between(random, 0.7, 0.88)];
  const [top, floor] = [between(random, 0.05, 0.2), between(random, 0.6, 0.75)];
  const tone = between(random, 0.3, 0.6);
  const seed = random.integer(1 << 30);
  scene.paint(rectangle(0, 0, 1, 1), {
    material: wall,
    tone: (x, y) => tone + 0.35 - 0.5 * x + 0.15 * (noise(x * 8, y * 8, seed) - 0.5),
    flow: [0, 1],
  });
  scene.paint(
    polygon([
      [-0.01, -0.01],
      [left, top],
      [left, floor],
      [-0.01, 1.01],
    ]),
    { material: wall, tone: tone - 0.25, flow: [0, 1] },
  );
  scene.paint(
    polygon([
      [right, top],
      [1.01, -0.01],
      [1.01, 1.01],
      [right, floor],
    ]),
    { material: wall, tone: tone + 0.1, flow: [0, 1] },
  );
  scene.paint(
    polygon([
      [left, floor],
      [right, floor],
      [1.01, 1.01],
      [-0.01, 1.01],
    ]),
    {
      material: random.pick(["wood", "stone", "earth"] as const),
      tone: (x, y) => 0.5 + (Math.floor(((x - 0.5) / (y - floor + 0.35)) * 5 + 50) % 2 === 0 ? 0.12 : -0.12),
      flow: [0.3, 1],
    },
  );
  const [wx, wy] = [between(random, left + 0.08, right - 0.25), top + 0.08];
  scene.paint(rectangle(wx - 0.015, wy - 0.015, wx + 0.185, wy + 0.275), { material: "wood", tone: 0.3 });
  scene.paint(rectangle(wx, wy, wx + 0.17, wy + 0.26), {
    material: chance(random, 0.7) ? "lamp" : "sky",
    tone: 0.85,
    flow: [0, 1],
  });
  scene.paint(rectangle(wx + 0.08, wy, wx + 0.09, wy + 0.26), { material: "wood", tone: 0.2 });
  scene.focus = [wx + 0.2, wy + 0.3];
}
