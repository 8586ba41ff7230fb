import type { Html } from "./show";
import { escapeMarkup } from "./text-size";

/** A share of one in percent: 0.2087 is "20.9 %". */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A range of shares in percent: "17.9 to 24.1 %". */
export function percentRange([low, high]: readonly [number, number]): string {
  return `${(100 * low).toFixed(1)} to ${percent(high)}`;
}

/** A whole number with its thousands separated. */
export function whole(count: number): string {
  return count.toLocaleString("en-GB");
}

/** Sentences as a list; what a notebook ends in, so that every number in them comes from the run. */
export function learned(sentences: string[]): Html {
  const items = sentences.map((sentence) => `<li>${escapeMarkup(sentence)}</li>`);
  return {
    html: `<ul class="plateau-learned">\n${items.join("\n")}\n</ul>`,
    text: sentences.map((sentence) => `- ${sentence}`).join("\n"),
  };
}

/** A text whose columns stand under each other, in letters small enough for a table 120 wide; a page never breaks its lines. */
export function preformatted(text: string): Html {
  return { html: `<pre style="white-space: pre; overflow-x: auto; font-size: 11px">${escapeMarkup(text)}</pre>`, text };
}
