/**
 * A step's result carries a stamp that holds what it was made from. The stamp is written last, so a result that is
 * half made has none and is made again; one made from something else is made anew.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

export type Stamp = Record<string, string | boolean>;

/** Whether the file holds exactly this stamp. */
export function isStamped(file: string, stamp: Stamp): boolean {
  try {
    return fs.readFileSync(file, "utf8") === textOf(stamp);
  } catch {
    return false;
  }
}

/** Writes the stamp, whole or not at all. */
export function writeStamp(file: string, stamp: Stamp): void {
  replaceFile(file, textOf(stamp));
}

const textOf = (stamp: Stamp): string => `${JSON.stringify(stamp, null, 2)}\n`;

/** SHA-256 of the files' names and contents, in hexadecimal; the order given does not matter. */
export function hashFiles(base: string, files: string[]): string {
  const hash = createHash("sha256");
  for (const file of [...files].sort()) {
    const content = fs.readFileSync(file);
    hash.update(`${path.relative(base, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/** All files below a folder for which `wanted` says so, without what lies in node_modules and dist. */
export function filesBelow(folder: string, wanted: (file: string) => boolean): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : filesBelow(full, wanted);
    return wanted(full) ? [full] : [];
  });
}

/** Writes a file whole or not at all. */
export function replaceFile(file: string, content: string | Buffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, content);
  fs.renameSync(temporary, file);
}

/** Puts a finished folder in its place. What was there goes first: a crash between the two leaves nothing, not half. */
export function replaceFolder(finished: string, place: string): void {
  fs.mkdirSync(path.dirname(place), { recursive: true });
  const old = `${place}.${process.pid}.old`;
  if (fs.existsSync(place)) fs.renameSync(place, old);
  fs.renameSync(finished, place);
  fs.rmSync(old, { recursive: true, force: true });
}
