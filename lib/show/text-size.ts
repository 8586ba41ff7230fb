import { Resvg, type ResvgRenderOptions } from "@resvg/resvg-js";

/** The font of every figure and caption. It comes from npm, so that pictures are the same on a machine without fonts. */
export const FONT_FAMILY = "Open Sans";

const FONT_FILES = ["400Regular/OpenSans_400Regular.ttf", "700Bold/OpenSans_700Bold.ttf"].map((file) =>
  require.resolve(`@expo-google-fonts/open-sans/${file}`),
);

/** What Open Sans draws: Latin, Greek, Cyrillic, Hebrew, punctuation and the commoner signs. */
const COVERED = /^[\u0000-\u052f\u0590-\u05ff\u1e00-\u1fff\u2000-\u2122]*$/;

/** Resvg's font options for a text; the system's fonts are asked only for letters that ours lacks, as they are slow to read. */
export function fontsFor(text: string): ResvgRenderOptions["font"] {
  return { fontFiles: FONT_FILES, loadSystemFonts: !COVERED.test(text), defaultFontFamily: FONT_FAMILY };
}

const widths = new Map<string, number>();

/**
 * Width of one line of text, in the unit of `fontSize`, as resvg will draw it.
 *
 * @param text one line, no mark-up
 */
export function textWidth(text: string, fontSize: number, bold = false): number {
  const key = `${bold ? "b" : "r"}${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    width = measure(text, bold);
    widths.set(key, width);
  }
  return width * fontSize;
}

/** Width at a font size of one. Spaces at the ends count, as they do in a browser: two bars hold them in. */
function measure(text: string, bold: boolean): number {
  if (text === "") return 0;
  const box = (content: string) =>
    new Resvg(
      `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text xml:space="preserve" ` +
        `font-family="${FONT_FAMILY}" font-size="100" ${bold ? 'font-weight="bold"' : ""}>${content}</text></svg>`,
      { font: fontsFor(text) },
    ).getBBox()?.width ?? 0;
  return (box(`|${escapeMarkup(text)}|`) - box("||")) / 100;
}

/** Makes a text safe inside HTML or SVG, attributes included. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
