/**
 * One set-up at a time in a project folder: the lock is a file that names the process that holds it. The lock of a
 * process that is gone counts for nothing, so a set-up that was killed leaves no trouble behind.
 */
"use strict";

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

/**
 * Does the work while holding the project's set-up lock; waits while another process holds it.
 * @param root the project's folder
 * @param work what to do; its answer is handed on. It is given a function to name a child process that holds the lock as
 *   well: a child that goes on when this process was killed still keeps others out.
 */
async function withLock(root, work) {
  const file = path.join(root, ".setup/lock");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!tryToTake(file)) {
    const holder = holdersOf(file).find(isAlive);
    if (holder) {
      if (!told)
        console.error(`Another set-up (process ${holder.pid}) is at work in this folder; waiting for it to end.`);
      told = true;
      await new Promise((resolve) => setTimeout(resolve, 300));
    } else {
      removeDead(file);
    }
  }
  const release = () => fs.rmSync(file, { force: true });
  process.on("exit", release);
  try {
    return await work((pid) => writeHolders(file, [process.pid, pid]));
  } finally {
    process.off("exit", release);
    release();
  }
}

/** A link is made whole or not at all, so nobody ever reads a lock without its holder. */
function tryToTake(file) {
  const own = `${file}.${process.pid}`;
  writeHolders(own, [process.pid]);
  try {
    fs.linkSync(own, file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    fs.rmSync(own, { force: true });
  }
}

function writeHolders(file, pids) {
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, JSON.stringify(pids.map((pid) => ({ pid, started: startOf(pid) }))));
  fs.renameSync(temporary, file);
}

function holdersOf(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return [];
  }
}

/** Only one of several waiting processes may remove a dead lock, or the second would remove the first one's new lock. */
function removeDead(file) {
  const claim = `${file}.removing`;
  try {
    fs.mkdirSync(claim);
  } catch {
    const age = Date.now() - (fs.statSync(claim, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > 5000) fs.rmSync(claim, { recursive: true, force: true });
    return;
  }
  if (!holdersOf(file).some(isAlive)) fs.rmSync(file, { force: true });
  fs.rmSync(claim, { recursive: true, force: true });
}

/** Process numbers are used again, above all in containers: a process is known by its number and its start. */
function isAlive(holder) {
  return holder.started !== undefined && startOf(holder.pid) === holder.started;
}

/** When a process started, in whatever unit the system counts; undefined when there is no such process. */
function startOf(pid) {
  if (fs.existsSync("/proc/self/stat")) {
    try {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
      return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
    } catch {
      return undefined;
    }
  }
  const ps = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
  return ps.stdout?.trim() || undefined;
}

module.exports = { withLock };
