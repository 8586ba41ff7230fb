/** Pictures of what the tests see, to be looked at: taken where a test fails, and everywhere under PLATEAU_SCREENSHOTS. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { at } from "../../setup/paths";

export const screenshotsWanted = Boolean(process.env.PLATEAU_SCREENSHOTS);

const folder = at(".cache/screenshots");

/** Pixels: the window's height, and how much of one picture is seen again on the next. */
const HEIGHT = 1500;
const OVERLAP = 60;

/** The window as it is. */
export async function photograph(page: Page, name: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}

/** Everything that `scrolled` scrolls through in a window of that width, window by window: NAME-1.png, NAME-2.png ... */
export async function photographAll(page: Page, scrolled: string, width: number, name: string): Promise<void> {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width, height: HEIGHT });
  const place = page.locator(scrolled);
  await place.evaluate((element) => (element.scrollTop = 0));
  for (let i = 1, more = true; more; i++) {
    await photograph(page, `${name}-${i}`);
    more = await place.evaluate((element, overlap) => {
      const was = element.scrollTop;
      element.scrollTop += element.clientHeight - overlap;
      return element.scrollTop > was + overlap;
    }, OVERLAP);
  }
  await page.setViewportSize(before);
}

/** Runs what a test does; where it fails, takes a picture and names it in the error. */
export async function withPhotographOfFailure(page: Page, name: string, test: () => Promise<void>): Promise<void> {
  try {
    await test();
  } catch (error) {
    const file = await photograph(page, `${name}-failed`);
    if (error instanceof Error) error.message += `\nSee ${file}`;
    throw error;
  }
}
