/**
 * The manners: how each style paints whatever is before it.
 *
 * A picture is graded (light and dark), bent or broken (form), brushed in one or more coats, and outlined; a manner is
 * the settings of these four steps. Lengths are in shares of the picture's shorter side.
 */
import type { Mixing } from "./palette";
import type { Style } from "./labels";

/** One coat of brush strokes. */
export interface Coat {
  width: number;
  /** Against the width: 1 is a dot. */
  length: number;
  /** How often the canvas is covered, on average. */
  cover: number;
  opacity: number;
  /** Whether strokes follow the form, the hand, a whirl, or nothing. */
  follow: "form" | "hand" | "whirl" | "nothing";
  /** How far a stroke's colour strays, in luma and in chroma. */
  stray: readonly [luma: number, chroma: number];
  /** How much paint stands up and catches light. */
  relief?: number;
  /** How far a stroke may curve, as a share of its length. */
  bend?: number;
}

export interface Manner {
  mixing: Mixing;
  /** Light gathers round the subject and leaves the rest in the dark, 0..1. */
  spotlight?: number;
  /** Contrast about the middle: 1 leaves it. */
  contrast?: number;
  /** Softened edges, sfumato: radius. */
  haze?: number;
  /** Forms sway: amplitude. */
  sway?: number;
  /** Forms break into this many facets. */
  facets?: number;
  /** Tones are laid in this many flat steps. */
  steps?: number;
  coats: readonly Coat[];
  /** What shows between the strokes: bare paper, toned ground, or the drawing itself. */
  underneath?: "paper" | "toned" | "drawing";
  line?: { width: number; strength: number; colour: "ink" | "blue" | "brown" };
  /** Fine cracks of old varnish, 0..1. */
  cracks?: number;
}

const fine: Coat = { width: 0.03, length: 3, cover: 1, opacity: 0.35, follow: "form", stray: [0.03, 0.01] };

