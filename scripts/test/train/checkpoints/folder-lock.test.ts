import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { LOCK_FILE, lockFolder } from "../../../../lib/train/checkpoints/folder-lock";
import { temporaryFolder } from "../../data/temporary-folder";

const folder = temporaryFolder();
const file = join(folder, LOCK_FILE);

test("a folder is locked once, and free again afterwards", async () => {
  const unlock = await lockFolder(folder);
  await assert.rejects(lockFolder(folder), {
    name: "InputError",
    message: `${folder}: expected a folder that nobody trains in, found process ${process.pid} at work in it: wait for it.`,
  });
  await unlock();
  assert.deepEqual(readdirSync(folder), []);
  await (
    await lockFolder(folder)
  )();
});

test("a dead process keeps nothing, nor one that has its number now", async () => {
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  for (const holder of [
    { host: hostname(), pid, started: "1" },
    { host: hostname(), pid: process.pid, started: "1" },
    "not even JSON",
  ]) {
    writeFileSync(file, JSON.stringify(holder).replace('"not', ""));
    const unlock = await lockFolder(folder);
    assert.equal((JSON.parse(readFileSync(file, "utf8")) as { pid: number }).pid, process.pid);
    await unlock();
  }
  assert.ok(!existsSync(file));
});

test("a process of another machine holds it as long as it gives signs of life", async () => {
  writeFileSync(file, JSON.stringify({ host: "elsewhere", pid: 1, started: "1" }));
  await assert.rejects(lockFolder(folder), /found process 1 on elsewhere at work/);
  const before = new Date(Date.now() - 200_000);
  utimesSync(file, before, before);
  await (
    await lockFolder(folder)
  )();
});
