/** One picture, from its labels and a source of chance. */
import type { Random } from "../random";
import { chooseView, compose } from "./compositions";
import { between, chance } from "./exact";
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
 * A painter's workshop for pictures of one size.
 *
 * @returns paints one picture: its labels, and the source of chance for all that they leave open; answers
 *   height * width * 3 bytes, RGB by rows
 */
export function openWorkshop(height: number, width: number): (labels: Labels, random: Random) => Uint8Array {
  const scene = new Scene(height, width);
  const plane = () => new Float32Array(height * width);
  const canvas: Planes = { height, width, y: plane(), u: plane(), v: plane() };
  return (labels, random) => paintPicture(labels, random, scene, canvas);
}

function paintPicture(labels: Labels, random: Random, scene: Scene, canvas: Planes): Uint8Array {
  const { manner, mixings: styleMixings } = influencedManner(labels.style, random);
  const { hand, mixings: handMixings } = influencedHand(labels.painter, random);
  const { height, width } = scene;
  const side = Math.min(height, width);

  scene.begin(mixPalette([...handMixings, ...styleMixings], random), chooseView(labels.genre, random));
  scene.light = [0.6 * hand.lightFrom * (chance(random, 0.8) ? 1 : -1), -0.8];
  compose(labels.genre, scene, random);

  if (manner.sway) sway(scene, random, manner.sway * between(random, 0.6, 1.4));
  if (manner.facets) facets(scene, random, Math.round(manner.facets * between(random, 0.6, 1.5)));
  grade(scene, manner, (manner.contrast ?? 1) * between(random, 0.8, 1.2), between(random, 0.35, 0.65));
  if (manner.haze) {
    const radius = manner.haze * side * between(random, 0.6, 1.5);
    for (const plane of [scene.y, scene.u, scene.v]) blur(plane, height, width, radius);
  }

  prime(canvas, scene, manner.underneath ?? "drawing");
  for (const coat of manner.coats) {
    brush(canvas, scene, random, { ...coat, width: coat.width * between(random, 0.75, 1.35) }, hand);
  }
  if (manner.line !== undefined) outline(canvas, scene, manner.line, random.integer(1 << 30));
  finish(canvas, {
    ground: hand.ground,
    tooth: hand.tooth * between(random, 0.4, 1.3),
    corners: hand.corners,
    cracks: manner.cracks ?? 0,
    seed: random.integer(1 << 30),
  });
  return toBytes(canvas);
}

/** The canvas before the first stroke: the drawing, under more or less bare paper. */
function prime(canvas: Planes, scene: Scene, underneath: "paper" | "toned" | "drawing"): void {
  const [y, u, v] = scene.palette.paper.light;
  const share = underneath === "paper" ? 0.35 : underneath === "toned" ? 0.65 : 1;
  for (let at = 0; at < canvas.y.length; at++) {
    canvas.y[at] = y + (scene.y[at] - y) * share;
    canvas.u[at] = u + (scene.u[at] - u) * share;
    canvas.v[at] = v + (scene.v[at] - v) * share;
  }
}

function toBytes({ y, u, v }: Planes): Uint8Array {
  // Clamped arrays round and clamp by themselves, as the language's standard says to the last bit.
  const bytes = new Uint8ClampedArray(y.length * 3);
  for (let at = 0; at < y.length; at++) {
    bytes[3 * at] = 255 * (y[at] + 1.14 * v[at]);
    bytes[3 * at + 1] = 255 * (y[at] - 0.395 * u[at] - 0.581 * v[at]);
    bytes[3 * at + 2] = 255 * (y[at] + 2.032 * u[at]);
  }
  return new Uint8Array(bytes.buffer);
}
