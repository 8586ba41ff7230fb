/** Folders that are there whole or not at all: made under another name beside it, then renamed. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, rmdir, statfs } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "./input-error";

/** What a folder tells of itself, in one JSON file in it. */
export interface Stamp {
  /** The same for the same input and options. */
  key: string;
  /** All that belongs in the folder. */
  files: string[];
}

/**
 * Whether `folder` may be made.
 *
 * @param stamp the name of its JSON file, which holds a `Stamp` and whatever else
 * @param key what would be made now
 * @returns "free" if nothing is there, "done" if exactly this was made there before and no file is missing
 * @throws InputError if anything else is there: nothing of anyone's is overwritten
 */
export async function checkFolder(folder: string, stamp: string, key: string): Promise<"free" | "done"> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return "free";
    if (code === "ENOTDIR") throw new InputError(`${folder}: expected a folder to write to, found a file.`);
    throw new InputError(`${folder}: cannot be read (${message}).`);
  }
  if (names.length === 0) return "free";
  const found = await readStamp(join(folder, stamp));
  if (found.key === key && found.files?.every((file) => names.includes(file))) return "done";
  const few = names.slice(0, 3).join(", ") + (names.length > 3 ? ` and ${names.length - 3} more` : "");
  throw new InputError(
    `${folder}: something else is there already (${few}), made from other input or otherwise, and nothing is overwritten. Give another folder, or remove this one first.`,
  );
}

async function readStamp(path: string): Promise<Partial<Stamp>> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Partial<Stamp>;
  } catch {
    return {};
  }
}

/**
 * Makes `folder` whole or not at all.
 *
 * @param bytes how much will be written, checked against what the disk has
 * @param fill writes everything into the folder it is given
 * @throws InputError if the disk is full or may not be written to; `folder` is then not there
 */
export async function makeFolder(
  folder: string,
  bytes: number,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const place = resolve(folder);
  const temporary = `${place}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  await onDisk(folder, async () => {
    await mkdir(temporary, { recursive: true });
    await sweep(place);
    try {
      await checkSpace(folder, temporary, bytes);
      await fill(temporary);
      // An empty folder may stand in the way; one with something in it makes the rename fail, and stays.
      await rmdir(place).catch(() => undefined);
      await rename(temporary, place);
    } catch (error) {
      await rm(temporary, { recursive: true, force: true });
      if (["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) {
        throw new InputError(
          `${folder}: something was put there in the meantime, and nothing is overwritten. Give another folder.`,
        );
      }
      throw error;
    }
  });
}

/** Runs what writes under `folder`, and tells a full or forbidden disk in words. */
export async function onDisk<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC" || code === "EDQUOT") {
      throw new InputError(`${folder}: the disk is full (${code}). Free some space and run the same again.`);
    }
    if (code === "EFBIG") {
      throw new InputError(
        `${folder}: the disk is full, or a file may not be so large (${code}). Mend that and run the same again.`,
      );
    }
    if (code === "EACCES" || code === "EPERM" || code === "EROFS") {
      throw new InputError(
        `${folder}: may not be written to (${message}). Give another folder, or change its permissions.`,
      );
    }
    if (code === "ENOTDIR" || code === "EEXIST") {
      throw new InputError(`${folder}: ${dirname(resolve(folder))} cannot hold a folder (${message}).`);
    }
    throw error;
  }
}

/** Removes what runs that were killed have left: temporary folders of processes that are no more. */
async function sweep(place: string): Promise<void> {
  const leftover = /^\.(\d+)-[0-9a-f]{8}\.tmp$/;
  for (const name of await readdir(dirname(place))) {
    if (!name.startsWith(basename(place))) continue;
    const pid = leftover.exec(name.slice(basename(place).length))?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      await rm(join(dirname(place), name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function checkSpace(folder: string, at: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(at);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new InputError(
    `${folder}: ${megabytes(bytes)} MB are needed there, ${megabytes(free)} MB are free on that disk.`,
  );
}

function megabytes(bytes: number): string {
  return Math.ceil(bytes / 1e6).toLocaleString("en-US");
}
