import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { test } from "node:test";

const root = resolve(__dirname, "../../..");

/** Runs a package's script in the project's folder; what it printed becomes the failure's message. */
function passes(script: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve(root, "node_modules", script), ...args], {
    cwd: root,
    encoding: "utf8",
  });
  assert.equal(status, 0, `${script} ${args.join(" ")}\n${stdout}${stderr}`);
}

// Named by path: node_modules/.bin/tsc is the TypeScript 5.0 that tslab brings.
const tsc = "typescript/bin/tsc";

test("the library's types hold", () => passes(tsc, "-b", "lib"));
test("the types of scripts and tests hold", () => passes(tsc, "-p", "."));
test("eslint finds nothing", () => passes("eslint/bin/eslint.js", ".", "--max-warnings", "0"));
test("every file is formatted", () => passes("prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."));
test("imports point one way, without cycles", () =>
  passes("dependency-cruiser/bin/dependency-cruise.mjs", "lib", "scripts"));
