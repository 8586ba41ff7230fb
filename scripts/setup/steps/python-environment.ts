/** The Python environment in .venv: JupyterLab, nbconvert and Plotly's part in JupyterLab, at pinned versions. */
import fs from "node:fs";
import path from "node:path";
import { at, environment, python, root } from "../paths";
import { findPython, PrerequisiteError } from "../prerequisites";
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
  async run({ tell, exec }) {
    const base = findPython();
    if (!base)
      throw new PrerequisiteError("Python 3.10 or newer with venv is gone from the path. Install python3-venv.");
    tell("making the environment");
    fs.rmSync(environment, { recursive: true, force: true });
    await exec(base, ["-m", "venv", environment]);
    const packages = fs
      .readFileSync(constraints, "utf8")
      .split("\n")
      .filter((line) => line.includes("==")).length;
    let collected = 0;
    await exec(python, ["-m", "pip", "install", "--no-input", "-r", requirements, "-c", constraints], {
      advice: "If a package could not be fetched, check the network or the index that pip is set to (pip config list).",
      onLine(line) {
        if (line.startsWith("Collecting ")) {
          collected += 1;
          tell(`fetching ${line.split(/[\s=<>!(;]/)[1]}`, 0.1 + (0.5 * collected) / packages);
        } else if (line.startsWith("Installing collected")) tell("installing", 0.6);
      },
    });
    writeStamp(stampFile, stamp());
  },
};
