/** Genres of the open air. */
import type { Random } from "../../random";
import { between, chance } from "../exact";
import type { Material } from "../palette";
import type { Scene } from "../scene";
import { dome, house, skyline, street, temple } from "../motifs/buildings";
import { beast, bird } from "../motifs/creatures";
import { blossoms, grove, ground, peak, ridge, road, tree, type Tree } from "../motifs/land";
import { crowd, figure } from "../motifs/people";
import { heapedClouds, luminary, sky, weather } from "../motifs/sky";
import { boat, mirror, water } from "../motifs/water";

const TREES: readonly Tree[] = ["round", "poplar", "pine", "bare", "willow"];
const GROUND: readonly Material[] = ["field", "field", "earth", "foliage"];

export function landscape(scene: Scene, random: Random): void {
  const horizon = between(random, 0.38, 0.62);
  sky(scene, random, horizon, weather(random));
  if (chance(random, 0.3)) luminary(scene, random, horizon);
  if (chance(random, 0.25)) peak(scene, random, horizon + 0.02, between(random, 0.25, 0.4));
  ridge(scene, random, horizon, between(random, 0.05, 0.18), "far", 0.5);
  if (chance(random, 0.6)) ridge(scene, random, horizon + 0.05, between(random, 0.04, 0.1), "foliage", 0.5);
  ground(scene, random, horizon + 0.03, random.pick(GROUND));
  if (chance(random, 0.3)) {
    water(scene, random, horizon + 0.12, between(random, 0.75, 1.1), 0.1);
    mirror(scene, random, horizon + 0.12, 0.4);
  } else if (chance(random, 0.5)) road(scene, random, horizon + 0.03);
  if (chance(random, 0.3))
    house(scene, random, between(random, 0.15, 0.85), horizon + 0.12, between(random, 0.1, 0.18), 0.15);
  const kind = random.pick(TREES);
  grove(scene, random, horizon + 0.1, 0.2, random.integer(5), kind);
  if (chance(random, 0.6))
    tree(
      scene,
      random,
      chance(random, 0.5) ? between(random, 0.05, 0.25) : between(random, 0.75, 0.95),
      between(random, 0.8, 0.98),
      between(random, 0.5, 0.75),
      kind,
    );
}

export function pastorale(scene: Scene, random: Random): void {
  const horizon = between(random, 0.38, 0.52);
  sky(scene, random, horizon, { ...weather(random), clouds: 0.4 });
  ridge(scene, random, horizon, 0.08, "far", 0.6);
  ground(scene, random, horizon + 0.02, "field", 0.6);
  grove(scene, random, horizon + 0.06, 0.22, 3 + random.integer(3), "round");
  const herd = random.pick(["sheep", "cow", "sheep"] as const);
  for (let i = 0; i < 3 + random.integer(4); i++)
    beast(scene, random, between(random, 0.08, 0.92), between(random, 0.66, 0.92), between(random, 0.09, 0.15), herd);
  figure(scene, random, between(random, 0.2, 0.8), between(random, 0.82, 0.92), between(random, 0.28, 0.38));
  if (chance(random, 0.5)) blossoms(scene, random, 0.75, 25);
}

export function cloudscape(scene: Scene, random: Random): void {
  const horizon = between(random, 0.78, 0.94);
  sky(scene, random, horizon, { ...weather(random), clouds: between(random, 0.3, 0.7) });
  if (chance(random, 0.5)) luminary(scene, random, horizon);
  heapedClouds(scene, random, horizon);
  if (chance(random, 0.35)) water(scene, random, horizon, 1.1, 0.2);
  else ground(scene, random, horizon, random.pick(GROUND), 0.3);
}

export function marina(scene: Scene, random: Random): void {
  const horizon = between(random, 0.35, 0.62);
  const swell = chance(random, 0.5) ? between(random, 0.5, 1) : between(random, 0, 0.3);
  sky(scene, random, horizon, weather(random));
  if (chance(random, 0.45)) luminary(scene, random, horizon);
  if (chance(random, 0.35)) ridge(scene, random, horizon + 0.01, 0.09, "rock", 0.45);
  water(scene, random, horizon, 1.1, swell);
  if (swell < 0.3) mirror(scene, random, horizon, 0.35);
  const boats = 1 + random.integer(3);
  for (let i = 0; i < boats; i++) {
    const depth = between(random, 0.05, 0.3);
    boat(
      scene,
      random,
      between(random, 0.15, 0.85),
      horizon + depth,
      0.12 + depth * between(random, 0.6, 1.2),
      1 + random.integer(3),
    );
  }
  if (chance(random, 0.25)) ground(scene, random, between(random, 0.84, 0.92), random.pick(["rock", "earth"] as const));
}

