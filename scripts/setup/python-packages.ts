/** Makes a Python environment with packages at pinned versions. */
import fs from "node:fs";
import { findPython, PrerequisiteError } from "./prerequisites";
import type { Tools } from "./step";

/** An environment: where it lies, and files in pip's format that say what is in it. */
export interface PythonPackages {
  folder: string;
  /** Its python. */
  python: string;
  requirements: string;
  /** Pins what those bring along. */
  constraints: string;
}

/** Makes the environment anew. Whoever calls stamps it when this is done: until then it counts as half made. */
export async function makePythonEnvironment(
  { folder, python, requirements, constraints }: PythonPackages,
  { tell, exec }: Tools,
): Promise<void> {
  const base = findPython();
  if (!base) throw new PrerequisiteError("Python 3.10 or newer with venv is gone from the path. Install python3-venv.");
  tell("making the environment");
  fs.rmSync(folder, { recursive: true, force: true });
  await exec(base, ["-m", "venv", folder]);
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
}
