/** A page of results in a browser without network, as a person opens it from a folder or a mail. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { expectDrawn } from "./drawn-plots";
import { tooWide } from "./layout";
import { photographAll, screenshotsWanted, withPhotographOfFailure } from "./screenshots";

const WIDTHS = [1280, 2560];
const HEIGHT = 900;

/** Opens the page and finds all its plots drawn, all its pictures there, nothing cut off, nothing asked of the network. */
export async function expectWholeOffline(browser: Browser, file: string, plots: number): Promise<void> {
  const context = await browser.newContext({ offline: true, viewport: { width: WIDTHS[0], height: HEIGHT } });
  try {
    const page = await context.newPage();
    const wrong = listenForFaults(page);
    const name = `${basename(file, ".html")}-page`;
    await withPhotographOfFailure(page, name, async () => {
      await page.goto(pathToFileURL(file).href);
      await expectDrawn(page.locator("figure.plot"), plots);
      assert.deepEqual(await brokenPictures(page), [], "pictures that are not shown");
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: HEIGHT });
        const cut = await tooWide(page, "html, .output_area, .code");
        assert.deepEqual(cut, [], `parts of ${basename(file)} that are cut off in a window of ${width} pixels`);
      }
      if (screenshotsWanted) await photographInThemes(page, name);
      assert.deepEqual(wrong, []);
    });
  } finally {
    await context.close();
  }
}

/** How many plots the outputs of an executed notebook hold. */
export function plotsOf(notebook: string): number {
  const { cells } = JSON.parse(readFileSync(notebook, "utf8")) as { cells: { outputs?: { data?: object }[] }[] };
  const outputs = cells.flatMap((cell) => cell.outputs ?? []);
  return outputs.filter(({ data }) => data && "application/vnd.plotly.v1+json" in data).length;
}

/** Requests that leave the page's folder, and errors, as they come. */
function listenForFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) faults.push(`request of ${request.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`error on the console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  return faults;
}

function brokenPictures(page: Page): Promise<string[]> {
  return page
    .locator("img")
    .evaluateAll((images) =>
      (images as HTMLImageElement[])
        .filter((image) => !image.complete || image.naturalWidth === 0)
        .map((image) => image.alt),
    );
}

async function photographInThemes(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) await photographAll(page, "html", width, `${name}-${colorScheme}-${width}`);
  }
}