export const MANNERS: Record<Style, Manner> = {
  "Abstract Expressionism": {
    mixing: { chroma: 1.3, stray: 0.06 },
    contrast: 1.25,
    sway: 0.08,
    coats: [
      {
        width: 0.13,
        length: 3,
        cover: 1.1,
        opacity: 0.85,
        follow: "nothing",
        stray: [0.1, 0.06],
        relief: 0.12,
        bend: 0.3,
      },
      {
        width: 0.032,
        length: 11,
        cover: 0.35,
        opacity: 0.9,
        follow: "nothing",
        stray: [0.3, 0.1],
        relief: 0.1,
        bend: 0.45,
      },
      { width: 0.02, length: 1, cover: 0.05, opacity: 0.95, follow: "nothing", stray: [0.4, 0.12] },
    ],
  },
  "Art Nouveau (Modern)": {
    mixing: { chroma: 0.85, key: [0.12, 0.92], light: [-0.035, 0.012] },
    steps: 4,
    sway: 0.012,
    coats: [],
    line: { width: 0.018, strength: 0.85, colour: "brown" },
  },
  Baroque: {
    mixing: { chroma: 1, key: [0, 0.95], shadow: [-0.02, 0.03], light: [-0.025, 0.015] },
    spotlight: 0.85,
    contrast: 1.25,
    haze: 0.005,
    coats: [{ ...fine, width: 0.045, relief: 0.03 }],
    cracks: 0.25,
  },
  Cubism: {
    mixing: { chroma: 0.6, key: [0.06, 0.9], light: [-0.03, 0.01] },
    facets: 8,
    coats: [{ width: 0.045, length: 1.6, cover: 1, opacity: 0.4, follow: "hand", stray: [0.06, 0.012], relief: 0.04 }],
    line: { width: 0.01, strength: 0.45, colour: "ink" },
  },
  Expressionism: {
    mixing: { chroma: 1.35, key: [0.02, 0.9], stray: 0.07, shadow: [0.03, 0.03] },
    contrast: 1.3,
    sway: 0.045,
    coats: [
      {
        width: 0.07,
        length: 3,
        cover: 1.2,
        opacity: 0.9,
        follow: "form",
        stray: [0.07, 0.04],
        relief: 0.08,
        bend: 0.1,
      },
      {
        width: 0.036,
        length: 4,
        cover: 0.7,
        opacity: 0.85,
        follow: "whirl",
        stray: [0.09, 0.05],
        relief: 0.08,
        bend: 0.15,
      },
    ],
    line: { width: 0.024, strength: 0.6, colour: "ink" },
  },
  Fauvism: {
    mixing: { chroma: 1.75, key: [0.16, 1], stray: 0.16 },
    coats: [{ width: 0.05, length: 2, cover: 1.25, opacity: 0.9, follow: "form", stray: [0.05, 0.06], relief: 0.05 }],
    underneath: "paper",
    line: { width: 0.016, strength: 0.5, colour: "blue" },
  },
  "High Renaissance": {
    mixing: { chroma: 0.9, key: [0.04, 0.9], light: [-0.04, 0.018] },
    spotlight: 0.3,
    haze: 0.009,
    coats: [],
    cracks: 0.3,
  },
  Impressionism: {
    mixing: { chroma: 1.1, key: [0.12, 1], shadow: [0.045, 0.005] },
    contrast: 1.15,
    coats: [
      { width: 0.045, length: 2, cover: 1, opacity: 0.7, follow: "form", stray: [0.05, 0.025], relief: 0.04 },
      { width: 0.028, length: 2.6, cover: 1.1, opacity: 0.8, follow: "form", stray: [0.07, 0.035], relief: 0.06 },
    ],
    underneath: "toned",
  },
  "Ink and wash painting": {
    mixing: { chroma: 0.12, key: [0, 1.05], light: [-0.03, 0.012] },
    contrast: 1.25,
    haze: 0.012,
    coats: [{ width: 0.09, length: 1.8, cover: 0.9, opacity: 0.3, follow: "form", stray: [0.07, 0.003], bend: 0.1 }],
    underneath: "paper",
    line: { width: 0.022, strength: 0.7, colour: "ink" },
  },
  "Naïve Art (Primitivism)": {
    mixing: { chroma: 1.35, key: [0.12, 0.97] },
    contrast: 0.85,
    steps: 6,
    coats: [{ width: 0.022, length: 1.3, cover: 0.25, opacity: 0.5, follow: "nothing", stray: [0.12, 0.03] }],
    line: { width: 0.009, strength: 0.55, colour: "brown" },
  },
  "Northern Renaissance": {
    mixing: { chroma: 1.1, key: [0, 0.9], light: [-0.02, 0.008] },
    contrast: 1.15,
    coats: [{ width: 0.014, length: 3, cover: 0.5, opacity: 0.3, follow: "form", stray: [0.05, 0.01] }],
    line: { width: 0.006, strength: 0.4, colour: "brown" },
    cracks: 0.4,
  },
  Pointillism: {
    mixing: { chroma: 1.3, key: [0.16, 1], shadow: [0.05, 0.01] },
    coats: [
      { width: 0.036, length: 1, cover: 1.3, opacity: 0.9, follow: "nothing", stray: [0.05, 0.06] },
      { width: 0.026, length: 1, cover: 0.9, opacity: 0.95, follow: "nothing", stray: [0.07, 0.1] },
    ],
    underneath: "paper",
  },
  "Post-Impressionism": {
    mixing: { chroma: 1.3, key: [0.08, 0.95], shadow: [0.05, -0.01] },
    sway: 0.02,
    coats: [
      { width: 0.046, length: 3.2, cover: 1.2, opacity: 0.9, follow: "form", stray: [0.05, 0.03], relief: 0.1 },
      {
        width: 0.028,
        length: 4.5,
        cover: 0.9,
        opacity: 0.85,
        follow: "whirl",
        stray: [0.08, 0.04],
        relief: 0.16,
        bend: 0.15,
      },
    ],
    line: { width: 0.015, strength: 0.4, colour: "blue" },
  },
  Realism: {
    mixing: { chroma: 0.72, key: [0.03, 0.9] },
    haze: 0.004,
    coats: [{ ...fine, width: 0.04, cover: 1.2, opacity: 0.5, stray: [0.05, 0.012], relief: 0.02 }],
  },
  Rococo: {
    mixing: { chroma: 0.75, key: [0.24, 1], light: [-0.005, 0.035], shadow: [0.02, 0.02] },
    haze: 0.008,
    coats: [{ width: 0.03, length: 3.2, cover: 0.9, opacity: 0.4, follow: "whirl", stray: [0.06, 0.02], bend: 0.25 }],
  },
  Romanticism: {
    mixing: { chroma: 0.95, key: [0, 0.97], light: [-0.045, 0.02], shadow: [0.015, 0.005] },
    spotlight: 0.5,
    contrast: 1.2,
    haze: 0.006,
    coats: [
      { width: 0.045, length: 2.6, cover: 0.9, opacity: 0.45, follow: "form", stray: [0.06, 0.015], relief: 0.03 },
    ],
  },
  Surrealism: {
    mixing: { chroma: 0.95, key: [0.04, 0.95], stray: 0.08, shadow: [0.02, -0.03], light: [-0.03, 0.02] },
    contrast: 1.25,
    sway: 0.06,
    haze: 0.006,
    coats: [],
  },
  Symbolism: {
    mixing: { chroma: 0.8, key: [0.08, 0.9], shadow: [0.07, 0.01], light: [-0.01, -0.01] },
    spotlight: 0.25,
    haze: 0.012,
    coats: [{ width: 0.045, length: 1.8, cover: 0.9, opacity: 0.4, follow: "nothing", stray: [0.06, 0.03] }],
  },
  "Ukiyo-e": {
    mixing: { chroma: 1.05, key: [0.08, 0.97], light: [-0.035, 0.012] },
    contrast: 0.95,
    steps: 3,
    coats: [],
    line: { width: 0.009, strength: 0.9, colour: "ink" },
  },
};
