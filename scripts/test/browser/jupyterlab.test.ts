/** The notebooks in a real JupyterLab in a real browser, as a person has them. */
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { paintDefaultData } from "../../../lib/data/painted";
import { at } from "../../setup/paths";
import { temporaryFolder } from "../data/temporary-folder";
import { launchChromium, noBrowser } from "./chromium";
import { expectDrawn, expectSeen } from "./drawn-plots";
import { type JupyterLab, startJupyterLab } from "./jupyterlab";
import { setTheme } from "./lab-appearance";
import { IN_FRONT, LabNotebook, openJupyterLab } from "./lab-notebook";
import { tooWide } from "./layout";
import { type Bar, takeSeenBars, unfinished, unmoved, watchProgressBars } from "./progress-bars";
import { photographAll, screenshotsWanted, withPhotographOfFailure } from "./screenshots";
import { writeTrainingNotebook } from "./training-notebook";
import { waitUntil } from "./wait-until";

const TRAINING = "training.ipynb";
const WIDTHS = [1280, 2560];
const HEIGHT = 900;
const PLOTS = `${IN_FRONT} .jp-RenderedPlotly`;
const OUTPUTS = `${IN_FRONT} .jp-OutputArea-output`;
const BARS = `${OUTPUTS} .plateau-progress progress`;
const SCROLLED = `${IN_FRONT} .jp-WindowedPanel-outer`;
const TRAINING_MOVES_MS = 120_000;

const notebooks = readdirSync(at("notebooks")).filter((name) => name.endsWith(".ipynb"));

if (noBrowser) test("the notebooks in JupyterLab", { skip: noBrowser });
else describe("the notebooks in JupyterLab", inJupyterLab);

function inJupyterLab(): void {
  const folder = temporaryFolder();
  let lab: JupyterLab | undefined;
  let browser: Browser | undefined;
  let page: Page;

  before(async () => {
    browser = await launchChromium();
    const root = join(folder, "notebooks");
    mkdirSync(root);
    for (const name of notebooks) copyFileSync(at("notebooks", name), join(root, name));
    writeTrainingNotebook(join(root, TRAINING));
    const data = join(folder, "data");
    await paintDefaultData({ out: data, rows: { train: 60, valid: 30 } });
    lab = await startJupyterLab(root, join(folder, "jupyter"), { PLATEAU_DATA: data, PLATEAU_PROFILE: "tiny" });
    page = await browser.newPage({ viewport: { width: WIDTHS[0], height: HEIGHT } });
    await watchProgressBars(page);
    await openJupyterLab(page, lab);
  });

  after(async () => {
    await browser?.close();
    await lab?.stop();
  });

  for (const name of notebooks) {
    test(`${name} runs, shows its plots, and shows them again when it is opened anew`, () =>
      withPhotographOfFailure(page, name, async () => {
        const notebook = await LabNotebook.open(page, name);
        await takeSeenBars(page);
        const { cells } = await notebook.runAll();
        assert.deepEqual(
          cells.flatMap(({ errors }) => errors),
          [],
        );
        assert.deepEqual(await unfinished(page.locator(BARS)), [], "bars that did not come to their end");
        assert.deepEqual(unmoved(await takeSeenBars(page)), [], "bars of a training that did not move");
        const plots = await notebook.plots();
        await expectDrawn(page.locator(PLOTS), plots);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: HEIGHT });
          assert.deepEqual(await tooWide(page, OUTPUTS), [], `outputs that are cut off in a window of ${width} pixels`);
        }
        await page.setViewportSize({ width: WIDTHS[0], height: HEIGHT });
        if (screenshotsWanted) await photographInThemes(name);
        await notebook.save();
        assert.equal(savedPlots(join(folder, "notebooks", name)), plots, "plots in the saved file");
        await notebook.close();
        const again = await LabNotebook.open(page, name);
        await expectSeen(page.locator(PLOTS), plots);
        await again.close();
      }));
  }

  test("the stop button ends a training, and the kernel goes on", () =>
    withPhotographOfFailure(page, "training", async () => {
      const notebook = await LabNotebook.open(page, TRAINING);
      const { kernel } = await notebook.state();
      await notebook.run(0);
      await notebook.done(0);
      await notebook.run(1);
      const bars: Bar[] = [];
      await waitUntil("the bar of the training has moved twice", TRAINING_MOVES_MS, async () => {
        bars.push(...(await takeSeenBars(page)).filter(({ stage }) => /^training/i.test(stage)));
        return bars.length >= 3;
      });
      const { cells } = await notebook.stop();
      assert.deepEqual(cells[1].errors, []);
      await notebook.run(2);
      await notebook.done(2);
      await takeSeenBars(page);
      await notebook.run(3);
      await notebook.done(3);
      const state = await notebook.state();
      assert.deepEqual(
        state.cells.slice(2).map(({ printed, errors }) => [printed.trim(), ...errors]),
        [["stopped: interrupted"], ["alive: 42"]],
      );
      assert.equal(state.kernel?.id, kernel?.id, "the kernel is the same");
      assert.deepEqual(await takeSeenBars(page), [], "the bar stands still");
      await notebook.save();
      await notebook.close();
    }));

  async function photographInThemes(name: string): Promise<void> {
    for (const theme of ["light", "dark"] as const) {
      await setTheme(page, theme);
      for (const width of WIDTHS) {
        await photographAll(page, SCROLLED, width, `${name.replace(".ipynb", "")}-lab-${theme}-${width}`);
      }
    }
    await setTheme(page, "light");
  }
}

function savedPlots(file: string): number {
  const notebook = JSON.parse(readFileSync(file, "utf8")) as { cells: { outputs?: { data?: object }[] }[] };
  const displays = notebook.cells.flatMap(({ outputs }) => outputs ?? []).map(({ data }) => data ?? {});
  return displays.filter((data) => "application/vnd.plotly.v1+json" in data && "image/png" in data).length;
}
