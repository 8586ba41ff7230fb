import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, test } from "node:test";
import { withLock } from "../../setup/lock";
import { at } from "../../setup/paths";

let root: string;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-lock-"));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

/** A process that takes the lock, says so, holds it and says that it lets go. */
function holder(milliseconds: number): ChildProcess {
  const code = `
    const { withLock } = require(${JSON.stringify(at("scripts/setup/lock.js"))});
    withLock(${JSON.stringify(root)}, async () => {
      require("node:fs").appendFileSync(${JSON.stringify(path.join(root, "log"))}, "in\\n");
      console.log("in");
      await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));
      require("node:fs").appendFileSync(${JSON.stringify(path.join(root, "log"))}, "out\\n");
    });`;
  return spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "pipe"] });
}

test("one at a time: nobody comes in before the one inside is out", async () => {
  const holders = Array.from({ length: 4 }, () => holder(600));
  const words = await Promise.all(holders.map((each) => text(each.stderr!)));
  const log = fs.readFileSync(path.join(root, "log"), "utf8");
  assert.equal(log, "in\nout\n".repeat(4));
  assert.ok(words.some((each) => /Another set-up \(process \d+\) is at work/.test(each)));
});

test("the lock of a process that was killed counts for nothing", async () => {
  const killed = holder(60_000);
  await once(killed.stdout!, "data");
  killed.kill("SIGKILL");
  await once(killed, "exit");
  assert.ok(fs.existsSync(path.join(root, ".setup/lock")), "it had no time to let go");
  let inside = 0;
  await Promise.all([1, 2].map(() => withLock(root, async () => void (inside += 1))));
  assert.equal(inside, 2);
});

test("neither does that of another process which has the killed one's number", async () => {
  fs.mkdirSync(path.join(root, ".setup"));
  fs.writeFileSync(path.join(root, ".setup/lock"), JSON.stringify([{ pid: process.ppid, started: "long ago" }]));
  assert.equal(await withLock(root, () => Promise.resolve("done")), "done");
});

test("a child that outlives the process which was killed keeps others out until it ends", async () => {
  const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
  await withLock(root, (alsoHeldBy) => {
    alsoHeldBy(child.pid!);
    // As a killed process leaves it.
    const left = JSON.parse(fs.readFileSync(path.join(root, ".setup/lock"), "utf8")) as { pid: number }[];
    fs.writeFileSync(path.join(root, ".setup/left"), JSON.stringify(left.filter(({ pid }) => pid === child.pid)));
    return Promise.resolve();
  });
  fs.renameSync(path.join(root, ".setup/left"), path.join(root, ".setup/lock"));
  let ended = false;
  child.on("exit", () => (ended = true));
  setTimeout(() => child.kill(), 700);
  await withLock(root, () => Promise.resolve(assert.equal(ended, true)));
});

test("it is let go when the work fails", async () => {
  await assert.rejects(
    withLock(root, () => Promise.reject(new Error("no"))),
    /no/,
  );
  assert.equal(fs.existsSync(path.join(root, ".setup/lock")), false);
});
