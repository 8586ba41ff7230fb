/** What is shown, genre by genre. */
import type { Random } from "../../random";
import { between, chance } from "../exact";
import type { Scene } from "../scene";
import type { Genre } from "../labels";
import * as drawn from "./drawn";
import * as nature from "./nature";
import * as people from "./people";
import * as things from "./things";

const COMPOSITIONS: Record<Genre, (scene: Scene, random: Random) => void> = {
  abstract: drawn.abstract,
  "allegorical painting": people.allegorical,
  "animal painting": nature.animals,
  "battle painting": people.battle,
  "bird-and-flower painting": things.birdAndFlower,
  calligraphy: drawn.calligraphy,
  caricature: people.caricature,
  cityscape: nature.cityscape,
  cloudscape: nature.cloudscape,
  design: drawn.design,
  figurative: people.figurative,
  "flower painting": things.flowers,
  "genre painting": people.everydayLife,
  "history painting": people.history,
  illustration: drawn.illustration,
  interior: things.interior,
  landscape: nature.landscape,
  "literary painting": people.literary,
  marina: nature.marina,
  miniature: people.miniature,
  "mythological painting": people.mythological,
  pastorale: nature.pastorale,
  portrait: people.portrait,
  poster: drawn.poster,
  "religious painting": people.religious,
  "self-portrait": people.selfPortrait,
  "sketch and study": drawn.sketch,
  "still life": things.stillLife,
  "symbolic painting": people.symbolic,
  vanitas: things.vanitas,
  veduta: nature.veduta,
  "wildlife painting": nature.wildlife,
};

/** Genres that a cataloguer may take for one another. */
const ALLIED: Partial<Record<Genre, readonly Genre[]>> = {
  abstract: ["design", "figurative"],
  "allegorical painting": ["mythological painting", "religious painting", "symbolic painting"],
  "animal painting": ["wildlife painting", "pastorale"],
  "battle painting": ["history painting"],
  "bird-and-flower painting": ["flower painting", "wildlife painting"],
  caricature: ["portrait", "sketch and study"],
  cityscape: ["veduta", "landscape", "genre painting"],
  cloudscape: ["landscape", "marina"],
  design: ["abstract", "poster"],
  figurative: ["portrait", "genre painting", "interior"],
  "flower painting": ["still life"],
  "genre painting": ["interior", "figurative", "portrait", "pastorale"],
  "history painting": ["battle painting", "genre painting", "religious painting"],
  illustration: ["literary painting", "genre painting", "animal painting"],
  interior: ["genre painting", "still life"],
  landscape: ["cloudscape", "pastorale", "marina", "cityscape"],
  "literary painting": ["illustration", "symbolic painting", "mythological painting"],
  marina: ["landscape", "veduta", "cloudscape"],
  miniature: ["religious painting", "portrait"],
  "mythological painting": ["allegorical painting", "figurative", "pastorale"],
  pastorale: ["landscape", "animal painting", "genre painting"],
  portrait: ["self-portrait", "figurative", "genre painting"],
  poster: ["design", "illustration"],
  "religious painting": ["mythological painting", "allegorical painting", "history painting"],
  "self-portrait": ["portrait"],
  "sketch and study": ["portrait", "figurative", "landscape", "animal painting"],
  "still life": ["flower painting", "vanitas", "interior"],
  "symbolic painting": ["allegorical painting", "literary painting"],
  vanitas: ["still life"],
  veduta: ["cityscape", "marina"],
  "wildlife painting": ["animal painting", "landscape"],
};

/** How often a picture is composed as one of an allied genre would be. */
const AS_AN_ALLY = 0.33;

/** Genres that fill their sheet to the border: one does not step closer to these. */
const FRAMED: readonly Genre[] = ["miniature", "illustration", "poster", "calligraphy", "design"];

/** Which part of the whole composition is seen: all of it, or what is left when one steps closer. */
export function chooseView(genre: Genre, random: Random): Scene["view"] {
  const closer = random.float();
  const share = FRAMED.includes(genre) ? 1 : 1 - 0.3 * closer * closer;
  return [(1 - share) * between(random, 0.2, 0.8), (1 - share) * between(random, 0.2, 0.8), share];
}

export function compose(genre: Genre, scene: Scene, random: Random): void {
  const allied = ALLIED[genre];
  const shown = allied !== undefined && chance(random, AS_AN_ALLY) ? random.pick(allied) : genre;
  COMPOSITIONS[shown](scene, random);
}
