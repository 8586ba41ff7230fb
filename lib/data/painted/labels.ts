/**
 * Who paints what and how: the names, and how they go together.
 *
 * Labels hang together as they do in museums: a painter works in a few styles and has favourite subjects, a style has
 * subjects of its own. The largest class of each head holds about a fifth of the rows, and behind it comes a long tail.
 * Styles and genres are those of WikiArt; the painters are invented.
 */
import type { Random } from "../random";

export const STYLES = [
  "Abstract Expressionism",
  "Art Nouveau (Modern)",
  "Baroque",
  "Cubism",
  "Expressionism",
  "Fauvism",
  "High Renaissance",
  "Impressionism",
  "Ink and wash painting",
  "Naïve Art (Primitivism)",
  "Northern Renaissance",
  "Pointillism",
  "Post-Impressionism",
  "Realism",
  "Rococo",
  "Romanticism",
  "Surrealism",
  "Symbolism",
  "Ukiyo-e",
] as const;

export const GENRES = [
  "abstract",
  "allegorical painting",
  "animal painting",
  "battle painting",
  "bird-and-flower painting",
  "calligraphy",
  "caricature",
  "cityscape",
  "cloudscape",
  "design",
  "figurative",
  "flower painting",
  "genre painting",
  "history painting",
  "illustration",
  "interior",
  "landscape",
  "literary painting",
  "marina",
  "miniature",
  "mythological painting",
  "pastorale",
  "portrait",
  "poster",
  "religious painting",
  "self-portrait",
  "sketch and study",
  "still life",
  "symbolic painting",
  "vanitas",
  "veduta",
  "wildlife painting",
] as const;

export const PAINTERS = [
  "Anneke Dorrelin",
  "Baptiste Orlanne",
  "Giacinto Bellorado",
  "Hanae Amabara",
  "Lorenz Ivarsund",
  "Mirela Castovan",
  "Odile Marchambre",
  "Pavel Druzhvin",
  "Tomas Requeira",
  "Wilma Oakhurdt",
] as const;

export type Style = (typeof STYLES)[number];
export type Genre = (typeof GENRES)[number];
export type Painter = (typeof PAINTERS)[number];

/** The label of one picture, a name a head. */
export interface Labels {
  style: Style;
  genre: Genre;
  painter: Painter;
}

type Weights<Name extends string> = Partial<Record<Name, number>>;

interface Oeuvre {
  /** Share of all pictures. */
  share: number;
  styles: Weights<Style>;
  genres: Weights<Genre>;
}

const OEUVRES: Record<Painter, Oeuvre> = {
  "Baptiste Orlanne": {
    share: 0.2,
    styles: { Impressionism: 78, "Post-Impressionism": 12, Pointillism: 10 },
    genres: {
      landscape: 52,
      cityscape: 12,
      marina: 10,
      "genre painting": 8,
      portrait: 8,
      "flower painting": 7,
      "sketch and study": 5,
      "still life": 4,
      cloudscape: 4,
      interior: 2,
    },
  },
  "Giacinto Bellorado": {
    share: 0.15,
    styles: { Baroque: 62, "High Renaissance": 26, Romanticism: 8, Rococo: 4 },
    genres: {
      portrait: 26,
      "religious painting": 26,
      "mythological painting": 14,
      "still life": 6,
      "sketch and study": 6,
      "self-portrait": 6,
      "history painting": 5,
      "allegorical painting": 5,
      vanitas: 3,
      "battle painting": 3,
    },
  },
  "Anneke Dorrelin": {
    share: 0.13,
    styles: { "Northern Renaissance": 42, Baroque: 26, Realism: 28, Rococo: 4 },
    genres: {
      portrait: 28,
      "genre painting": 20,
      "still life": 14,
      interior: 9,
      "religious painting": 8,
      vanitas: 6,
      landscape: 5,
      miniature: 5,
      "flower painting": 5,
    },
  },
  "Pavel Druzhvin": {
    share: 0.12,
    styles: { Romanticism: 40, Realism: 22, Impressionism: 34, Symbolism: 4 },
    genres: {
      landscape: 44,
      marina: 24,
      cloudscape: 7,
      "battle painting": 7,
      "history painting": 6,
      "wildlife painting": 5,
      "genre painting": 6,
      veduta: 5,
      portrait: 4,
    },
  },
  "Mirela Castovan": {
    share: 0.1,
    styles: { Expressionism: 44, Fauvism: 32, "Post-Impressionism": 16, Cubism: 8 },
    genres: {
      portrait: 22,
      landscape: 20,
      figurative: 16,
      cityscape: 12,
      "self-portrait": 10,
      interior: 5,
      "still life": 6,
      "sketch and study": 4,
      poster: 3,
      caricature: 3,
    },
  },
  "Odile Marchambre": {
    share: 0.09,
    styles: { Symbolism: 44, "Art Nouveau (Modern)": 46, Rococo: 10 },
    genres: {
      "symbolic painting": 20,
      design: 14,
      illustration: 14,
      portrait: 10,
      "literary painting": 10,
      "mythological painting": 8,
      poster: 8,
      "flower painting": 8,
      "allegorical painting": 6,
    },
  },
  "Hanae Amabara": {
    share: 0.08,
    styles: { "Ukiyo-e": 56, "Ink and wash painting": 44 },
    genres: {
      "bird-and-flower painting": 26,
      landscape: 26,
      illustration: 12,
      calligraphy: 10,
      figurative: 8,
      marina: 8,
      "wildlife painting": 6,
      portrait: 6,
      "animal painting": 4,
    },
  },
  "Tomas Requeira": {
    share: 0.06,
    styles: { Cubism: 54, Surrealism: 36, Expressionism: 10 },
    genres: {
      "still life": 24,
      portrait: 18,
      abstract: 16,
      figurative: 14,
      "symbolic painting": 8,
      "sketch and study": 6,
      landscape: 6,
      poster: 4,
      caricature: 4,
    },
  },
  "Lorenz Ivarsund": {
    share: 0.04,
    styles: { "Abstract Expressionism": 62, Surrealism: 22, Fauvism: 16 },
    genres: { abstract: 62, figurative: 10, landscape: 8, calligraphy: 4, design: 6, "symbolic painting": 4 },
  },
  "Wilma Oakhurdt": {
    share: 0.03,
    styles: { "Naïve Art (Primitivism)": 74, Rococo: 26 },
    genres: {
      pastorale: 22,
      "animal painting": 20,
      "genre painting": 16,
      landscape: 10,
      veduta: 8,
      portrait: 8,
      illustration: 6,
      "flower painting": 6,
      caricature: 3,
    },
  },
};

