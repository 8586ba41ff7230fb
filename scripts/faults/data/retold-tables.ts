/** More tables made by rule, after those that askers bring most often. */
import { Random } from "plateau";
import { type Parts, type Rows, rowsOf, split } from "./rows";

function parts<Y>(made: Rows<Y>): Parts<Y> {
  return split(made, Math.round(0.7 * made.x.length));
}

/** Eight measures of a wine in their own units, three growers: after the wine data, whose proline goes to 1,500. */
export function wines(rows = 420, seed = 101): Parts {
  const growers = [
    [13.7, 2.0, 17.0, 106, 2.8, 3.0, 5.5, 1110],
    [12.3, 1.9, 20.2, 94, 2.3, 2.1, 3.1, 520],
    [13.1, 3.3, 21.4, 99, 1.7, 0.8, 7.4, 630],
  ];
  const deviation = [0.5, 0.8, 2.6, 13, 0.4, 0.45, 1.4, 190];
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.integer(3);
    return { x: growers[y].map((mean, i) => mean + deviation[i] * random.normal()), y };
  });
  return parts(made);
}

export interface Passenger {
  survived: number;
  woman: boolean;
  /** 0, 1 or 2. */
  deck: number;
}

/** Age, fare and companions of a ship's passenger, standardised; sex and deck stand beside the label, for coding. */
export function passengers(rows = 700, seed = 102): Parts<Passenger> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const [woman, deck] = [random.float() < 0.38, random.integer(3)];
    const [age, companions] = [random.normal(), random.normal()];
    const fare = 1.2 * (1 - deck) + 0.6 * random.normal();
    const chance = (woman ? 2.4 : -2.2) + 0.9 * (1 - deck) - 0.5 * age - 0.2 * companions;
    return { x: [age, fare, companions], y: { survived: chance + 0.7 * random.normal() > 0 ? 1 : 0, woman, deck } };
  });
  return parts(made);
}

/** Cylinders, displacement, horsepower, weight in kilograms, seconds to a hundred, and year of a car; its miles a gallon. */
export function cars(rows = 600, seed = 103): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const cylinders = [4, 6, 8][random.integer(3)];
    const displacement = 0.5 * cylinders + 0.3 * random.normal();
    const power = 18 * cylinders + 15 * random.normal();
    const weight = 600 + 160 * cylinders + 130 * random.normal();
    const seconds = 22 - 0.06 * power + random.normal();
    const year = 1970 + random.integer(13);
    const miles = 38 + 0.7 * (year - 1976) - 0.011 * weight - 0.04 * power + 1.5 * random.normal();
    return { x: [cylinders, 1000 * displacement, power, weight, seconds, year], y: Math.max(8, miles) };
  });
  return parts(made);
}

/** Six standardised doses of a concrete and its strength, standardised as well: bent, and with two doses that work together. */
export function concretes(rows = 600, seed = 104): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = Array.from({ length: 6 }, () => random.normal());
    const strength = 0.6 * x[0] - 0.4 * x[1] + 0.4 * x[2] * x[3] + 0.5 * Math.tanh(2 * x[4]);
    return { x, y: strength + 0.15 * random.normal() };
  });
  return parts(made);
}

/** Five standardised readings of a freezer, and its temperature in tens of degrees: never above zero. */
export function freezers(rows = 500, seed = 105): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = Array.from({ length: 5 }, () => random.normal());
    const y = -1.8 + 0.35 * x[0] - 0.25 * x[1] + 0.3 * Math.sin(2 * x[2]) + 0.05 * random.normal();
    return { x, y: Math.min(-0.2, y) };
  });
  return parts(made);
}

/** A board of three by three squares in -1.5..1.5, black in the middle and at the corners. */
export function chequers(rows = 700, seed = 106): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = [3 * random.float() - 1.5, 3 * random.float() - 1.5];
    const [column, row] = x.map((value) => Math.floor(value + 1.5));
    return { x, y: (column + row) % 2 };
  });
  return parts(made);
}

/** Eight figures of a customer, of whom a share leaves: those who call often and pay much, or who have hardly begun. */
export function customers(rows = 900, share = 0.12, seed = 107): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.float() < share ? 1 : 0;
    const fresh = random.float() < 0.5;
    const shift = (i: number) => (y === 0 ? 0 : fresh ? (i === 2 ? -3.2 : 0) : i < 2 ? 2.4 : 0);
    return { x: Array.from({ length: 8 }, (_, i) => random.normal() + shift(i)), y };
  });
  return parts(made);
}
