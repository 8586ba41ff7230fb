import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { at } from "../../setup/paths";

function launch(args: string[], env: NodeJS.ProcessEnv = process.env) {
  return spawnSync(process.execPath, [at("scripts/launch.js"), ...args], { encoding: "utf8", env });
}

test("a project that is set up is ready at once, and nothing is made again", () => {
  const first = launch(["setup", "--json"]);
  assert.equal(first.status, 0, first.stderr);
  const second = launch(["setup", "--json"]);
  assert.deepEqual(JSON.parse(second.stdout), { ready: true, made: [] });
  assert.match(second.stderr, /Everything is set up/);
});

test("a command that does not exist, and a wrong option, are wrong usage", () => {
  const unknown = launch(["no-such-command"]);
  assert.equal(unknown.status, 2);
  assert.match(unknown.stderr, /no command "no-such-command"/);
  assert.equal(launch(["../etc/passwd"]).status, 2);
  assert.equal(launch(["setup", "--no-such-option"]).status, 2);
});

test("what is missing on the machine is named at once, with the packages to install", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-bare-"));
  try {
    fs.cpSync(at("scripts/launch.js"), path.join(folder, "scripts/launch.js"));
    fs.cpSync(at("scripts/setup"), path.join(folder, "scripts/setup"), { recursive: true });
    fs.copyFileSync(at("scripts/setup.ts"), path.join(folder, "scripts/setup.ts"));
    fs.copyFileSync(at("package-lock.json"), path.join(folder, "package-lock.json"));
    const bare = spawnSync(process.execPath, [path.join(folder, "scripts/launch.js"), "setup"], {
      encoding: "utf8",
      env: { PATH: path.join(folder, "empty") },
    });
    assert.equal(bare.status, 2, bare.stderr);
    assert.match(bare.stderr, /Python 3\.10 or newer/);
    assert.match(bare.stderr, /C\+\+ compiler/);
    if (process.platform === "linux") assert.match(bare.stderr, /apt install python3 python3-venv g\+\+/);
    assert.ok(!fs.existsSync(path.join(folder, "node_modules")), "nothing was fetched");
    assert.ok(!/\n\s+at /.test(bare.stderr), "no stack for what is the person's to mend");
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
