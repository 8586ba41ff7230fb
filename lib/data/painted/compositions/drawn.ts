/** Genres that are drawn, written or printed more than painted, and those that show nothing. */
import type { Random } from "../../random";
import { between, chance } from "../exact";
import type { Scene } from "../scene";
import { everywhere, rectangle } from "../shapes";
import { house } from "../motifs/buildings";
import { beast } from "../motifs/creatures";
import { tree } from "../motifs/land";
import { border, glyphs, hatching, lettering, lozenge, pattern, seal, shapes, sheet, tendrils } from "../motifs/marks";
import { bust, figure } from "../motifs/people";
import { bouquet, ring, vase } from "../motifs/things";

/** One motif on a bare sheet, hatched, the rest left open. */
export function sketch(scene: Scene, random: Random): void {
  sheet(scene, random, random.pick(["paper", "paper", "linen", "stone"] as const), 0.75);
  const kind = random.integer(5);
  if (kind === 0) figure(scene, random, between(random, 0.4, 0.6), 0.92, 0.75, { cloth: "paper" });
  if (kind === 1) bust(scene, random, 0.5, 0.4, between(random, 0.16, 0.2), { cloth: "paper" });
  if (kind === 2)
    tree(scene, random, between(random, 0.4, 0.6), 0.88, 0.7, random.pick(["bare", "round", "pine"] as const));
  if (kind === 3) house(scene, random, between(random, 0.4, 0.6), 0.75, 0.4, 0.45);
  if (kind === 4) beast(scene, random, 0.5, 0.8, 0.42, random.pick(["horse", "cow", "dog", "deer"] as const));
  const { y, u, v } = scene;
  for (let at = 0; at < y.length; at++) {
    y[at] = Math.min(0.9, y[at] * 0.4 + 0.52);
    u[at] = u[at] * 0.3 - 0.025;
    v[at] = v[at] * 0.3 + 0.012;
    if (scene.outline[at] < 0.012) y[at] -= 0.45 * (1 - scene.outline[at] / 0.012);
  }
  const left = between(random, 0.1, 0.5);
  hatching(
    scene,
    random,
    left,
    between(random, 0.3, 0.6),
    left + 0.4,
    between(random, 0.8, 0.95),
    10 + random.integer(10),
    between(random, 0.03, 0.12),
  );
}

/** A printed scene with a line of text under it. */
export function illustration(scene: Scene, random: Random): void {
  sheet(scene, random, "paper", 0.85);
  const floor = between(random, 0.7, 0.78);
  scene.paint(rectangle(0.06, 0.06, 0.94, floor + 0.06), {
    material: random.pick(["sky", "gold", "paper", "far"] as const),
    tone: 0.75,
  });
  scene.paint(rectangle(0.06, floor - 0.1, 0.94, floor + 0.06), {
    material: random.pick(["field", "earth", "leaf"] as const),
    tone: 0.6,
    flow: [1, 0],
  });
  if (chance(random, 0.6))
    tree(
      scene,
      random,
      chance(random, 0.5) ? 0.2 : 0.8,
      floor,
      between(random, 0.45, 0.6),
      random.pick(["round", "bare", "pine"] as const),
    );
  if (chance(random, 0.35)) house(scene, random, between(random, 0.3, 0.7), floor - 0.04, 0.25, 0.3);
  for (let i = 0; i < 1 + random.integer(3); i++)
    figure(scene, random, between(random, 0.25, 0.75), floor + between(random, 0, 0.05), between(random, 0.36, 0.5));
  if (chance(random, 0.3))
    beast(scene, random, between(random, 0.3, 0.7), floor + 0.03, 0.2, random.pick(["dog", "horse", "deer"] as const));
  for (let line = 0; line < 2; line++) lettering(scene, random, 0.12, 0.88, floor + 0.1 + 0.08 * line, 0.04, "ink");
}

export function design(scene: Scene, random: Random): void {
  sheet(scene, random, random.pick(["paper", "linen", "blue", "leaf", "gold"] as const), 0.7);
  if (chance(random, 0.5)) pattern(scene, random, 3 + random.integer(4));
  else tendrils(scene, random, 3 + random.integer(3), random.pick(["leaf", "dark", "red"] as const));
  if (chance(random, 0.4)) ring(scene, 0.5, 0.5, between(random, 0.2, 0.34), 0.025, "gold");
  if (chance(random, 0.4))
    border(scene, random, between(random, 0.05, 0.09), random.pick(["red", "blue", "leaf"] as const));
}

/** One flat figure or thing, and lettering large enough for the street. */
export function poster(scene: Scene, random: Random): void {
  sheet(scene, random, random.pick(["gold", "accent", "blue", "linen", "leaf"] as const), 0.7);
  if (chance(random, 0.5))
    ring(
      scene,
      0.5,
      0.42,
      between(random, 0.26, 0.34),
      between(random, 0.03, 0.16),
      random.pick(["linen", "red", "gold"] as const),
    );
  if (chance(random, 0.65))
    figure(scene, random, between(random, 0.42, 0.58), 0.8, between(random, 0.6, 0.7), {
      stance: random.pick(["standing", "raised", "striding"] as const),
      cloth: random.pick(["red", "dark", "blue", "linen"] as const),
    });
  else {
    vase(scene, random, 0.5, 0.78, 0.26);
    bouquet(scene, random, 0.5, 0.4, 0.22, 7);
  }
  scene.paint(rectangle(-0.1, 0.8, 1.1, 1.1), { material: random.pick(["dark", "red", "linen"] as const), tone: 0.5 });
  lettering(scene, random, 0.08, 0.92, 0.85, 0.1, random.pick(["gold", "linen", "ink"] as const));
  if (chance(random, 0.5)) lettering(scene, random, 0.08, 0.92, 0.05, 0.07, "ink");
}

export function calligraphy(scene: Scene, random: Random): void {
  sheet(scene, random, random.pick(["paper", "paper", "linen", "gold"] as const), 0.8);
  const [rows, columns] = random.pick([
    [4, 3],
    [3, 2],
    [5, 4],
    [2, 2],
  ] as const);
  const size = Math.min(0.82 / rows, 0.8 / columns) / 1.15;
  glyphs(scene, random, between(random, 0.06, 0.94 - columns * size * 1.15), 0.07, size, rows, columns);
  seal(scene, random);
}

export function abstract(scene: Scene, random: Random): void {
  scene.paint(everywhere(), {
    material: random.pick(["linen", "far", "ochre", "dark", "red", "blue", "paper"] as const),
    tone: between(random, 0.3, 0.9),
    flow: [1, between(random, -1, 1)],
    outlined: false,
  });
  const kind = random.float();
  if (kind < 0.3) {
    for (let i = 0; i < 2 + random.integer(3); i++) {
      const top = between(random, 0.04, 0.7);
      scene.paint(rectangle(0.07, top, 0.93, top + between(random, 0.15, 0.4)), {
        material: random.pick(["red", "blue", "ochre", "accent", "dark", "gold", "leaf"] as const),
        tone: between(random, 0.3, 0.8),
        opacity: (_, __, d) => Math.min(0.9, -d * 25),
        flow: [1, 0],
        outlined: false,
      });
    }
  } else if (kind < 0.55) {
    for (let i = 0; i < 8; i++)
      scene.paint(lozenge(between(random, 0, 1), between(random, 0, 1), between(random, 0.1, 0.3)), {
        material: random.pick(["red", "blue", "gold", "linen", "dark"] as const),
        tone: between(random, 0.3, 0.9),
        opacity: 0.85,
        flow: [1, 1],
      });
  } else shapes(scene, random, 8 + random.integer(10), 0.28);
}
