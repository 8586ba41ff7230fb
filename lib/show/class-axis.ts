import { escapeMarkup } from "./text-size";

/** Letters of a class's name that an axis has room for, and classes a figure has room for. */
const LONGEST = 26;
export const MOST_CLASSES = 60;

/** A name as Plotly may draw it: no mark-up of its own, cut where it is long. */
export function plotText(name: string, longest = LONGEST): string {
  return escapeMarkup(name.length > longest ? `${name.slice(0, longest - 1)}…` : name);
}

/**
 * Axis settings with a tick a class, at 0, 1, 2 ... Places, not names, so that two classes of one name stay two, and a
 * class named "7" stays a name.
 */
export function classAxis(names: string[]): object {
  return {
    tickmode: "array",
    tickvals: names.map((_, i) => i),
    ticktext: names.map((name) => plotText(name)),
    showgrid: false,
    zeroline: false,
  };
}
