import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import type { Random } from "../../../../lib/data/random";
import type { Run } from "../../../../lib/train/run";
import type { TrainingProcess } from "./training-process";

/** When a process is killed: so many milliseconds after it has said that it begins with this step of its own, from 1. */
export interface Moment {
  step: number;
  milliseconds: number;
}

export interface Ended {
  /** That killed it. */
  signal: NodeJS.Signals | null;
  code: number | null;
  stderr: string;
  /** Steps that it began. */
  steps: number;
  /** If it came to its end. */
  run?: Pick<Run, "weightsSha256" | "history" | "heads" | "stopped"> & { files: string[] };
}

export const root = resolve(__dirname, "../../../..");

/**
 * Trains in a process of its own, and kills it.
 *
 * @param shell what the shell is to do before, such as setting a limit
 */
export function trainInProcess(
  what: TrainingProcess,
  at?: Moment,
  signal: NodeJS.Signals = "SIGKILL",
  shell = "",
): Promise<Ended> {
  const script = join(__dirname, "training-process.ts");
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: "3" };
  const command = `${shell} exec "$0" "$@"`;
  const args = ["-c", command, process.execPath, "-r", "ts-node/register", script, JSON.stringify(what)];
  const child = spawn("sh", args, { cwd: root, env });
  let stdout = "";
  const ended: Ended = { signal: null, code: null, stderr: "", steps: 0 };
  child.stderr.on("data", (text: Buffer) => (ended.stderr += text));
  child.stdout.on("data", (text: Buffer) => {
    stdout += text;
    ended.steps = stdout.match(/^step \d+$/gm)?.length ?? 0;
    if (at && ended.steps >= at.step) setTimeout(() => child.kill(signal), at.milliseconds);
    if (ended.steps >= (at?.step ?? Infinity)) at = undefined;
  });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code, signal) => {
      const last = stdout.trimEnd().split("\n").at(-1) ?? "";
      const run = last.startsWith("{") ? (JSON.parse(last) as Ended["run"]) : undefined;
      done({ ...ended, code, signal, run });
    });
  });
}

/** What must be the same: everything but the time it took. JSON, where a NaN is null. */
export function result({ weightsSha256, history, heads }: NonNullable<Ended["run"]> | Run): unknown {
  const timeless = history.map((epoch) => ({ ...epoch, seconds: 0 }));
  return JSON.parse(JSON.stringify({ weightsSha256, heads, history: timeless }));
}

/** Moments by chance, among so many steps. */
export function randomMoments(random: Random, count: number, steps: number, spread = 60): Moment[] {
  return Array.from({ length: count }, () => ({
    step: 1 + random.integer(steps),
    milliseconds: random.integer(spread),
  }));
}
