/**
 * No picture is of one style alone. Each has learned something from a kindred style and from a fellow painter, a little
 * or a lot: this is the overlap between the classes, and why no model can get every label right.
 */
import type { Random } from "../random";
import { chance, mix } from "./exact";
import type { Painter, Style } from "./labels";
import { PAINTERS } from "./labels";
import { HANDS, type Hand } from "./painters";
import type { Mixing } from "./palette";
import { MANNERS, type Manner } from "./styles";

/** Whom each style may have looked at. */
const KIN: Record<Style, readonly Style[]> = {
  "Abstract Expressionism": ["Expressionism", "Fauvism", "Surrealism"],
  "Art Nouveau (Modern)": ["Ukiyo-e", "Symbolism", "Naïve Art (Primitivism)"],
  Baroque: ["High Renaissance", "Romanticism", "Realism"],
  Cubism: ["Expressionism", "Surrealism", "Post-Impressionism"],
  Expressionism: ["Fauvism", "Post-Impressionism", "Cubism"],
  Fauvism: ["Expressionism", "Post-Impressionism", "Pointillism"],
  "High Renaissance": ["Northern Renaissance", "Baroque", "Romanticism"],
  Impressionism: ["Post-Impressionism", "Realism", "Pointillism"],
  "Ink and wash painting": ["Ukiyo-e", "Symbolism", "Realism"],
  "Naïve Art (Primitivism)": ["Realism", "Art Nouveau (Modern)", "Fauvism"],
  "Northern Renaissance": ["High Renaissance", "Realism", "Baroque"],
  Pointillism: ["Impressionism", "Post-Impressionism", "Fauvism"],
  "Post-Impressionism": ["Impressionism", "Expressionism", "Fauvism"],
  Realism: ["Romanticism", "Impressionism", "Baroque"],
  Rococo: ["Romanticism", "Impressionism", "Baroque"],
  Romanticism: ["Realism", "Baroque", "Symbolism"],
  Surrealism: ["Symbolism", "Cubism", "Realism"],
  Symbolism: ["Impressionism", "Art Nouveau (Modern)", "Romanticism"],
  "Ukiyo-e": ["Ink and wash painting", "Art Nouveau (Modern)", "Naïve Art (Primitivism)"],
};

/** How strong an influence gets at most; at a half the picture stands between the two. */
const OF_A_STYLE = 0.5;
const OF_A_FELLOW = 0.85;

/** Mostly slight, now and then overwhelming. */
function strength(random: Random, most: number): number {
  const x = random.float();
  return most * x * Math.sqrt(x);
}

/** The manner of one picture: its style's, with something of a kindred one. */
export function influencedManner(style: Style, random: Random): { manner: Manner; mixings: Mixing[] } {
  const own = MANNERS[style];
  const other = MANNERS[random.pick(KIN[style])];
  const share = strength(random, OF_A_STYLE);
  const number = (key: "spotlight" | "haze" | "sway" | "cracks") => mix(own[key] ?? 0, other[key] ?? 0, share);
  const manner: Manner = {
    mixing: own.mixing,
    spotlight: number("spotlight"),
    haze: number("haze"),
    sway: number("sway"),
    cracks: number("cracks"),
    contrast: mix(own.contrast ?? 1, other.contrast ?? 1, share),
    facets: chance(random, share) ? other.facets : own.facets,
    steps: chance(random, share) ? other.steps : own.steps,
    underneath: chance(random, share) ? other.underneath : own.underneath,
    line: chance(random, share) ? other.line : own.line,
    coats: [
      ...own.coats.map((coat) => ({ ...coat, opacity: coat.opacity * (1 - 0.5 * share) })),
      ...other.coats.map((coat) => ({ ...coat, opacity: coat.opacity * share })),
    ],
  };
  return { manner, mixings: [weakened(own.mixing, 1 - share), weakened(other.mixing, share)] };
}

/** The hand of one picture: its painter's, with something of a fellow's. */
export function influencedHand(painter: Painter, random: Random): { hand: Hand; mixings: Mixing[] } {
  const own = HANDS[painter];
  const fellow = HANDS[random.pick(PAINTERS)];
  const share = strength(random, OF_A_FELLOW);
  const whose = () => (chance(random, share) ? fellow : own);
  const hand: Hand = {
    mixing: own.mixing,
    reach: whose().reach,
    breadth: whose().breadth,
    slant: whose().slant,
    leaning: whose().leaning,
    unrest: whose().unrest,
    ground: whose().ground,
    tooth: whose().tooth,
    corners: mix(own.corners, fellow.corners, share),
    lightFrom: whose().lightFrom,
  };
  return { hand, mixings: [weakened(own.mixing, 1 - share), weakened(fellow.mixing, share)] };
}

/** The same mixing, carried out only so far. */
function weakened(mixing: Mixing, share: number): Mixing {
  const [black, white] = mixing.key ?? [0, 1];
  const faint = ([u, v]: readonly [number, number] = [0, 0]) => [u * share, v * share] as const;
  return {
    pigments: mixing.pigments,
    pull: (mixing.pull ?? 0) * share,
    chroma: mix(1, mixing.chroma ?? 1, share),
    key: [black * share, mix(1, white, share)],
    shadow: faint(mixing.shadow),
    light: faint(mixing.light),
    stray: (mixing.stray ?? 0) * share,
  };
}
