/** A person at a notebook in JupyterLab: opens it, runs it, stops it, saves it, closes it. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { JupyterLab } from "./jupyterlab";
import { type NotebookState, notebookState } from "./lab-state";
import { waitUntil } from "./wait-until";

const PLOTLY = "application/vnd.plotly.v1+json";

/** The notebook in front; those behind it stay in the page. */
export const IN_FRONT = ".jp-NotebookPanel:not(.lm-mod-hidden)";

/** Milliseconds; generous, since machines that test have more to do. */
const LOADING = 120_000;
const RUNNING = 300_000;

/** Opens JupyterLab with nothing in it. */
export async function openJupyterLab(page: Page, { origin, token }: JupyterLab): Promise<void> {
  page.setDefaultTimeout(LOADING);
  await page.goto(`${origin}/lab?reset&token=${token}`);
  await page.locator(".jp-DirListing-item").first().waitFor();
}

export class LabNotebook {
  private constructor(
    readonly page: Page,
    readonly name: string,
  ) {}

  /** From the list of files, as a person does, until its kernel waits for work. */
  static async open(page: Page, name: string): Promise<LabNotebook> {
    const notebook = new LabNotebook(page, name);
    await page.locator(".jp-DirListing-item", { hasText: name }).dblclick();
    await notebook.until(`${name} is open and its kernel idle`, LOADING, ({ kernel }) => kernel?.status === "idle");
    return notebook;
  }

  async state(): Promise<NotebookState> {
    const state = await notebookState(this.page);
    assert.equal(state?.path, this.name, "the notebook in front");
    return state!;
  }

  /** Runs all cells by the menu, from nothing, until all are done or one has failed. */
  async runAll(): Promise<NotebookState> {
    await this.choose("Edit", "Clear Outputs of All Cells");
    await this.until("no cell has a number", LOADING, ({ cells }) => cells.every(({ count }) => count === null));
    await this.choose("Run", "Run All Cells");
    return this.until(
      `all cells of ${this.name} are done`,
      RUNNING,
      ({ cells, kernel }) =>
        cells.some(({ errors }) => errors.length > 0) ||
        (cells.every(({ count }) => count !== null) && kernel?.status === "idle"),
    );
  }

  /** Puts the cursor into a cell (of those with code, from 0) and runs it; does not wait for its end. */
  async run(cell: number): Promise<void> {
    await this.page.locator(`${IN_FRONT} .jp-CodeCell .jp-InputArea-editor`).nth(cell).click();
    await this.tool("notebook:run-cell-and-select-next");
  }

  /** Presses the stop button, and waits for the kernel. */
  async stop(): Promise<NotebookState> {
    await this.tool("notebook:interrupt-kernel");
    return this.until("the kernel is idle after the stop button", LOADING, ({ kernel }) => kernel?.status === "idle");
  }

  /** Until a cell (of those with code, from 0) has been run. */
  done(cell: number): Promise<NotebookState> {
    return this.until(
      `cell ${cell} is done`,
      LOADING,
      ({ cells, kernel }) => cells[cell].count !== null && kernel?.status === "idle",
    );
  }

  async save(): Promise<void> {
    await this.choose("File", "Save Notebook");
    await this.until(`${this.name} is saved`, LOADING, ({ unsaved }) => !unsaved);
  }

  /** Closes its tab and ends its kernel. */
  async close(): Promise<void> {
    await this.choose("File", "Close and Shut Down Notebook…");
    await this.page.locator(".jp-Dialog .jp-mod-accept").click();
    await waitUntil(`${this.name} is closed`, LOADING, async () => !(await notebookState(this.page)));
  }

  /** How many plots the notebook's outputs hold. */
  async plots(): Promise<number> {
    const { cells } = await this.state();
    return cells.flatMap(({ displays }) => displays).filter((types) => types.includes(PLOTLY)).length;
  }

  private until(
    what: string,
    patience: number,
    isSo: (state: NotebookState) => boolean | undefined,
  ): Promise<NotebookState> {
    return waitUntil(what, patience, async () => {
      const state = await notebookState(this.page);
      return state?.path === this.name && isSo(state) ? state : undefined;
    });
  }

  private async choose(menu: string, item: string): Promise<void> {
    await this.page.getByRole("menuitem", { name: menu, exact: true }).click();
    await this.page.locator(".lm-Menu-itemLabel").getByText(item, { exact: true }).click();
  }

  private async tool(command: string): Promise<void> {
    await this.page.locator(`${IN_FRONT} .jp-NotebookPanel-toolbar [data-command="${command}"]`).click();
  }
}
