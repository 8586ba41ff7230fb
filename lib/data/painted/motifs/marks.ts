/** What is drawn rather than painted: letters, patterns, borders, pencil lines, bare shapes. */
import type { Random } from "../../random";
import { between, chance, wave } from "../exact";
import { noise } from "../noise";
import type { Material } from "../palette";
import type { Scene } from "../scene";
import { arc, ellipse, everywhere, limb, polygon, rectangle, rim, without } from "../shapes";

/** An empty sheet. */
export function sheet(scene: Scene, random: Random, material: Material, tone: number): void {
  const seed = random.integer(1 << 30);
  scene.paint(everywhere(), {
    material,
    tone: (x, y) => tone + 0.1 * (noise(x * 3, y * 3, seed) - 0.5),
    flow: [1, 0],
    outlined: false,
  });
}

/** A frame along the picture's border, with an ornament that repeats. */
export function border(scene: Scene, random: Random, width: number, material: Material): void {
  const beads = 8 + random.integer(6);
  scene.paint(without(everywhere(), rectangle(width, width, 1 - width, 1 - width)), {
    material,
    tone: 0.6,
    flow: [1, 0],
  });
  for (let i = 0; i < beads; i++) {
    const t = (i + 0.5) / beads;
    for (const [x, y] of [
      [t, width / 2],
      [t, 1 - width / 2],
      [width / 2, t],
      [1 - width / 2, t],
    ]) {
      scene.paint(ellipse(x, y, width * 0.3, width * 0.3), {
        material: i % 2 === 0 ? "red" : "blue",
        tone: 0.6,
        outlined: false,
      });
    }
  }
}

/** Lines of lettering: small dark bars of a word's length. */
export function lettering(
  scene: Scene,
  random: Random,
  left: number,
  right: number,
  y: number,
  size: number,
  material: Material,
): void {
  let x = left;
  while (x < right - size) {
    const stem = size * between(random, 0.3, 0.8);
    scene.paint(rectangle(x, y, x + stem * 0.5, y + size), { material, tone: 0.2, outlined: false });
    if (chance(random, 0.5))
      scene.paint(rectangle(x, y, x + stem, y + size * 0.3), { material, tone: 0.2, outlined: false });
    x += stem + size * (chance(random, 0.2) ? 0.7 : 0.2);
  }
}

/** Written columns, each sign a handful of brush strokes. */
export function glyphs(
  scene: Scene,
  random: Random,
  left: number,
  top: number,
  size: number,
  rows: number,
  columns: number,
): void {
  for (let i = 0; i < rows * columns; i++) {
    const cx = left + size * 1.15 * (i % columns) + size / 2;
    const cy = top + size * 1.15 * Math.floor(i / columns) + size / 2;
    const strokes = 3 + random.integer(3);
    for (let s = 0; s < strokes; s++) {
      const [x1, y1, x2, y2] = Array.from({ length: 4 }, () => between(random, -0.42, 0.42) * size);
      const level = chance(random, 0.5);
      scene.paint(
        arc(
          cx + x1,
          cy + y1,
          cx + (x1 + x2) / 2 + size * 0.1,
          cy + (y1 + y2) / 2,
          cx + (level ? x2 : x1 * 0.6),
          cy + (level ? y1 * 0.8 : y2),
          size * between(random, 0.04, 0.08),
        ),
        { material: "ink", tone: 0.1, flow: [x2 - x1, y2 - y1] },
      );
    }
  }
}

/** A red seal. */
export function seal(scene: Scene, random: Random): void {
  const [x, y] = [
    chance(random, 0.5) ? between(random, 0.82, 0.9) : between(random, 0.06, 0.12),
    between(random, 0.78, 0.9),
  ];
  scene.paint(rectangle(x, y, x + 0.055, y + 0.06), { material: "accent", tone: 0.3 });
}

