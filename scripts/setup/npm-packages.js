/** The npm packages: `npm ci`, when what is in node_modules is not what package-lock.json names. */
"use strict";

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

/**
 * Whether node_modules holds what package-lock.json names. npm writes node_modules/.package-lock.json when an
 * installation is complete, so an interrupted one does not count.
 */
function packagesAreCurrent(root) {
  const wanted = readPackages(path.join(root, "package-lock.json"));
  const there = readPackages(path.join(root, "node_modules/.package-lock.json"));
  if (!wanted) throw new Error(`package-lock.json is missing in ${root}: get it back from the repository.`);
  if (!there) return false;
  return Object.entries(wanted).every(([place, entry]) => {
    if (!place.startsWith("node_modules/") && !place.includes("/node_modules/")) return true;
    const found = there[place];
    if (!found) return entry.optional === true || entry.peer === true;
    return found.version === entry.version && found.link === entry.link;
  });
}

function readPackages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * Install scripts stay off: tfjs-node-gpu's would fetch another engine. Development packages are needed to compile.
 * @param onProcess told npm's process number
 */
async function installPackages(root, onProcess) {
  console.error("Plateau is setting itself up: about 3 minutes in all, where the network is good.");
  console.error("npm packages: installing with npm ci (about 30 s) ...");
  const started = Date.now();
  // Without its list npm's folder counts as not installed, should npm be killed before it has emptied it.
  fs.rmSync(path.join(root, "node_modules/.package-lock.json"), { force: true });
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--include=dev", "--include=optional"];
  const { code, output } = await runNpm(root, args, onProcess);
  if (code !== 0) {
    console.error(output.trimEnd());
    throw new Error(
      `npm ci ended with code ${code}; its words are above. If a package could not be fetched, check the network or the registry that npm is set to (npm config get registry), then try again.`,
    );
  }
  console.error(`npm packages: done in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function runNpm(root, args, onProcess) {
  return new Promise((resolve, reject) => {
    // npm itself is a script of this Node's when npm started us; otherwise the one on the path.
    const npm = process.env.npm_execpath;
    const child =
      npm && /\.c?js$/.test(npm) && fs.existsSync(npm)
        ? spawn(process.execPath, [npm, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] })
        : spawn("npm", args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], shell: process.platform === "win32" });
    if (child.pid) onProcess(child.pid);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output += data));
    let stopped = false;
    const stop = (signal) => {
      stopped = true;
      child.kill(signal);
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
    child.on("error", (error) =>
      reject(error.code === "ENOENT" ? new Error("npm was not found: install it together with Node.js.") : error),
    );
    child.on("close", (code, signal) => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      if (stopped) process.exit(130);
      resolve({ code: code ?? signal, output });
    });
  });
}

module.exports = { installPackages, packagesAreCurrent };
