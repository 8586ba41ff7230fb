/** Genres about people. */
import type { Random } from "../../random";
import { between, chance } from "../exact";
import { noise } from "../noise";
import type { Material } from "../palette";
import type { Scene } from "../scene";
import { ellipse, everywhere, limb, rectangle } from "../shapes";
import { room, temple } from "../motifs/buildings";
import { beast } from "../motifs/creatures";
import { grove, ground, ridge, tree } from "../motifs/land";
import { border } from "../motifs/marks";
import { bust, figure, type Pose } from "../motifs/people";
import { luminary, sky, weather } from "../motifs/sky";
import { book, bowl, moon, ring } from "../motifs/things";
import { battle as field, ruins } from "./nature";

const WALLS: readonly Material[] = ["dark", "dark", "wood", "foliage", "far", "red", "wall", "blue"];

/** A plain wall behind a sitter, lighter on one side. */
function backdrop(scene: Scene, random: Random): void {
  const seed = random.integer(1 << 30);
  const tone = between(random, 0.1, 0.6);
  scene.paint(everywhere(), {
    material: random.pick(WALLS),
    tone: (x, y) => tone + 0.35 * (x - 0.4) + 0.4 * (noise(x * 3, y * 3, seed) - 0.5),
    flow: [0.5, 1],
    outlined: false,
  });
}

function outdoors(scene: Scene, random: Random): number {
  const horizon = between(random, 0.4, 0.55);
  sky(scene, random, horizon, weather(random));
  ridge(scene, random, horizon, 0.08, "far", 0.6);
  ground(scene, random, horizon, random.pick(["field", "earth", "foliage"] as const));
  if (chance(random, 0.6)) tree(scene, random, between(random, 0.05, 0.95), 0.75, between(random, 0.45, 0.65), "round");
  return horizon;
}

export function portrait(scene: Scene, random: Random): void {
  if (chance(random, 0.2)) outdoors(scene, random);
  else backdrop(scene, random);
  bust(scene, random, between(random, 0.4, 0.6), between(random, 0.36, 0.46), between(random, 0.15, 0.21), {
    hat: random.pick(["none", "none", "none", "brim", "cap", "hood", "bonnet"] as const),
  });
}

/** The painter before the easel: looks straight out, brush in hand. */
export function selfPortrait(scene: Scene, random: Random): void {
  backdrop(scene, random);
  const [x, y, r] = [between(random, 0.42, 0.58), between(random, 0.36, 0.44), between(random, 0.17, 0.22)];
  bust(scene, random, x, y, r, {
    turn: between(random, -0.2, 0.2),
    hat: random.pick(["none", "cap", "brim"] as const),
    cloth: random.pick(["dark", "wood", "blue"] as const),
  });
  if (chance(random, 0.6)) {
    const palette = chance(random, 0.5) ? 0.2 : 0.8;
    scene.paint(ellipse(palette, 0.85, 0.15, 0.09, 0.3), { material: "wood", tone: 0.7, flow: [1, 0.3] });
    for (let i = 0; i < 5; i++)
      scene.paint(ellipse(palette - 0.09 + 0.045 * i, 0.82 + 0.03 * (i % 2), 0.018, 0.016), {
        material: random.pick(["red", "blue", "gold", "linen"] as const),
        tone: 0.7,
        outlined: false,
      });
    scene.paint(limb(palette, 0.9, palette + 0.1, 0.62, 0.008), { material: "wood", tone: 0.8 });
  }
}

export function caricature(scene: Scene, random: Random): void {
  scene.paint(everywhere(), { material: "paper", tone: 0.8, flow: [1, 0], outlined: false });
  const r = between(random, 0.24, 0.3);
  const x = between(random, 0.44, 0.56);
  bust(scene, random, x, 0.42, r, {
    head: 2.1,
    hat: random.pick(["none", "brim", "cap"] as const),
    turn: random.pick([-0.9, 0.9]),
  });
  scene.paint(ellipse(x, 0.48, r * 0.22, r * 0.3), { material: "flesh", tone: 0.85, flow: [0, 1] });
  scene.paint(ellipse(x, 0.42 + r * 0.62, r * 0.4, r * 0.12), { material: "linen", tone: 0.9 });
}

export function figurative(scene: Scene, random: Random): void {
  if (chance(random, 0.5)) backdrop(scene, random);
  else room(scene, random, random.pick(["wall", "blue", "red"] as const));
  figure(scene, random, between(random, 0.35, 0.65), between(random, 0.92, 1), between(random, 0.72, 0.88), {
    stance: random.pick(["standing", "seated", "raised", "striding", "lying"] as const),
  });
}

