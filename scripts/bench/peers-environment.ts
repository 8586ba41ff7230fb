/** The Python environment with Keras and PyTorch, in .peers: made when the bench first needs it, after a word on its size. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline/promises";
import { InputError } from "plateau";
import { exec } from "../setup/exec";
import { withLock } from "../setup/lock";
import { at, root } from "../setup/paths";
import { findPython } from "../setup/prerequisites";
import { SetUpProgress } from "../setup/progress";
import { makePythonEnvironment } from "../setup/python-packages";
import { hashFiles, isStamped, writeStamp } from "../setup/stamp";
import type { Step } from "../setup/step";

const folder = at(".peers");
const python = path.join(folder, "bin/python");
const requirements = at("scripts/bench/peers/requirements.txt");
const constraints = at("scripts/bench/peers/constraints.txt");
const stampFile = path.join(folder, "plateau.json");
const stamp = () => ({ requirements: hashFiles(at("scripts/bench/peers"), [requirements, constraints]) });

/** PyTorch's wheels for Linux hold NVIDIA's libraries, with a GPU or without. */
const SIZE = process.platform === "linux" ? "7 GB of disk, 3 GB to fetch" : "2 GB of disk";

const environment: Step = {
  name: "Keras and PyTorch",
  seconds: 300,
  isDone: () => isStamped(stampFile, stamp()) && fs.existsSync(python),
  async run(tools) {
    await makePythonEnvironment({ folder, python, requirements, constraints }, tools);
    writeStamp(stampFile, stamp());
  },
};

/** Whether the environment is there. */
export const peersAreThere = (): boolean => environment.isDone();

/**
 * The environment's Python; made where it is missing, if the person agrees.
 *
 * @param agreed without a question
 * @throws InputError if they do not, or there is no terminal to ask on
 */
export async function peersPython(agreed: boolean): Promise<string> {
  if (environment.isDone()) return python;
  checkPython();
  const what = `Keras and PyTorch are not there yet. They go into .peers in this folder and take ${SIZE}.`;
  if (!agreed) {
    if (!process.stdin.isTTY) throw new InputError(`${what} Say --yes to have them, or --no-peers to do without.`);
    await ask(what);
  }
  await withLock(root, make);
  return python;
}

/** Keras 3.15 wants a newer Python than the rest of the project does. */
function checkPython(): void {
  const base = findPython();
  const check = "import sys; sys.exit(sys.version_info < (3, 11))";
  if (base && spawnSync(base, ["-c", check]).status === 0) return;
  throw new InputError(
    `Keras and PyTorch as they are pinned need Python 3.11 or newer, found ${base ?? "none"}: ` +
      "name one in the variable PYTHON.",
  );
}

async function ask(what: string): Promise<void> {
  const terminal = readline.createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C and Ctrl-D close it without an answer.
  const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("\n")));
  const answer = await Promise.race([terminal.question(`${what} Install them? [y/N] `), closed]);
  if (answer === "\n") process.stderr.write(answer);
  terminal.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new InputError("Not installed. With --no-peers the bench does without.");
}

async function make(alsoHeldBy: (pid: number) => void): Promise<void> {
  if (environment.isDone()) return;
  const progress = new SetUpProgress([environment]);
  try {
    progress.begin(0);
    await environment.run({
      tell: (text, share) => progress.tell(text, share),
      exec: (command, args, more) => exec("bench-peers", command, args, { ...more, onProcess: alsoHeldBy }),
    });
    progress.finish();
  } finally {
    progress.end();
  }
}
