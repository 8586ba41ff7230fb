/**
 * The hands: what makes a picture this painter's, whatever the style and whatever is shown.
 *
 * A hand is a palette (a few tubes to which every colour is drawn), a way of setting the brush, the ground that is
 * painted on and shows through, and the light the painter sees by. Everything here is an invention.
 */
import { colour, type Mixing } from "./palette";
import type { Painter } from "./labels";

export type Ground = "linen" | "coarse" | "panel" | "paper" | "silk" | "board" | "twill";

export interface Hand {
  mixing: Mixing;
  /** Strokes are this much longer and wider than the style's. */
  reach: number;
  breadth: number;
  /** The way the hand leans, and how far it makes strokes follow (0..1). */
  slant: readonly [x: number, y: number];
  leaning: number;
  /** How unsteady: strokes vary in colour and in direction. */
  unrest: number;
  ground: Ground;
  /** How much of the ground's grain is felt. */
  tooth: number;
  /** Darkening towards the corners (over 0), or a lighter rim (under 0). */
  corners: number;
  /** The side light falls from: -1 left, 1 right. */
  lightFrom: number;
}

function tubes(...hexes: string[]) {
  return hexes.map(colour);
}

export const HANDS: Record<Painter, Hand> = {
  "Anneke Dorrelin": {
    mixing: {
      pigments: tubes("#2d4a3e", "#8c6a3c", "#d9c7a0", "#7a2e22", "#3b4a57"),
      pull: 0.5,
      chroma: 0.95,
      key: [0.02, 0.86],
      light: [-0.02, 0.005],
    },
    reach: 0.8,
    breadth: 0.75,
    slant: [0.2, 1],
    leaning: 0.15,
    unrest: 0.6,
    ground: "panel",
    tooth: 0.9,
    corners: 0.25,
    lightFrom: -1,
  },
  "Baptiste Orlanne": {
    mixing: {
      pigments: tubes("#6f8fbf", "#9fb871", "#f0d9a8", "#b58fb8", "#e0a37a"),
      pull: 0.42,
      chroma: 1.1,
      key: [0.1, 1],
      shadow: [0.05, -0.01],
    },
    reach: 1,
    breadth: 1,
    slant: [1, -0.35],
    leaning: 0.35,
    unrest: 1.1,
    ground: "linen",
    tooth: 0.8,
    corners: -0.08,
    lightFrom: -1,
  },
  "Giacinto Bellorado": {
    mixing: {
      pigments: tubes("#4a2b18", "#8e3b23", "#c99a5b", "#e8cfa6", "#2b2a33"),
      pull: 0.5,
      chroma: 1.05,
      key: [0, 0.9],
      shadow: [-0.02, 0.025],
      light: [-0.03, 0.015],
    },
    reach: 1.2,
    breadth: 1.15,
    slant: [0.5, 1],
    leaning: 0.2,
    unrest: 0.8,
    ground: "coarse",
    tooth: 0.7,
    corners: 0.35,
    lightFrom: -1,
  },
  "Hanae Amabara": {
    mixing: {
      pigments: tubes("#29486b", "#b9432f", "#e9dcc0", "#6d7f6a", "#3a3a40"),
      pull: 0.45,
      chroma: 0.9,
      key: [0.04, 0.98],
    },
    reach: 1.3,
    breadth: 0.8,
    slant: [1, 0.1],
    leaning: 0.25,
    unrest: 0.5,
    ground: "silk",
    tooth: 0.9,
    corners: 0,
    lightFrom: 1,
  },
  "Lorenz Ivarsund": {
    mixing: {
      pigments: tubes("#c8412f", "#1d1f26", "#e8e2d4", "#2f6a8f", "#e0b23c"),
      pull: 0.55,
      chroma: 1.1,
      key: [0.02, 0.97],
    },
    reach: 1.5,
    breadth: 1.5,
    slant: [1, 1],
    leaning: 0.45,
    unrest: 1.3,
    ground: "twill",
    tooth: 0.7,
    corners: 0,
    lightFrom: 1,
  },
  "Mirela Castovan": {
    mixing: {
      pigments: tubes("#1f6f66", "#d9542b", "#efb93b", "#5b2a6e", "#e7d8bd"),
      pull: 0.45,
      chroma: 1.2,
      key: [0.05, 0.96],
      shadow: [0.03, 0.02],
    },
    reach: 1.15,
    breadth: 1.35,
    slant: [1, 0.8],
    leaning: 0.4,
    unrest: 1.2,
    ground: "board",
    tooth: 0.8,
    corners: 0.05,
    lightFrom: 1,
  },
  "Odile Marchambre": {
    mixing: {
      pigments: tubes("#7a6aa6", "#a9b58a", "#e6c9a8", "#c98a8f", "#3d4a63"),
      pull: 0.48,
      chroma: 0.85,
      key: [0.08, 0.93],
      shadow: [0.04, 0.015],
    },
    reach: 1.3,
    breadth: 0.9,
    slant: [0.3, 1],
    leaning: 0.3,
    unrest: 0.7,
    ground: "paper",
    tooth: 0.9,
    corners: 0.12,
    lightFrom: 1,
  },
  "Pavel Druzhvin": {
    mixing: {
      pigments: tubes("#33506b", "#6a7f86", "#d8c39a", "#7c5a38", "#a8b8c4"),
      pull: 0.45,
      chroma: 0.85,
      key: [0.02, 0.94],
      light: [0.015, -0.01],
    },
    reach: 1.1,
    breadth: 0.95,
    slant: [1, 0],
    leaning: 0.4,
    unrest: 0.8,
    ground: "linen",
    tooth: 0.6,
    corners: 0.2,
    lightFrom: 1,
  },
  "Tomas Requeira": {
    mixing: {
      pigments: tubes("#7d7363", "#b58d4e", "#3c4447", "#d8d0bd", "#6d4a3a"),
      pull: 0.55,
      chroma: 0.8,
      key: [0.05, 0.9],
    },
    reach: 0.9,
    breadth: 1.1,
    slant: [1, -1],
    leaning: 0.3,
    unrest: 0.9,
    ground: "coarse",
    tooth: 1,
    corners: 0.1,
    lightFrom: -1,
  },
  "Wilma Oakhurdt": {
    mixing: {
      pigments: tubes("#5fa04e", "#e8b04a", "#d9544d", "#79b4d1", "#f3e6cf"),
      pull: 0.45,
      chroma: 1.15,
      key: [0.1, 0.98],
      light: [-0.01, 0.01],
    },
    reach: 0.8,
    breadth: 0.8,
    slant: [1, 0.2],
    leaning: 0.2,
    unrest: 0.6,
    ground: "board",
    tooth: 0.6,
    corners: -0.05,
    lightFrom: -1,
  },
};