/** People at their work or their pleasure, in a room or before a house. */
export function everydayLife(scene: Scene, random: Random): void {
  if (chance(random, 0.5)) room(scene, random, random.pick(["wall", "wood", "ochre"] as const));
  else outdoors(scene, random);
  const people = 2 + random.integer(3);
  if (chance(random, 0.5)) {
    scene.paint(rectangle(0.3, 0.74, 0.75, 0.79), { material: "wood", tone: 0.6, flow: [1, 0] });
    scene.paint(rectangle(0.33, 0.79, 0.36, 0.95), { material: "wood", tone: 0.3 });
    scene.paint(rectangle(0.69, 0.79, 0.72, 0.95), { material: "wood", tone: 0.3 });
    bowl(scene, random, between(random, 0.42, 0.64), 0.745, 0.06);
  }
  for (let i = 0; i < people; i++)
    figure(
      scene,
      random,
      (i + between(random, 0.25, 0.75)) / people,
      between(random, 0.86, 0.98),
      between(random, 0.42, 0.55),
      { hat: chance(random, 0.4) },
    );
  if (chance(random, 0.25)) beast(scene, random, between(random, 0.2, 0.8), 0.97, 0.14, "dog");
}

/** A haloed figure with others kneeling before it, under light from above. */
export function religious(scene: Scene, random: Random): void {
  if (chance(random, 0.45))
    scene.paint(everywhere(), {
      material: random.pick(["gold", "dark", "blue"] as const),
      tone: (_, y) => 0.7 - 0.4 * y,
      flow: [0, 1],
      outlined: false,
    });
  else outdoors(scene, random);
  const x = between(random, 0.42, 0.58);
  for (let i = -3; i <= 3; i++)
    scene.paint(limb(x, 0.08, x + i * 0.16, 0.75, 0.008, 0.035), {
      material: "lamp",
      tone: 0.8,
      opacity: 0.22,
      outlined: false,
    });
  for (const side of [-1, 1]) {
    if (chance(random, 0.75))
      figure(scene, random, x + side * between(random, 0.24, 0.34), between(random, 0.92, 0.99), 0.6, {
        stance: "kneeling",
        halo: chance(random, 0.35),
      });
  }
  if (chance(random, 0.4))
    for (const side of [-1, 1])
      figure(scene, random, x + side * 0.3, 0.42, 0.3, { wings: true, halo: true, cloth: "linen" });
  figure(scene, random, x, between(random, 0.88, 0.96), between(random, 0.66, 0.78), {
    halo: true,
    stance: random.pick(["standing", "raised"] as const),
    cloth: random.pick(["blue", "red", "linen"] as const),
  });
  scene.focus = [x, 0.35];
}

export function mythological(scene: Scene, random: Random): void {
  const horizon = chance(random, 0.4) ? ruins(scene, random) : outdoors(scene, random);
  if (chance(random, 0.4)) ground(scene, random, horizon + 0.1, "water", 0.6);
  const people = 2 + random.integer(2);
  for (let i = 0; i < people; i++) {
    const pose: Pose = {
      stance: random.pick(["raised", "striding", "lying", "standing"] as const),
      cloth: random.pick(["flesh", "linen", "red", "flesh"] as const),
      wings: chance(random, 0.3),
    };
    figure(
      scene,
      random,
      (i + between(random, 0.3, 0.7)) / people,
      between(random, 0.85, 0.97),
      between(random, 0.48, 0.66),
      pose,
    );
  }
  if (chance(random, 0.4))
    beast(scene, random, between(random, 0.25, 0.75), 0.92, 0.26, random.pick(["horse", "deer"] as const));
}

export function allegorical(scene: Scene, random: Random): void {
  sky(scene, random, 0.9, { air: random.pick(["gold", "sky", "far"] as const), top: 0.3, low: 0.9, clouds: 0.9 });
  for (const side of [-1, 1]) figure(scene, random, 0.5 + side * 0.3, 0.96, 0.42, { stance: "kneeling" });
  figure(scene, random, 0.5, 0.84, between(random, 0.6, 0.7), {
    wings: true,
    stance: "raised",
    cloth: random.pick(["linen", "blue", "red"] as const),
  });
  if (chance(random, 0.6)) ring(scene, 0.5, 0.4, between(random, 0.28, 0.36), 0.014, "gold");
}

/** One still figure, and a sign that means more than it shows. */
export function symbolic(scene: Scene, random: Random): void {
  sky(scene, random, 0.7, { air: random.pick(["night", "far", "gold"] as const), top: 0.2, low: 0.9, clouds: 0.2 });
  if (chance(random, 0.5)) ground(scene, random, between(random, 0.68, 0.78), "water", 0.4);
  else ground(scene, random, between(random, 0.7, 0.8), "foliage", 0.3);
  const [x, y] = [between(random, 0.35, 0.65), between(random, 0.22, 0.32)];
  const sign = random.integer(4);
  if (sign === 0) ring(scene, x, y, 0.16, 0.02, "gold");
  if (sign === 1) moon(scene, x, y, 0.12);
  if (sign === 2) {
    scene.paint(ellipse(x, y, 0.2, 0.1), { material: "linen", tone: 0.8 });
    scene.paint(ellipse(x, y, 0.08, 0.085), { material: "blue", tone: 0.4 });
    scene.paint(ellipse(x, y, 0.035, 0.04), { material: "ink", tone: 0 });
  }
  if (sign === 3) luminary(scene, random, 0.4);
  figure(scene, random, between(random, 0.3, 0.7), 0.95, between(random, 0.45, 0.6), {
    stance: random.pick(["standing", "kneeling", "seated"] as const),
    cloth: random.pick(["linen", "dark", "blue"] as const),
  });
}

