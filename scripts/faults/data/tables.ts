import { Random } from "plateau";
import { type Parts, rowsOf, split } from "./rows";

/** Centimetres of four parts of a flower, three kinds: after Fisher's iris data, by means and deviations. */
export function flowers(rows = 300, seed = 1): Parts {
  const kinds = [
    { mean: [5.0, 3.4, 1.5, 0.25], deviation: [0.35, 0.38, 0.17, 0.1] },
    { mean: [5.9, 2.8, 4.3, 1.3], deviation: [0.52, 0.31, 0.47, 0.2] },
    { mean: [6.6, 3.0, 5.5, 2.0], deviation: [0.64, 0.32, 0.55, 0.27] },
  ];
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.integer(3);
    const { mean, deviation } = kinds[y];
    const size = 0.5 * random.normal();
    return { x: mean.map((each, i) => each + deviation[i] * (0.8 * random.normal() + size)), y };
  });
  return split(made, Math.round(0.7 * rows));
}

/**
 * Age, glucose, pressure, body mass, insulin and platelets of a microlitre, in their own units; ill (1) in about four of ten.
 * After the Pima and the heart failure data, whose platelets stand beside features of order one.
 */
export function patients(rows = 500, seed = 2): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const [age, glucose, pressure, mass, insulin, platelets] = Array.from({ length: 6 }, () => random.normal());
    const risk = 1.6 * glucose + 0.8 * age + 0.7 * mass * (age > 0 ? 1 : 0.2) - 0.5 * insulin - 0.45;
    const x = [
      45 + 12 * age,
      120 + 30 * glucose,
      72 + 12 * pressure,
      32 + 6 * mass,
      100 + 40 * insulin,
      260000 + 60000 * platelets,
    ];
    return { x, y: risk + 0.4 * random.normal() > 0 ? 1 : 0 };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Area, rooms, age, metres to the centre and the district's income of a house; its price in euros. */
export function houses(rows = 600, seed = 3): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const area = Math.max(30, 110 + 35 * random.normal());
    const rooms = Math.max(1, Math.round(area / 28 + 0.8 * random.normal()));
    const age = 80 * random.float();
    const distance = 500 + 19500 * random.float() ** 2;
    const income = Math.max(12000, 42000 + 13000 * random.normal());
    const price = 1800 * area + 3 * income - 6 * distance - 700 * age + 0.02 * area * (20000 - distance);
    return { x: [area, rooms, age, distance, income], y: Math.max(30000, price + 20000 * random.normal()) };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Twelve figures of a payment; one in `1 / share` is fraud, which shows in four of them. */
export function payments(rows = 1200, share = 0.08, seed = 4, distance = 2.2): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.float() < share ? 1 : 0;
    const sign = random.float() < 0.5 ? 1 : -1;
    const shift = y * distance;
    const x = Array.from({ length: 12 }, (_, i) => random.normal() + (i < 2 ? sign * shift : i < 4 ? shift : 0));
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Twelve readings of a machine: which of three faults it has, and the days it will still run. */
export function machines(rows = 700, seed = 5): Parts<{ fault: number; days: number }> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = Array.from({ length: 12 }, () => random.normal());
    const scores = [x[0] + 0.8 * x[1] * x[2], x[3] - 0.5 * x[4], 0.9 * x[5] + 0.6 * x[0]];
    const fault = scores.indexOf(Math.max(...scores));
    const days = Math.max(0, 180 + 60 * x[6] + 45 * x[7] - 30 * x[8] * x[9] + 15 * random.normal());
    return { x, y: { fault, days } };
  });
  return split(made, Math.round(0.7 * rows));
}