/** What every painter may turn to once in a while, against favourites that add up to about 100. */
const ANY_GENRE = 0.35;

/** How much likelier (over 1) or rarer a genre is in a style than among the painter's pictures at large. */
const FITTING: Partial<Record<Style, Weights<Genre>>> = {
  "Abstract Expressionism": {
    abstract: 3,
    portrait: 0.2,
    landscape: 0.5,
    "religious painting": 0,
    veduta: 0,
    pastorale: 0,
  },
  "Art Nouveau (Modern)": { design: 2, poster: 2.5, illustration: 2, "symbolic painting": 0.4 },
  Baroque: { "still life": 1.4, abstract: 0, poster: 0, vanitas: 1.6 },
  Cubism: { "still life": 1.6, abstract: 1.4, landscape: 0.5 },
  "High Renaissance": { "religious painting": 1.6, "still life": 0.2, abstract: 0, poster: 0, marina: 0 },
  Impressionism: { landscape: 1.2, "religious painting": 0.1, abstract: 0.2, calligraphy: 0 },
  "Ink and wash painting": { calligraphy: 2.4, landscape: 1.4, illustration: 0.3, "battle painting": 0.2 },
  "Northern Renaissance": { miniature: 2, "religious painting": 1.6, abstract: 0, poster: 0, cityscape: 0.2 },
  Pointillism: { marina: 1.6, cityscape: 1.2, portrait: 0.5 },
  Realism: { "genre painting": 2, "animal painting": 3, abstract: 0, "religious painting": 0.4 },
  Rococo: { pastorale: 3, "allegorical painting": 2, "mythological painting": 1.6, vanitas: 0, abstract: 0 },
  Romanticism: { marina: 1.3, "battle painting": 1.5, interior: 0.5, abstract: 0 },
  Surrealism: { "symbolic painting": 2.5, abstract: 0.6, "genre painting": 0.3 },
  Symbolism: { "symbolic painting": 2, "mythological painting": 1.6, design: 0.2, poster: 0.2 },
  "Ukiyo-e": { calligraphy: 0.4, figurative: 1.6, portrait: 1.4, illustration: 1.5 },
};

/** How likely each genre is for a picture in this style by this painter; sums to 1, in the order of `GENRES`. */
export function genreShares(painter: Painter, style: Style): number[] {
  const favourites = OEUVRES[painter].genres;
  const fitting = FITTING[style] ?? {};
  return normalised(GENRES.map((genre) => ((favourites[genre] ?? 0) + ANY_GENRE) * (fitting[genre] ?? 1)));
}

/** How likely each style is for a picture by this painter; sums to 1, in the order of `STYLES`. */
export function styleShares(painter: Painter): number[] {
  return normalised(STYLES.map((style) => OEUVRES[painter].styles[style] ?? 0));
}

/** How likely each painter is; sums to 1, in the order of `PAINTERS`. */
export function painterShares(): number[] {
  return normalised(PAINTERS.map((painter) => OEUVRES[painter].share));
}

/** The labels of one picture. */
export function drawLabels(random: Random): Labels {
  const painter = PAINTERS[draw(random, painterShares())];
  const style = STYLES[draw(random, styleShares(painter))];
  const genre = GENRES[draw(random, genreShares(painter, style))];
  return { style, genre, painter };
}

function normalised(weights: number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** An index, each as likely as its share. */
export function draw(random: Random, shares: readonly number[]): number {
  let rest = random.float();
  for (let i = 0; i < shares.length; i++) {
    rest -= shares[i];
    if (rest < 0) return i;
  }
  return shares.length - 1 - [...shares].reverse().findIndex((share) => share > 0);
}
