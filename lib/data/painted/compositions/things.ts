/** Genres about things, rooms and flowers. */
import type { Random } from "../../random";
import { between, chance, mix } from "../exact";
import type { Scene } from "../scene";
import { room } from "../motifs/buildings";
import { bird } from "../motifs/creatures";
import { seal, sheet } from "../motifs/marks";
import { figure } from "../motifs/people";
import { sky } from "../motifs/sky";
import { book, bottle, bough, bouquet, bowl, candle, fruit, skull, table, vase } from "../motifs/things";
import { rectangle } from "../shapes";

export function stillLife(scene: Scene, random: Random): void {
  const top = between(random, 0.55, 0.66);
  table(scene, random, top);
  const things = 3 + random.integer(3);
  for (let i = 0; i < things; i++) {
    const x = (i + between(random, 0.3, 0.7)) / things;
    const base = between(random, top + 0.06, top + 0.2);
    const kind = random.float();
    if (kind < 0.35) bottle(scene, random, x, base, between(random, 0.3, 0.5));
    else if (kind < 0.6) bowl(scene, random, x, base, between(random, 0.12, 0.18));
    else if (kind < 0.75) vase(scene, random, x, base, between(random, 0.22, 0.34));
    else if (kind < 0.85) book(scene, random, x, base, 0.22);
    else fruit(scene, random, x, base, 0.08);
  }
  for (let i = 0; i < 2 + random.integer(5); i++)
    fruit(scene, random, between(random, 0.1, 0.9), between(random, top + 0.2, 0.94), between(random, 0.045, 0.08));
  scene.focus = [0.5, top];
}

export function flowers(scene: Scene, random: Random): void {
  const top = between(random, 0.68, 0.78);
  table(scene, random, top);
  const x = between(random, 0.42, 0.58);
  const base = between(random, top + 0.08, 0.95);
  const height = between(random, 0.28, 0.36);
  vase(scene, random, x, base, height);
  bouquet(scene, random, x, base - height - 0.12, between(random, 0.24, 0.32), 7 + random.integer(7));
  if (chance(random, 0.3)) fruit(scene, random, x + 0.25, base, 0.06);
  scene.focus = [x, 0.4];
}

/** A skull, a candle, a book: all is vanity. */
export function vanitas(scene: Scene, random: Random): void {
  const top = between(random, 0.58, 0.68);
  table(scene, random, top);
  const side = chance(random, 0.5) ? 1 : -1;
  candle(scene, 0.5 - side * between(random, 0.2, 0.34), top + 0.1, between(random, 0.3, 0.42));
  if (chance(random, 0.7)) book(scene, random, 0.5 + side * 0.1, top + 0.18, 0.4);
  if (chance(random, 0.4)) bottle(scene, random, 0.5 + side * 0.36, top + 0.08, 0.36);
  skull(scene, 0.5 + side * between(random, 0, 0.16), top + 0.16, between(random, 0.12, 0.16));
}

export function interior(scene: Scene, random: Random): void {
  room(scene, random, random.pick(["wall", "foliage", "blue", "ochre", "red"] as const));
  if (chance(random, 0.6)) {
    const x = between(random, 0.45, 0.7);
    scene.paint(rectangle(x - 0.16, 0.66, x + 0.16, 0.7), { material: "wood", tone: 0.6, flow: [1, 0] });
    for (const leg of [-0.13, 0.13])
      scene.paint(rectangle(x + leg - 0.012, 0.7, x + leg + 0.012, 0.9), { material: "wood", tone: 0.3 });
    if (chance(random, 0.6)) vase(scene, random, x, 0.665, 0.14);
  }
  if (chance(random, 0.5))
    figure(scene, random, between(random, 0.25, 0.75), 0.92, between(random, 0.38, 0.46), {
      stance: random.pick(["standing", "seated"] as const),
    });
  if (chance(random, 0.6))
    scene.paint(rectangle(0.62, 0.2, 0.76, 0.36), {
      material: random.pick(["dark", "gold", "blue"] as const),
      tone: 0.6,
    });
}

/** A flowering bough on an empty ground, a bird or two on it. */
export function birdAndFlower(scene: Scene, random: Random): void {
  if (chance(random, 0.6)) sheet(scene, random, "paper", 0.7);
  else sky(scene, random, 1, { air: "far", top: 0.6, low: 1, clouds: 0 });
  const perches = bough(scene, random, random.pick(["flower", "linen", "red"] as const));
  const birds = 1 + random.integer(2);
  for (let i = 0; i < birds; i++) {
    const [x, y] = perches[mix(0, perches.length, i / birds) | 0];
    const size = between(random, 0.11, 0.17);
    bird(scene, random, Math.min(0.8, Math.max(0.2, x)), y - size * 0.4, size, false);
  }
  if (chance(random, 0.5)) seal(scene, random);
}
