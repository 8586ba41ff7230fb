import type { Page } from "playwright-core";

interface Application {
  commands: { execute(command: string, options: object): Promise<void> };
}

export type Theme = "light" | "dark";

/** Changes JupyterLab's colours, as its menu Settings does. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  const name = theme === "light" ? "JupyterLab Light" : "JupyterLab Dark";
  await page.evaluate(
    (theme) =>
      (window as unknown as { jupyterapp: Application }).jupyterapp.commands.execute("apputils:change-theme", {
        theme,
      }),
    name,
  );
  await page.locator(`body[data-jp-theme-name="${name}"]`).waitFor({ state: "attached" });
}
