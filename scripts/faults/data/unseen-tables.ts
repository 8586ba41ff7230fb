/** Tables of other subjects, made by rule: notes of a mint, loans, valves, glasses, heatings, stars. */
import { Random } from "plateau";
import { type Parts, rowsOf, split } from "./rows";

/** A number of 0 to 100,000, and whether it is above the half; the two sides take turns. */
export function thresholds(rows = 600, seed = 401): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, (row) => {
    const y = row % 2;
    return { x: [50000 * (random.float() + y)], y };
  });
  return split(made, Math.round(0.7 * rows));
}

/** A number of -50 to 50, and its square and three. */
export function parabolas(rows = 400, seed = 402): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = 100 * random.float() - 50;
    return { x: [x], y: x ** 2 + 3 + 20 * random.normal() };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Ten readings of a plant, and whether just one of two valves stands open. */
export function valves(rows = 800, seed = 403): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = Array.from({ length: 10 }, () => random.normal());
    const [y, first] = [random.float() < 0.4 ? 1 : 0, random.integer(2)];
    x[3] = 2 * first - 1 + 0.4 * random.normal();
    x[8] = (y === 1 ? 1 - 2 * first : 2 * first - 1) + 0.4 * random.normal();
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Sex in three columns, and length, diameter, height and weight of a shell, standardised; its rings, about ten. */
export function abalones(rows = 700, seed = 404): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const sex = random.integer(3);
    const age = random.normal() - (sex === 2 ? 1 : 0);
    const size = Math.tanh(0.7 * age);
    const measures = Array.from({ length: 4 }, () => 1.5 * size + 0.35 * random.normal());
    const rings = 10.5 + 2.6 * age + 0.6 * random.normal();
    return { x: [...[0, 1, 2].map((each) => (each === sex ? 1 : 0)), ...measures], y: Math.max(2, Math.round(rings)) };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Hour's sine and cosine, warmth, wind, weekend, and millimetres of rain, which mostly are none; bicycles lent a minute. */
export function bikes(rows = 900, seed = 405): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const hour = 2 * Math.PI * random.float();
    const [warmth, wind] = [random.normal(), random.normal()];
    const weekend = random.float() < 2 / 7 ? 1 : 0;
    const rain = random.float() < 0.7 ? 0 : 0.2 + 6 * random.float() ** 2;
    const rush = weekend ? 0.3 : Math.cos(2 * hour);
    const rate = Math.exp(1.1 + 0.5 * rush - 0.4 * Math.cos(hour) + 0.4 * warmth - 0.1 * wind - 0.25 * rain);
    return { x: [Math.sin(hour), Math.cos(hour), warmth, wind, weekend, rain], y: arrivals(rate, random) };
  });
  return split(made, Math.round(0.7 * rows));
}

/** How many come in a unit of time at a rate: Poisson's, after Knuth. */
function arrivals(rate: number, random: Random): number {
  const end = Math.exp(-rate);
  let count = 0;
  for (let left = random.float(); left > end; left *= random.float()) count++;
  return count;
}

