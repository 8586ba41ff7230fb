/**
 * Sets up what is missing, then runs one command. Plain JavaScript over Node's own modules, since it runs before any
 * package is there.
 */
"use strict";

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { commandEnvironment } = require("./environment.js");
const { withLock } = require("./lock.js");
const { installPackages, packagesAreCurrent } = require("./npm-packages.js");
const { checkPrerequisites } = require("./prerequisites.js");

const root = path.resolve(__dirname, "../..");
const scripts = path.join(root, "scripts");

/** Runs the command in a prepared project; ends this process with the command's exit code. */
async function launch(name, args) {
  if (!name || !/^[a-z-]+$/.test(name) || !fs.existsSync(path.join(scripts, `${name}.ts`))) {
    console.error(`error: there is no command "${name ?? ""}". See "npm run" for those there are.`);
    process.exit(2);
  }
  try {
    await preparePackages();
  } catch (error) {
    console.error(`error: ${error.message}`);
    process.exit(error.exitCode ?? 1);
  }
  if (name !== "setup") {
    const code = await runScript("setup", ["--only-if-needed"]);
    if (code !== 0) process.exit(code);
  }
  process.exit(await runScript(name, args));
}

async function preparePackages() {
  if (packagesAreCurrent(root)) return;
  await withLock(root, async (alsoHeldBy) => {
    if (packagesAreCurrent(root)) return;
    await checkPrerequisites(root);
    await installPackages(root, alsoHeldBy);
  });
}

/** Runs scripts/NAME.ts with its terminal being ours, and answers its exit code. */
function runScript(name, args) {
  const child = spawn(process.execPath, ["-r", "ts-node/register", path.join(scripts, `${name}.ts`), ...args], {
    stdio: "inherit",
    env: commandEnvironment(root, process.env),
  });
  // Ctrl-C in a terminal reaches every process in the foreground by itself; only a signal sent to this process alone
  // has to be handed on, or the command would get it twice.
  const inTerminal = [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
  const forward = (signal) => {
    if (signal !== "SIGINT" || !inTerminal) child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      for (const each of signals) process.off(each, forward);
      resolve(signal ? 128 + os.constants.signals[signal] : code);
    });
  });
}

module.exports = { launch };
