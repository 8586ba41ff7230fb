/**
 * Colours that read on a white page and on a dark one alike, so that one figure serves both: each has a contrast of at
 * least 3 against white and against JupyterLab's dark grey (WCAG 2.2, 1.4.11), and stays apart from the others in the
 * three kinds of colour blindness (simulated as Machado et al. 2009 do). The order is the order of use.
 */
export const PALETTE = ["#2f80c8", "#e06c10", "#12a088", "#b54aa0", "#b0392f"] as const;

/** Words, and lines of reference: chance, the majority baseline. */
export const GREY = "#787b80";

/** Lines of the grid; faint on either page. */
export const FAINT = "rgba(128, 128, 128, 0.25)";

/** From little to much: one hue, so that order is seen without hue; little is pale, nothing at all is left blank. */
export const SEQUENTIAL: [number, string][] = [
  [0, "#e8f1fa"],
  [0.25, "#b3d2ee"],
  [0.5, "#6fa8dc"],
  [0.75, "#2f74b5"],
  [1, "#123a66"],
];

/** The colour of the i-th of several; they come round again after the last. */
export function colourOf(i: number): string {
  return PALETTE[i % PALETTE.length];
}

/** A colour of the palette let through in part, for bands. */
export function fainter(colour: string, opacity: number): string {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}
