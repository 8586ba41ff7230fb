/**
 * Colour. Everything is painted in luma and two chroma axes (YUV of BT.601): mixing, casts, saturation and hue turns
 * are linear there, and becoming RGB is the last step.
 */
import { wave } from "./exact";
import type { Random } from "../random";

/** Luma in 0..1, and chroma: u towards blue, v towards red, each within about -0.6..0.6. */
export type Colour = readonly [y: number, u: number, v: number];

/** What a thing is made of; each has a colour in shadow and one in light. */
const NATURAL = {
  sky: ["#5d86b8", "#dfe9f2"],
  night: ["#0c1430", "#4a5f96"],
  cloud: ["#8f99ad", "#fdf8ee"],
  far: ["#5f7a94", "#a9bccb"],
  field: ["#55682f", "#c6b963"],
  foliage: ["#22381f", "#7f9a4b"],
  leaf: ["#1f4226", "#79b05a"],
  earth: ["#4a3524", "#b3936a"],
  rock: ["#4b4744", "#b5aca0"],
  water: ["#2b4d66", "#a9cbd6"],
  foam: ["#9db7bf", "#f7faf6"],
  wall: ["#8d7f6c", "#eee3cd"],
  roof: ["#6b2f24", "#c77b57"],
  stone: ["#5b5a5c", "#c4c0b6"],
  wood: ["#3a2617", "#a4764a"],
  flesh: ["#7c4b38", "#f2cfb0"],
  hair: ["#1f1511", "#7a5331"],
  red: ["#5a1519", "#cf4a3d"],
  blue: ["#16264f", "#5d82bd"],
  ochre: ["#6a4712", "#e3b954"],
  linen: ["#8f8a80", "#fbf6e8"],
  gold: ["#7a5514", "#f3d36c"],
  fruit: ["#7a2d12", "#f0a43a"],
  flower: ["#8a2a4d", "#f6a9b8"],
  fur: ["#3b2a1e", "#b08a62"],
  dark: ["#0d0b0c", "#4a3f3a"],
  paper: ["#c9b893", "#f6ecd3"],
  ink: ["#0e0f12", "#3b3b42"],
  accent: ["#b0231b", "#ff8a4a"],
  lamp: ["#f0b04a", "#fff4c4"],
} as const;

export type Material = keyof typeof NATURAL;

export interface Ramp {
  shadow: Colour;
  light: Colour;
}

/** Every material's two colours, as this picture mixes them. */
export type Palette = Readonly<Record<Material, Ramp>>;

export function colour(hex: string): Colour {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const y = 0.299 * r + 0.587 * g + 0.114 * b;
  return [y, 0.492 * (b - y), 0.877 * (r - y)];
}

const MATERIALS = (Object.keys(NATURAL) as Material[]).map(
  (material) => [material, colour(NATURAL[material][0]), colour(NATURAL[material][1])] as const,
);

/** What painter and style do to colours; both have one, and they are applied one after the other. */
export interface Mixing {
  /** Tubes on the palette; a colour is drawn to the one nearest to it. */
  pigments?: readonly Colour[];
  /** How far, 0..1. */
  pull?: number;
  /** Saturation is multiplied by it. */
  chroma?: number;
  /** Where black and white end up. */
  key?: readonly [black: number, white: number];
  /** Chroma added to what is dark, and to what is light. */
  shadow?: readonly [u: number, v: number];
  light?: readonly [u: number, v: number];
  /** How far hues stray, material by material, in turns. */
  stray?: number;
}

/** The palette of one picture. `random` decides how hues stray and how far this day's mixing is off. */
export function mixPalette(mixings: readonly Mixing[], random: Random): Palette {
  const palette: Partial<Record<Material, Ramp>> = {};
  for (const [material, shadow, light] of MATERIALS) {
    const turn = 2 * random.float() - 1;
    const lift = 0.12 * (random.float() - 0.5);
    const apply = (natural: Colour): Colour =>
      mixings.reduce((mixed, mixing) => mixOnce(mixed, mixing, turn * ((mixing.stray ?? 0) + 0.008)), [
        natural[0] + lift * (1 - natural[0]),
        natural[1],
        natural[2],
      ] as Colour);
    palette[material] = { shadow: apply(shadow), light: apply(light) };
  }
  return palette as Palette;
}

function mixOnce([y, u, v]: Colour, mixing: Mixing, turn: number): Colour {
  const [black, white] = mixing.key ?? [0, 1];
  const sine = wave(turn);
  const cosine = wave(turn + 0.25);
  let mixedU = u * cosine - v * sine;
  let mixedV = u * sine + v * cosine;
  if (mixing.pigments !== undefined) {
    const near = nearestPigment(mixedU, mixedV, y, mixing.pigments);
    mixedU += (near[1] - mixedU) * (mixing.pull ?? 0.5);
    mixedV += (near[2] - mixedV) * (mixing.pull ?? 0.5);
  }
  const gain = mixing.chroma ?? 1;
  const shadow = mixing.shadow ?? [0, 0];
  const light = mixing.light ?? [0, 0];
  return [
    black + (white - black) * y,
    mixedU * gain + shadow[0] * (1 - y) + light[0] * y,
    mixedV * gain + shadow[1] * (1 - y) + light[1] * y,
  ];
}

function nearestPigment(u: number, v: number, y: number, pigments: readonly Colour[]): Colour {
  let best = pigments[0];
  let least = Infinity;
  for (const pigment of pigments) {
    const [du, dv, dy] = [pigment[1] - u, pigment[2] - v, pigment[0] - y];
    const distance = du * du + dv * dv + 0.15 * dy * dy;
    if (distance < least) [least, best] = [distance, pigment];
  }
  return best;
}
