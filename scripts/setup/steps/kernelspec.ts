/** The Jupyter kernel "tslab" of the project's Python environment, started through scripts/kernel/launcher.js. */
import fs from "node:fs";
import path from "node:path";
import { engineEnvironment } from "../environment";
import { at, environment, root } from "../paths";
import { replaceFile } from "../stamp";
import type { Step } from "../step";

const file = path.join(environment, "share/jupyter/kernels/tslab/kernel.json");

/** Jupyter wants absolute paths here: they are those of this folder and this Node, and rewritten when these change. */
function kernelJson(): string {
  const spec = {
    argv: [process.execPath, at("scripts/kernel/launcher.js"), "{connection_file}"],
    display_name: "TypeScript (Plateau)",
    language: "typescript",
    interrupt_mode: "signal",
    env: engineEnvironment(root),
  };
  return `${JSON.stringify(spec, null, 2)}\n`;
}

export const kernelspec: Step = {
  name: "Jupyter kernel",
  seconds: 0.1,
  isDone() {
    try {
      return fs.readFileSync(file, "utf8") === kernelJson();
    } catch {
      return false;
    }
  },
  run() {
    replaceFile(file, kernelJson());
    return Promise.resolve();
  },
};
