import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { packagesAreCurrent } from "../../setup/npm-packages";
import { root } from "../../setup/paths";

type Packages = Record<string, { version?: string; optional?: boolean; link?: boolean }>;

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-packages-"));
  fs.mkdirSync(path.join(folder, "node_modules"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const write = (name: string, packages: Packages): void =>
  fs.writeFileSync(path.join(folder, name), JSON.stringify({ packages }));

const WANTED: Packages = {
  "": {},
  lib: { version: "0.1.0" },
  "node_modules/plateau": { link: true },
  "node_modules/a": { version: "1.0.0" },
  "node_modules/for-another-system": { version: "1.0.0", optional: true },
};
const INSTALLED: Packages = { "node_modules/plateau": { link: true }, "node_modules/a": { version: "1.0.0" } };

test("this project's own packages are current, or nothing here would run", () => {
  assert.equal(packagesAreCurrent(root), true);
});

test("installed is what npm has written down as installed; optional packages may be missing", () => {
  write("package-lock.json", WANTED);
  assert.equal(packagesAreCurrent(folder), false);
  write("node_modules/.package-lock.json", INSTALLED);
  assert.equal(packagesAreCurrent(folder), true);
});

test("a package that is missing, of another version, or no longer a link is not current", () => {
  write("package-lock.json", WANTED);
  const changes: Packages[] = [
    { "node_modules/a": { version: "1.0.1" } },
    { "node_modules/plateau": { version: "0.1.0" } },
    { "node_modules/for-another-system": { version: "2.0.0" } },
  ];
  for (const change of changes) {
    write("node_modules/.package-lock.json", { ...INSTALLED, ...change });
    assert.equal(packagesAreCurrent(folder), false, JSON.stringify(change));
  }
  write("node_modules/.package-lock.json", { "node_modules/plateau": { link: true } });
  assert.equal(packagesAreCurrent(folder), false, "a is missing");
});

test("a clone without its lock file is told so", () => {
  assert.throws(() => packagesAreCurrent(folder), /package-lock\.json is missing/);
});
