/** How long each notebook's cells took last time: a training cell takes longer than all others together. */
import fs from "node:fs";
import { at } from "../setup/paths";
import { replaceFile } from "../setup/stamp";

const file = at(".cache/notebook-times.json");

type Times = Record<string, number[]>;

function read(): Times {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Times;
  } catch {
    return {};
  }
}

/** Seconds of each code cell, or undefined when the notebook was not run like this or has other cells now. */
export function lastTimes(key: string, cells: number): number[] | undefined {
  const times = read()[key];
  return times?.length === cells ? times : undefined;
}

export function keepTimes(key: string, seconds: number[]): void {
  replaceFile(file, JSON.stringify({ ...read(), [key]: seconds.map((each) => Math.round(each * 10) / 10) }));
}
