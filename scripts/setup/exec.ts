/** Runs the programs that set-up needs, quietly: what they print goes to a log, and is shown when they fail. */
import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { at } from "./paths";
import type { ExecOptions } from "./step";

const running = new Set<ChildProcess>();

/** Ends what is still running; called when set-up itself is told to stop. */
export function endChildren(): void {
  for (const child of running) child.kill("SIGTERM");
}

/**
 * Runs a program to its end.
 * @param log the name of the log file below .setup/log
 * @throws Error with the program's last lines and the advice given
 */
export async function exec(log: string, command: string, args: string[], options: ExecOptions = {}): Promise<void> {
  const file = at(".setup/log", `${log}.txt`);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const out = fs.createWriteStream(file, { flags: "a" });
  out.write(`\n$ ${[command, ...args].join(" ")}\n`);
  const last: string[] = [];
  const child = spawn(command, args, {
    cwd: options.cwd ?? at(),
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  if (child.pid) options.onProcess?.(child.pid);
  const listen = async (stream: NodeJS.ReadableStream): Promise<void> => {
    for await (const line of readline.createInterface({ input: stream, crlfDelay: Infinity })) {
      out.write(`${line}\n`);
      last.push(line);
      if (last.length > 30) last.shift();
      options.onLine?.(line);
    }
  };
  try {
    const ended = new Promise<number | string>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
    });
    const [code] = await Promise.all([ended, listen(child.stdout), listen(child.stderr)]);
    if (code !== 0) {
      const words = last.join("\n").trim();
      throw new Error(
        `${path.basename(command)} ${args[0] ?? ""} ended with ${code}. Its last words:\n${words}\n${options.advice ?? ""}`.trimEnd(),
      );
    }
  } finally {
    running.delete(child);
    out.end();
  }
}
