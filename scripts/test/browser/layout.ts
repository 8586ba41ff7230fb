import type { Page } from "playwright-core";

/** Descriptions of the elements, of those that match, whose content is wider than they are: it is cut off, or scrolls. */
export function tooWide(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((elements) =>
    elements
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .map((element) => {
        const words = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 80);
        return `${element.scrollWidth} pixels in ${element.clientWidth}: ${element.firstElementChild?.tagName} ${words}`;
      }),
  );
}