/** Many people before columns, one who addresses them. */
export function history(scene: Scene, random: Random): void {
  if (chance(random, 0.6)) ruins(scene, random);
  else {
    room(scene, random, "stone");
    temple(scene, random, 0.5, 0.68, 0.7);
  }
  for (let i = 0; i < 6; i++)
    figure(scene, random, (i + between(random, 0.2, 0.8)) / 6, between(random, 0.78, 0.86), between(random, 0.32, 0.4));
  figure(scene, random, between(random, 0.4, 0.6), 0.94, 0.52, {
    stance: "raised",
    cloth: random.pick(["red", "linen"] as const),
  });
  for (const x of [0.12, 0.88])
    figure(scene, random, x, 0.98, 0.45, { stance: random.pick(["kneeling", "standing"] as const) });
}

/** Horses, lances and smoke. */
export function battle(scene: Scene, random: Random): void {
  field(scene, random, (_, __, horizon) => {
    for (let i = 0; i < 14; i++) {
      const [x, y] = [between(random, 0, 1), between(random, horizon + 0.06, horizon + 0.2)];
      scene.paint(limb(x, y, x + between(random, -0.08, 0.08), y - between(random, 0.16, 0.3), 0.005), {
        material: "dark",
        tone: 0.4,
        outlined: false,
      });
    }
    const riders = 3 + random.integer(3);
    for (let i = 0; i < riders; i++) {
      const [x, base] = [(i + between(random, 0.2, 0.8)) / riders, between(random, 0.72, 0.95)];
      figure(scene, random, x, base - 0.1, 0.3, { stance: "raised" });
      beast(scene, random, x, base, between(random, 0.2, 0.28), "horse");
    }
    for (let i = 0; i < 5; i++) {
      const [x, y, r] = [between(random, 0, 1), between(random, 0.3, 0.75), between(random, 0.08, 0.2)];
      scene.paint(ellipse(x, y, r, r * 0.7), {
        material: random.pick(["cloud", "stone", "accent"] as const),
        tone: 0.6,
        opacity: (px, py, d) => Math.min(0.75, (-d / r) * 1.5) * noise(px * 12, py * 12, 7),
        outlined: false,
      });
    }
    if (chance(random, 0.7)) {
      const x = between(random, 0.3, 0.7);
      scene.paint(limb(x, 0.7, x + 0.03, 0.12, 0.008), { material: "wood", tone: 0.3 });
      scene.paint(rectangle(x + 0.03, 0.12, x + 0.2, 0.26), {
        material: random.pick(["red", "blue", "gold"] as const),
        tone: 0.6,
        flow: [1, 0.3],
      });
    }
  });
}

/** A scene out of a book: few figures, a night or a wood, something that is read. */
export function literary(scene: Scene, random: Random): void {
  const horizon = between(random, 0.5, 0.62);
  sky(scene, random, horizon, { ...weather(random), clouds: 0.3 });
  if (chance(random, 0.5)) moon(scene, between(random, 0.2, 0.8), 0.18, 0.08);
  grove(scene, random, horizon + 0.08, 0.5, 5, random.pick(["bare", "poplar", "willow"] as const));
  ground(scene, random, horizon + 0.06, "foliage", 0.35);
  for (const x of [between(random, 0.25, 0.42), between(random, 0.58, 0.75)])
    figure(scene, random, x, between(random, 0.9, 0.97), between(random, 0.46, 0.56), {
      stance: random.pick(["standing", "seated", "kneeling"] as const),
    });
  if (chance(random, 0.5)) book(scene, random, between(random, 0.4, 0.6), 0.9, 0.2);
}

/** A small scene in an ornamental frame. */
export function miniature(scene: Scene, random: Random): void {
  scene.paint(everywhere(), {
    material: random.pick(["gold", "blue", "leaf"] as const),
    tone: (_, y) => 0.75 - 0.4 * y,
    flow: [0, 1],
    outlined: false,
  });
  ground(scene, random, between(random, 0.6, 0.7), "leaf", 0.6);
  for (let i = 0; i < 1 + random.integer(3); i++)
    figure(scene, random, between(random, 0.3, 0.7), 0.86, between(random, 0.4, 0.5), {
      cloth: random.pick(["red", "blue", "linen"] as const),
    });
  border(scene, random, between(random, 0.1, 0.15), random.pick(["gold", "paper", "leaf"] as const));
  scene.focus = [0.5, 0.5];
}
