/** One picture, from its labels and a source of chance. */
import { Random } from "../random";
import { COMPOSITIONS } from "./compositions";
import { between, chance, clamp } from "./exact";
import { facets, sway } from "./form";
import type { Labels } from "./labels";
import { grade } from "./light";
import { influencedHand, influencedManner } from "./influence";
import { mixPalette } from "./palette";
import { blur, type Planes } from "./planes";
import { Scene } from "./scene";
import { brush } from "./strokes";
import { finish, outline } from "./surface";

/**
 * Paints a picture.
 *
 * @param random decides all that the labels leave open
 * @returns height * width * 3 bytes, RGB by rows
 */
export function paintPicture(labels: Labels, height: number, width: number, random: Random): Uint8Array {
  const { manner, mixings: styleMixings } = influencedManner(labels.style, random);
  const { hand, mixings: handMixings } = influencedHand(labels.painter, random);
  const side = Math.min(height, width);

  const palette = mixPalette([...handMixings, ...styleMixings], random);
  const scene = new Scene(height, width, palette);
  scene.light = [0.6 * hand.lightFrom * (chance(random, 0.8) ? 1 : -1), -0.8];
  COMPOSITIONS[labels.genre](scene, random);

  if (manner.sway) sway(scene, random, manner.sway * between(random, 0.6, 1.4));
  if (manner.facets !== undefined) facets(scene, random, Math.round(manner.facets * between(random, 0.6, 1.5)));
  grade(scene, manner, (manner.contrast ?? 1) * between(random, 0.8, 1.2), between(random, 0.35, 0.65));
  if (manner.haze) {
    for (const plane of [scene.y, scene.u, scene.v]) blur(plane, height, width, manner.haze * side * between(random, 0.6, 1.5));
  }

  const canvas = prime(scene, manner.underneath ?? "drawing");
  for (const coat of manner.coats) {
    const scale = between(random, 0.75, 1.35);
    brush(canvas, scene, random, { ...coat, width: coat.width * scale }, hand);
  }
  if (manner.line !== undefined) outline(canvas, scene, manner.line, random.integer(1 << 30));
  finish(canvas, { ground: hand.ground, tooth: hand.tooth * between(random, 0.4, 1.3), corners: hand.corners, cracks: manner.cracks ?? 0, seed: random.integer(1 << 30) });
  return toBytes(canvas);
}

/** The canvas before the first stroke. */
function prime(scene: Scene, underneath: "paper" | "toned" | "drawing"): Planes {
  const { height, width } = scene;
  if (underneath === "drawing") return { height, width, y: scene.y.slice(), u: scene.u.slice(), v: scene.v.slice() };
  const [y, u, v] = scene.palette.paper.light;
  const share = underneath === "paper" ? 0.35 : 0.65;
  const over = (plane: Float32Array, bare: number) => plane.map((value) => bare + (value - bare) * share);
  return { height, width, y: over(scene.y, y), u: over(scene.u, u), v: over(scene.v, v) };
}

function toBytes({ y, u, v }: Planes): Uint8Array {
  const bytes = new Uint8Array(y.length * 3);
  for (let at = 0; at < y.length; at++) {
    bytes[3 * at] = clamp(Math.round(255 * (y[at] + 1.14 * v[at])), 0, 255);
    bytes[3 * at + 1] = clamp(Math.round(255 * (y[at] - 0.395 * u[at] - 0.581 * v[at])), 0, 255);
    bytes[3 * at + 2] = clamp(Math.round(255 * (y[at] + 2.032 * u[at])), 0, 255);
  }
  return bytes;
}
