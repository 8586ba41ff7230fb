import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { test } from "node:test";

const root = resolve(__dirname, "../../..");

/** Runs a tool of node_modules/.bin in the project's folder; what it printed becomes the failure's message. */
function passes(tool: string, ...args: string[]): void {
  const { status, stdout, stderr } = spawnSync(resolve(root, "node_modules/.bin", tool), args, {
    cwd: root,
    encoding: "utf8",
  });
  assert.equal(status, 0, `${tool} ${args.join(" ")}\n${stdout}${stderr}`);
}

test("the library's types hold", () => passes("tsc", "-b", "lib"));
test("the types of scripts and tests hold", () => passes("tsc", "-p", "."));
test("eslint finds nothing", () => passes("eslint", ".", "--max-warnings", "0"));
test("every file is formatted", () => passes("prettier", "--check", "--log-level", "warn", "."));
test("imports point one way, without cycles", () => passes("depcruise", "lib", "scripts"));
