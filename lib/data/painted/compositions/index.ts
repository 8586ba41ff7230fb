/** What is shown, genre by genre. */
import type { Random } from "../../random";
import type { Scene } from "../scene";
import type { Genre } from "../labels";
import * as drawn from "./drawn";
import * as nature from "./nature";
import * as people from "./people";
import * as things from "./things";

export const COMPOSITIONS: Record<Genre, (scene: Scene, random: Random) => void> = {
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
