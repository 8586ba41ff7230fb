/** Tables whose rows have several labels of different kinds, and two more for one label alone. */
import { Random } from "plateau";
import { type Parts, rowsOf, split } from "./rows";

/** An hour of a bicycle hire: the sort of weather (3), how many were hired, and whether it was a rush (two in three were not). */
export interface Hire {
  weather: number;
  hired: number;
  rush: number;
}

/** Ten scaled figures of an hour. That it is a rush shows only in the product of two of them. */
export function hires(rows = 700, seed = 201): Parts<Hire> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = Array.from({ length: 10 }, () => random.normal());
    const scores = [1.2 * x[0] - x[1], x[1] + 0.6 * x[2], 0.8 * x[3] - 0.7 * x[0]];
    const hired = 210 + 70 * x[4] + 40 * Math.tanh(2 * x[5]) - 30 * x[0] + 15 * random.normal();
    const y = { weather: scores.indexOf(Math.max(...scores)), hired, rush: x[6] * x[7] > 0.25 ? 1 : 0 };
    return { x, y };
  });
  return split(made, Math.round(0.7 * rows));
}

/** A student: the course (4), whether the year was passed, and the household's income in euros. */
export interface Student {
  course: number;
  passed: number;
  income: number;
}

/** Eight scaled answers of a student; `bar` is what has to be reached to pass: 0 for one in two, 1.6 for one in five. */
export function students(rows = 700, bar = 0, seed = 202): Parts<Student> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const x = Array.from({ length: 8 }, () => random.normal());
    const scores = [x[0] + x[1], x[2] - x[1], 1.2 * x[3], -x[0] - 0.6 * x[3]];
    const passed = 1.6 * x[4] + x[5] + 0.6 * x[0] + 0.4 * random.normal() > bar ? 1 : 0;
    const income = 31_000 + 7000 * x[6] + 4500 * x[2] + 2500 * x[6] * x[7] + 1500 * random.normal();
    return { x, y: { course: scores.indexOf(Math.max(...scores)), passed, income } };
  });
  return split(made, Math.round(0.7 * rows));
}

/** A robot's arm: where its hand ends up, which of three bins that is over, and the seconds until it is there. */
export interface Arm {
  place: [number, number];
  bin: number;
  seconds: number;
}

/** Two joints' angles, the load and the speed. */
export function arms(rows = 700, seed = 203): Parts<Arm> {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const [first, second] = [3 * random.float() - 1.5, 3 * random.float() - 1.5];
    const [load, speed] = [2 * random.float() - 1, 2 * random.float() - 1];
    const place: [number, number] = [
      Math.cos(first) + 0.7 * Math.cos(first + second),
      Math.sin(first) + 0.7 * Math.sin(first + second),
    ];
    const bin = place[1] < -0.5 ? 0 : place[1] < 0.5 ? 1 : 2;
    const seconds = 5 + 1.1 * load - 1.3 * speed + 0.6 * first + 0.2 * random.normal();
    return { x: [first, second, load, speed], y: { place, bin, seconds } };
  });
  return split(made, Math.round(0.7 * rows));
}

/** Seven scaled measures of a kernel of wheat, three kinds: after the UCI seeds, by means and one deviation. */
export function kernels(rows = 480, seed = 204): Parts {
  const kinds = [
    [-0.2, -0.2, 0.4, -0.3, 0.1, -0.7, -0.6],
    [1.2, 1.2, 0.6, 1.2, 1.1, 0.0, 1.2],
    [-1.0, -1.0, -1.0, -0.9, -1.1, 0.8, -0.5],
  ];
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const y = random.integer(3);
    return { x: kinds[y].map((mean) => mean + 0.6 * random.normal()), y };
  });
  return split(made, Math.round(0.7 * rows));
}

/** The height of a tide from where moon and sun stand, both in -1..1: a sum of two even curves, so that no straight line helps. */
export function tides(rows = 500, seed = 205): Parts {
  const random = new Random(seed);
  const made = rowsOf(rows, () => {
    const [moon, sun] = [2 * random.float() - 1, 2 * random.float() - 1];
    return { x: [moon, sun], y: Math.cos(3 * moon) + 0.6 * Math.cos(3 * sun) + 0.1 * random.normal() };
  });
  return split(made, Math.round(0.7 * rows));
}