/** Hatching: parallel lines of a pencil. */
export function hatching(
  scene: Scene,
  random: Random,
  left: number,
  top: number,
  right: number,
  bottom: number,
  lines: number,
  slant: number,
): void {
  for (let i = 0; i < lines; i++) {
    const x = left + ((right - left) * (i + random.float() * 0.5)) / lines;
    scene.paint(limb(x, bottom, x + slant, top + between(random, 0, 0.05), 0.004), {
      material: "ink",
      tone: 0.7,
      opacity: 0.7,
      outlined: false,
    });
  }
}

/** Rings, lozenges, bars and leaves set out in rows, or mirrored about an axis. */
export function pattern(scene: Scene, random: Random, cells: number): void {
  const inks = [
    random.pick(["red", "blue", "gold"] as const),
    random.pick(["leaf", "ochre", "dark"] as const),
    "linen",
  ] as const;
  const kind = random.integer(4);
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const [x, y] = [(column + 0.5) / cells, (row + 0.5) / cells];
      const r = 0.4 / cells;
      const material = inks[(row + column) % 3];
      if (kind === 0) scene.paint(ellipse(x, y, r, r), { material, tone: 0.6 });
      if (kind === 1) scene.paint(rim(ellipse(x, y, r * 0.8, r * 0.8), r * 0.22), { material, tone: 0.6 });
      if (kind === 2) scene.paint(lozenge(x, y, r * 1.1), { material, tone: 0.6 });
      if (kind === 3)
        scene.paint(ellipse(x, y, r * 0.5, r * 1.1, (row + column) % 2 === 0 ? 0.8 : -0.8), {
          material,
          tone: 0.6,
          flow: [0.5, 1],
        });
    }
  }
}

export function lozenge(x: number, y: number, r: number) {
  return polygon([
    [x, y - r],
    [x + r, y],
    [x, y + r],
    [x - r, y],
  ]);
}

/** Waving stems, as on wallpaper and book covers. */
export function tendrils(scene: Scene, random: Random, count: number, material: Material): void {
  for (let i = 0; i < count; i++) {
    const x = (i + 0.5) / count + between(random, -0.05, 0.05);
    const swing = between(random, 0.06, 0.14) * (i % 2 === 0 ? 1 : -1);
    const phase = random.float();
    for (let step = 0; step < 8; step++) {
      const at = (t: number) => [x + swing * wave(t * 0.9 + phase), 1 - t] as const;
      const [a, b] = [at(step / 8), at((step + 1) / 8)];
      scene.paint(limb(a[0], a[1], b[0], b[1], 0.012), { material, tone: 0.5, flow: [b[0] - a[0], b[1] - a[1]] });
      if (step % 2 === 1) scene.paint(ellipse(b[0] + swing * 0.5, b[1], 0.055, 0.03, 0.6), { material, tone: 0.7 });
    }
  }
}

/** Shapes that show nothing but themselves. */
export function shapes(scene: Scene, random: Random, count: number, largest: number): void {
  for (let i = 0; i < count; i++) {
    const [x, y] = [between(random, 0.05, 0.95), between(random, 0.05, 0.95)];
    const r = largest * between(random, 0.25, 1);
    const material = random.pick([
      "red",
      "blue",
      "gold",
      "dark",
      "linen",
      "ochre",
      "leaf",
      "accent",
      "sky",
      "flower",
    ] as const);
    const slope = between(random, -0.6, 0.6);
    const paint = {
      material,
      tone: (px: number, py: number) => 0.55 + slope * (px - x + py - y),
      flow: [slope, 1] as const,
    };
    const kind = random.integer(5);
    if (kind === 0) scene.paint(ellipse(x, y, r, r * between(random, 0.5, 1)), paint);
    else if (kind === 1) scene.paint(rectangle(x - r, y - r * 0.5, x + r, y + r * 0.5), paint);
    else if (kind === 2) scene.paint(limb(x - r, y - r * slope, x + r, y + r * slope, r * 0.12), paint);
    else if (kind === 3) scene.paint(rim(ellipse(x, y, r * 0.8, r * 0.8), r * 0.12), paint);
    else
      scene.paint(
        polygon([
          [x, y - r],
          [x + r * 0.9, y + r * 0.6],
          [x - r * 0.8, y + r * 0.5],
        ]),
        paint,
      );
  }
}
