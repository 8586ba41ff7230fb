import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { filesBelow, hashFiles, isStamped, replaceFolder, writeStamp } from "../../setup/stamp";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-stamp-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  return file;
};

test("a stamp holds for what it was made from, and for nothing else", () => {
  const file = path.join(folder, "made/plateau.json");
  assert.equal(isStamped(file, { version: "1", gpu: false }), false);
  writeStamp(file, { version: "1", gpu: false });
  assert.equal(isStamped(file, { version: "1", gpu: false }), true);
  assert.equal(isStamped(file, { version: "2", gpu: false }), false);
  assert.equal(isStamped(file, { version: "1", gpu: true }), false);
  fs.writeFileSync(file, '{ "version": "1"');
  assert.equal(isStamped(file, { version: "1", gpu: false }), false);
});

test("the hash of files changes with content and name, not with order or place", () => {
  const files = [write("a.ts", "1"), write("b.ts", "2")];
  const before = hashFiles(folder, files);
  assert.equal(hashFiles(folder, [...files].reverse()), before);
  write("a.ts", "12");
  write("b.ts", "");
  assert.notEqual(hashFiles(folder, files), before, "content that moved from file to file");
  const moved = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-stamp-"));
  fs.cpSync(folder, moved, { recursive: true });
  assert.equal(hashFiles(moved, [path.join(moved, "a.ts"), path.join(moved, "b.ts")]), hashFiles(folder, files));
  fs.rmSync(moved, { recursive: true });
});

test("the files below a folder are its own: not what was compiled or installed there", () => {
  for (const name of ["a.ts", "deep/b.ts", "deep/c.md", "dist/d.ts", "deep/node_modules/e.ts"]) write(name, "");
  const found = filesBelow(folder, (file) => file.endsWith(".ts")).map((file) => path.relative(folder, file));
  assert.deepEqual(found.sort(), ["a.ts", path.join("deep", "b.ts")]);
});

test("a finished folder takes the place of the old one", () => {
  write("place/old.txt", "old");
  write("made/new.txt", "new");
  replaceFolder(path.join(folder, "made"), path.join(folder, "place"));
  assert.deepEqual(fs.readdirSync(folder), ["place"]);
  assert.deepEqual(fs.readdirSync(path.join(folder, "place")), ["new.txt"]);
});
