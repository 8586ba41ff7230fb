import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { waitUntil } from "./wait-until";

const PATIENCE_MS = 60_000;

/** What Plotly has drawn of a figure's data, its axes and grid aside. */
const MARKS = ".cartesianlayer .mlayer :is(path, image, rect)";

/** Goes to each plot, of which there are `count`, and waits until Plotly has drawn its data. */
export async function expectDrawn(plots: Locator, count: number): Promise<void> {
  await expectPlaces(plots, count);
  for (let i = 0; i < count; i++) {
    const plot = plots.nth(i);
    await plot.scrollIntoViewIfNeeded();
    await waitUntil(`plot ${i + 1} of ${count} is drawn`, PATIENCE_MS, async () => (await marks(plot)) > 0);
  }
}

/** Goes to each plot, and finds its static picture, or it drawn. */
export async function expectSeen(plots: Locator, count: number): Promise<void> {
  await expectPlaces(plots, count);
  for (let i = 0; i < count; i++) {
    const plot = plots.nth(i);
    await plot.scrollIntoViewIfNeeded();
    await waitUntil(
      `plot ${i + 1} of ${count} is seen`,
      PATIENCE_MS,
      async () => (await pictureWidth(plot)) > 0 || (await marks(plot)) > 0,
    );
  }
}

async function expectPlaces(plots: Locator, count: number): Promise<void> {
  await waitUntil(`there are ${count} plots on the page`, PATIENCE_MS, async () => (await plots.count()) >= count);
  assert.equal(await plots.count(), count, "plots on the page");
}

const marks = (plot: Locator): Promise<number> => plot.locator(MARKS).count();

/** Of the picture that stands for the plot, 0 where it is not shown. */
const pictureWidth = (plot: Locator): Promise<number> =>
  plot.evaluate((element) => {
    const image = element.querySelector("img");
    return image && image.complete && image.offsetWidth > 0 ? image.naturalWidth : 0;
  });