/** Refraction and eight oxides of a splinter of glass, in per cent, and which of five kinds it is. */
export function glasses(rows = 700, seed = 406): Parts {
  const kinds = [
    [1.518, 13.2, 3.55, 1.16, 72.6, 0.45, 8.8, 0.01, 0.06],
    [1.5185, 13.1, 3.0, 1.41, 72.6, 0.52, 9.1, 0.05, 0.08],
    [1.5189, 12.8, 0.8, 2.03, 72.4, 1.47, 10.1, 0.19, 0.06],
    [1.5175, 14.6, 1.3, 1.37, 73.2, 0.05, 9.4, 0.02, 0.01],
    [1.5171, 14.4, 0.54, 2.12, 73.0, 0.33, 8.5, 1.04, 0.01],
  ];
  const deviations = [0.0015, 0.4, 0.35, 0.25, 0.4, 0.2, 0.5, 0.15, 0.05];
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.integer(kinds.length);
    return { x: kinds[y].map((mean, i) => mean + deviations[i] * random.normal()), y };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Income, age, years at work, open debts, late payments and share of the limit used; one in three is not paid back. */
export function loans(rows = 800, seed = 407): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const income = 20000 + 90000 * random.float() ** 2;
    const age = 21 + 45 * random.float();
    const years = random.float() * Math.min(20, age - 18);
    const [debts, late, used] = [random.integer(9), random.integer(7), random.float()];
    const risk = 0.5 * (late - 3) + 0.35 * (debts - 4) + 2.2 * (used - 0.5) - 0.06 * (years - 8);
    return { x: [income, age, years, debts, late, used], y: risk + 0.5 * random.normal() > 0.75 ? 1 : 0 };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Cap, gills, smell, ring and stalk of a mushroom in four columns of 0 and 1 each, its breadth and height; poisonous or not. */
export function mushrooms(rows = 700, seed = 408): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const [cap, gills, smell, ring, stalk] = Array.from({ length: 5 }, () => random.integer(4));
    const poisonous = smell === 0 || (gills === 1 && ring !== 2) || (cap === 3 && stalk === 3);
    const kinds = [cap, gills, smell, ring, stalk].flatMap((value) =>
      [0, 1, 2, 3].map((each) => (each === value ? 1 : 0)),
    );
    return { x: [...kinds, random.normal(), random.normal()], y: poisonous !== random.float() < 0.03 ? 1 : 0 };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Eighteen switches of a compiler, each 0 or 1, and the milliseconds that what it compiles then takes. */
export function switches(rows = 700, seed = 419): Parts {
  const random = new Random(seed);
  const effects = Array.from({ length: 18 }, () => 120 * random.normal());
  const made = rowsOf(rows, () => {
    const x = Array.from({ length: 18 }, () => (random.float() < 0.5 ? 1 : 0));
    const alone = x.reduce<number>((sum, bit, i) => sum + bit * effects[i], 0);
    return { x, y: 2400 + alone + 250 * x[2] * x[11] - 200 * x[5] * x[16] + 40 * random.normal() };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Five standardised readings of a lake, and its oxygen about a mean of nought. */
export function lakes(rows = 600, seed = 410): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = Array.from({ length: 5 }, () => random.normal());
    const y = -0.9 * x[0] + 0.5 * Math.abs(x[1]) - 0.4 + 0.4 * x[2] * x[3];
    return { x, y: y + 0.2 * random.normal() };
  });
  return split(made, Math.round(0.7 * rows));
}

export const ARMS = 4;

/** A wheel of bent arms in the plane, and which of them a point lies on. */
export function pinwheels(rows = 800, seed = 411): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.integer(ARMS);
    const radius = 0.3 + 1.5 * random.float();
    const angle = (2 * Math.PI * y) / ARMS + 0.9 * radius + 0.22 * random.normal();
    return { x: [radius * Math.cos(angle), radius * Math.sin(angle)], y };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Compactness, surface, walls, roof, height, glazing, and where it faces, of a building; its heating, in kilowatt hours. */
export function heatings(rows = 600, seed = 412): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const compactness = 0.62 + 0.36 * random.float();
    const surface = 910 - 400 * compactness + 15 * random.normal();
    const walls = 245 + 49 * random.integer(4);
    const roof = 110 + 110 * random.float();
    const height = random.float() < 0.5 ? 3.5 : 7;
    const glazing = [0, 0.1, 0.25, 0.4][random.integer(4)];
    const facing = random.integer(4);
    const load = 2.1 * height + 24 * glazing + 0.03 * walls + 0.03 * height * (roof - 165) * glazing;
    return {
      x: [compactness, surface, walls, roof, height, glazing, facing],
      y: load + 20 * compactness - 18 + 0.8 * random.normal(),
    };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Eight moments of a signal, skewed; one in fourteen is a pulsar, wherever it is found. */
export function pulsars(rows = 1800, share = 0.07, seed = 413): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.float() < share ? 1 : 0;
    const x = Array.from({ length: 8 }, (_, i) => {
      const value = random.normal() + (y === 1 ? [-2.2, -0.6, 2.6, 1.9, 0.8, 1.2, 0, -0.7][i] : 0);
      return i % 3 === 2 ? value + 0.15 * value ** 2 : value;
    });
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}
