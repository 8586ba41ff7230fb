/** Starts a real kernel and answers what it sent, cell by cell. */
import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { python, root } from "../../setup/paths";

/** Cells that are sent together; `interrupt`: a text in the output at which the kernel is interrupted; or a pause. */
export type KernelStep = string[] | { cells: string[]; interrupt: string } | { wait: number };

export interface CellAnswer {
  messages: ({ type: string } & Record<string, unknown>)[];
  reply: ({ status: string; execution_count: number } & Record<string, unknown>) | null;
  /** Whether the kernel said that it was idle again. */
  idle: boolean;
  seconds: number;
}

export interface KernelAnswer {
  answers: CellAnswer[][];
  /** Whether the kernel was alive at the end. */
  alive: boolean;
}

export async function driveKernel(
  steps: KernelStep[],
  options: { kernel?: string; cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<KernelAnswer> {
  const { kernel = "tslab", cwd = path.join(root, "notebooks"), env } = options;
  const child = spawn(python, [path.join(__dirname, "drive_kernel.py")], {
    env: { ...process.env, JUPYTER_PREFER_ENV_PATH: "1", ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.end(JSON.stringify({ kernel, cwd, steps }));
  const [answer, words] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (!answer) throw new Error(`The kernel could not be driven:\n${words}`);
  return JSON.parse(answer) as KernelAnswer;
}

/** What a cell printed on stdout. */
export function printed({ messages }: CellAnswer): string {
  const streams = messages.filter(({ type, name }) => type === "stream" && name === "stdout");
  return streams.map(({ text: part }) => String(part)).join("");
}

/** The cell's `error` message, undefined where it has none. */
export function errorOf({ messages }: CellAnswer): { ename: string; evalue: string; traceback: string[] } | undefined {
  return messages.find(({ type }) => type === "error") as never;
}
