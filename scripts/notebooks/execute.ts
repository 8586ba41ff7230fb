/** One notebook, executed by nbclient in the project's Python environment: see execute.py. */
import { spawn } from "node:child_process";
import readline from "node:readline";
import { at, python } from "../setup/paths";

/** How a notebook ended. */
export interface Outcome {
  status: "done" | "failed" | "interrupted";
  seconds: number;
  /** Of the kernel's process; 0 where it is not known. */
  peakMemoryMB: number;
  failure?: Failure;
}

export interface Failure {
  /** Which code cell, from 1; 0 when none was reached. */
  cell: number;
  /** The heading above it, or "". */
  heading: string;
  ename: string;
  evalue: string;
}

/** What is told while it runs. Cells are code cells, from 1. */
export interface Listener {
  started(cells: number): void;
  cell(cell: number, heading: string): void;
  cellDone(cell: number, seconds: number): void;
}

export interface Execution {
  outcome: Promise<Outcome>;
  /** Ends the kernel and the execution at once; what was executed so far is not written. */
  stop(): void;
}

type Event =
  | { event: "started"; cells: number }
  | { event: "cell"; cell: number; heading: string }
  | { event: "celldone"; cell: number; seconds: number }
  | ({ event: "ended"; status: "done" | "failed"; seconds: number; peakMemoryMB: number } & Partial<Failure>);

/**
 * Executes a notebook; writes NAME.ipynb and NAME.html into `out`, also when a cell fails.
 * @param file the notebook; it is not changed
 * @param env  what its kernel sees beside the present environment
 */
export function execute(file: string, out: string, env: NodeJS.ProcessEnv, listener: Listener): Execution {
  const args = [
    at("scripts/notebooks/execute.py"),
    file,
    ...["--out", out, "--templates", at("scripts/notebooks/template")],
    ...["--plotly", at("node_modules/plotly.js-dist/plotly.js")],
  ];
  // Its own process group: Ctrl-C reaches this process, which then ends the execution in good order.
  const child = spawn(python, args, {
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...process.env,
      ...env,
      PYTHONUTF8: "1",
      // The project's kernel, also where the person has one of the same name.
      JUPYTER_PREFER_ENV_PATH: "1",
      JUPYTER_RUNTIME_DIR: at(".setup/jupyter-runtime"),
    },
  });
  let words = "";
  child.stderr.on("data", (data) => (words = (words + data).slice(-4000)));
  child.stdin.on("error", () => undefined);

  let stopped = false;
  const stop = (): void => {
    stopped = true;
    child.stdin.end();
    setTimeout(() => child.kill("SIGKILL"), 5000).unref();
  };

  const listen = async (): Promise<Outcome | undefined> => {
    let outcome: Outcome | undefined;
    for await (const line of readline.createInterface({ input: child.stdout })) {
      const event = JSON.parse(line) as Event;
      if (event.event === "started") listener.started(event.cells);
      else if (event.event === "cell") listener.cell(event.cell, event.heading);
      else if (event.event === "celldone") listener.cellDone(event.cell, event.seconds);
      else outcome = outcomeOf(event);
    }
    return outcome;
  };
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const outcome = Promise.all([listen(), ended]).then(([told, code]): Outcome => {
    if (told && !stopped) return told;
    if (stopped || code === 130) return { status: "interrupted", seconds: 0, peakMemoryMB: 0 };
    throw new Error(`${file} could not be executed: ${python} ended with code ${code}.\n${words.trim()}`);
  });
  return { outcome, stop };
}

function outcomeOf(event: Extract<Event, { event: "ended" }>): Outcome {
  const { status, seconds, peakMemoryMB, cell = 0, heading = "", ename = "Error", evalue = "" } = event;
  return { status, seconds, peakMemoryMB, ...(status === "failed" && { failure: { cell, heading, ename, evalue } }) };
}
