import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { link, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { InputError } from "../../data";

/** In a run's folder while a process trains in it. */
export const LOCK_FILE = "lock";

/** Milliseconds between two signs of life, and without one after which a process of another machine counts as dead. */
const BEAT = 10_000;
const SILENCE = 120_000;

interface Holder {
  host: string;
  pid: number;
  /** When the process started: numbers of processes are used again, above all in containers. */
  started?: string;
}

/**
 * Keeps a folder for this process. The lock of a process that is gone counts for nothing.
 *
 * @returns gives it back
 * @throws InputError naming the process that holds it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, LOCK_FILE);
  const own: Holder = { host: hostname(), pid: process.pid, started: startOf(process.pid) };
  // Linked, so that it is there with its holder's name or not at all.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify(own));
  try {
    for (let tries = 0; !(await taken(draft, file)); tries++) {
      const holder = (await livingHolder(file)) ?? (await removeDead(file, `${file}.dead.${process.pid}`));
      if (holder || tries > 2) throw busy(folder, holder);
    }
  } finally {
    await rm(draft, { force: true });
  }
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), BEAT).unref();
  return async () => {
    clearInterval(beat);
    await rm(file, { force: true });
  };
}

async function taken(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function livingHolder(file: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(file, "utf8")) as Holder;
    const lives =
      holder.host === hostname()
        ? holder.started !== undefined && startOf(holder.pid) === holder.started
        : Date.now() - (await stat(file)).mtimeMs < SILENCE;
    return lives ? holder : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Moved away before it is removed: another process may have put its own there since it was looked at.
 *
 * @returns that other, if so
 */
async function removeDead(file: string, aside: string): Promise<Holder | undefined> {
  await rename(file, aside).catch(() => undefined);
  const holder = await livingHolder(aside);
  if (holder) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
  return holder;
}

function busy(folder: string, holder?: Holder): InputError {
  const who = holder ? `process ${holder.pid}${holder.host === hostname() ? "" : ` on ${holder.host}`}` : "another";
  return new InputError(`${folder}: expected a folder that nobody trains in, found ${who} at work in it: wait for it.`);
}

/** In whatever unit the system counts; undefined when there is no such process. */
function startOf(pid: number): string | undefined {
  if (existsSync("/proc/self/stat")) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    } catch {
      return undefined;
    }
  }
  return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() || undefined;
}
