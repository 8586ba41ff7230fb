/** JupyterLab's defaults in the project's environment: what a person has set for themselves goes before them. */
import fs from "node:fs";
import path from "node:path";
import { environment } from "../paths";
import { replaceFile } from "../stamp";
import type { Step } from "../step";

const file = path.join(environment, "share/jupyter/lab/settings/overrides.d/plateau.json");

/** Without them it asks, over the notebook, whether it may fetch news from the network. */
const settings = { "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false } };
const content = `${JSON.stringify(settings, null, 2)}\n`;

export const labSettings: Step = {
  name: "JupyterLab's settings",
  seconds: 0.1,
  isDone: () => fs.existsSync(file) && fs.readFileSync(file, "utf8") === content,
  run() {
    replaceFile(file, content);
    return Promise.resolve();
  },
};
