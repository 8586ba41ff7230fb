/** The Python environment in .venv: JupyterLab, nbconvert and Plotly's part in JupyterLab, at pinned versions. */
import fs from "node:fs";
import path from "node:path";
import { at, environment, python, root } from "../paths";
import { makePythonEnvironment } from "../python-packages";
import { hashFiles, isStamped, writeStamp } from "../stamp";
import type { Stamp, Step } from "../step";

const requirements = at("scripts/setup/requirements.txt");
const constraints = at("scripts/setup/constraints.txt");
const stampFile = path.join(environment, "plateau.json");

// An environment's programs hold its folder's name, so one that was moved is made again.
const stamp = (): Stamp => ({ requirements: hashFiles(at("scripts/setup"), [requirements, constraints]), root });

export const pythonEnvironment: Step = {
  name: "Python environment (JupyterLab, nbconvert)",
  seconds: 45,
  isDone: () => isStamped(stampFile, stamp()) && fs.existsSync(python),
  async run(tools) {
    await makePythonEnvironment({ folder: environment, python, requirements, constraints }, tools);
    writeStamp(stampFile, stamp());
  },
};