export function cityscape(scene: Scene, random: Random): void {
  const horizon = between(random, 0.5, 0.62);
  sky(scene, random, horizon, weather(random));
  if (chance(random, 0.5)) {
    ground(scene, random, horizon, "stone", 0.6);
    street(scene, random, horizon);
    crowd(scene, random, 0.25, 0.75, 0.76, 0.14, 3 + random.integer(8));
    return;
  }
  skyline(
    scene,
    random,
    horizon + 0.05,
    between(random, 0.2, 0.36),
    random.pick(["far", "stone", "wall"] as const),
    0.08,
  );
  ground(scene, random, horizon + 0.05, random.pick(["stone", "earth"] as const), 0.5);
  for (let i = 0; i < 4; i++)
    house(
      scene,
      random,
      (i + between(random, 0.2, 0.8)) / 4,
      between(random, 0.72, 0.8),
      between(random, 0.2, 0.3),
      between(random, 0.3, 0.45),
    );
  if (chance(random, 0.7)) crowd(scene, random, 0.05, 0.95, 0.88, 0.15, 3 + random.integer(6));
}

/** A town seen over water, every tower in its place. */
export function veduta(scene: Scene, random: Random): void {
  const horizon = between(random, 0.5, 0.6);
  sky(scene, random, horizon, {
    air: "sky",
    top: between(random, 0, 0.3),
    low: 0.95,
    clouds: between(random, 0.2, 0.5),
  });
  skyline(scene, random, horizon, between(random, 0.14, 0.24), random.pick(["wall", "stone"] as const), 0.35);
  dome(scene, between(random, 0.2, 0.8), horizon - 0.14, between(random, 0.05, 0.075));
  water(scene, random, horizon, 1.1, 0.08);
  mirror(scene, random, horizon, 0.55);
  for (let i = 0; i < 2 + random.integer(3); i++)
    boat(
      scene,
      random,
      between(random, 0.1, 0.9),
      between(random, 0.66, 0.9),
      between(random, 0.1, 0.18),
      chance(random, 0.5) ? 1 : 0,
    );
}

export function animals(scene: Scene, random: Random): void {
  const horizon = between(random, 0.35, 0.55);
  sky(scene, random, horizon, weather(random));
  ridge(scene, random, horizon, 0.07, "foliage", 0.4);
  ground(scene, random, horizon, random.pick(GROUND));
  if (chance(random, 0.5)) tree(scene, random, between(random, 0.05, 0.95), 0.7, 0.5, random.pick(TREES));
  const kind = random.pick(["horse", "cow", "dog", "sheep"] as const);
  beast(scene, random, between(random, 0.4, 0.6), between(random, 0.84, 0.94), between(random, 0.4, 0.55), kind);
  if (chance(random, 0.35)) beast(scene, random, between(random, 0.15, 0.85), 0.7, 0.2, kind);
}

export function wildlife(scene: Scene, random: Random): void {
  const horizon = between(random, 0.3, 0.5);
  sky(scene, random, horizon, weather(random));
  ridge(scene, random, horizon + 0.03, 0.16, "far", 0.4);
  ground(scene, random, horizon + 0.02, random.pick(["field", "rock", "foliage"] as const), 0.4);
  grove(scene, random, horizon + 0.08, 0.35, 3 + random.integer(4), random.pick(["pine", "bare"] as const));
  beast(scene, random, between(random, 0.35, 0.65), between(random, 0.82, 0.92), between(random, 0.28, 0.4), "deer");
  for (let i = 0; i < random.integer(5); i++)
    bird(scene, random, between(random, 0.1, 0.9), between(random, 0.06, 0.3), 0.05, true);
}

export function battle(
  scene: Scene,
  random: Random,
  fight: (scene: Scene, random: Random, ground: number) => void,
): void {
  const horizon = between(random, 0.36, 0.5);
  sky(scene, random, horizon, { air: random.pick(["far", "gold"] as const), top: 0.1, low: 0.7, clouds: 0.9 });
  ridge(scene, random, horizon, 0.07, "far", 0.3);
  ground(scene, random, horizon, "earth", 0.5);
  fight(scene, random, horizon);
}

export function ruins(scene: Scene, random: Random): number {
  const horizon = between(random, 0.45, 0.55);
  sky(scene, random, horizon, weather(random));
  ridge(scene, random, horizon, 0.1, "far", 0.6);
  ground(scene, random, horizon, random.pick(GROUND));
  temple(scene, random, between(random, 0.15, 0.85), horizon + 0.12, between(random, 0.25, 0.4));
  return horizon;
}
