import type { Stamp } from "./stamp";

/** One part of the set-up: finished or not there. */
export interface Step {
  /** What is made, in a few words. */
  name: string;
  /** How long it takes from nothing on two cores and a good network, in seconds: for telling what is left. */
  seconds: number;
  /** Whether its result is there, made from what is there now. Must be quick: every command asks. */
  isDone(): boolean;
  /** Makes it. What it runs should go through `tools`, so that a killed set-up ends it too. */
  run(tools: Tools): Promise<void>;
}

/** What a step works with. */
export interface Tools {
  /** Tells what is being done now; `share` (0 to 1) is how much of the step is done, where that is known. */
  tell(text: string, share?: number): void;
  /** Runs a program to its end; its output goes to the log and to `onLine`. Throws with the last lines when it fails. */
  exec(command: string, args: string[], options?: ExecOptions): Promise<void>;
}

export interface ExecOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  onLine?(line: string): void;
  /** Told the program's process number. */
  onProcess?(pid: number): void;
  /** What to do about it, said after the last lines of a program that failed. */
  advice?: string;
}

export type { Stamp };
