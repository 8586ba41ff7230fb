/**
 * The environment that TensorFlow wants to be started in. Both must be there before Node starts: the allocator and
 * TensorFlow read them once.
 */
"use strict";

const fs = require("node:fs");
const path = require("node:path");

/** TensorFlow's and the allocator's settings, for this platform. */
function engineEnvironment(root) {
  const settings = { TF_CPP_MIN_LOG_LEVEL: "3" };
  if (process.platform === "linux") {
    // glibc gives a batch's big buffers back to the system after each use and faults them in again at the next.
    settings.MALLOC_TRIM_THRESHOLD_ = "1073741824";
    settings.MALLOC_MMAP_THRESHOLD_ = "1073741824";
    settings.MALLOC_TOP_PAD_ = "67108864";
  }
  const cuda = cudaLibraries(root);
  if (cuda.length > 0) settings.LD_LIBRARY_PATH = cuda.join(":");
  return settings;
}

/** What a command is started with: what is set already wins, library folders are put in front. */
function commandEnvironment(root, current) {
  const settings = engineEnvironment(root);
  if (settings.LD_LIBRARY_PATH && current.LD_LIBRARY_PATH) {
    const mine = new Set(settings.LD_LIBRARY_PATH.split(":"));
    const theirs = current.LD_LIBRARY_PATH.split(":").filter((folder) => !mine.has(folder));
    return { ...settings, ...current, LD_LIBRARY_PATH: [...mine, ...theirs].join(":") };
  }
  return { ...settings, ...current };
}

/** Folders with NVIDIA's libraries, where set-up installed them beside the engine. */
function cudaLibraries(root) {
  const folder = path.join(root, ".engine/cuda/nvidia");
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .map((name) => path.join(folder, name, "lib"))
    .filter((lib) => fs.existsSync(lib));
}

module.exports = { commandEnvironment, engineEnvironment };
