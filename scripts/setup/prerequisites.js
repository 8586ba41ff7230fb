/** What must be on the machine before anything is fetched, and what to install where it is not. */
"use strict";

const { spawnSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

/** A machine that lacks something, or can't run the engine: the person's to mend, so commands exit 2. */
class PrerequisiteError extends Error {
  constructor(message) {
    super(message);
    this.exitCode = 2;
  }
}

/** @throws PrerequisiteError that names everything that is missing at once, with the packages to install */
function checkPrerequisites(root) {
  checkPlatform();
  const missing = [];
  const wanted = [];
  if (!fs.existsSync(path.join(root, ".venv/plateau.json")) && !findPython()) {
    missing.push("Python 3.10 or newer with its venv and pip (ensurepip) modules");
    wanted.push("python3", "python3-venv");
  }
  if (!findCompiler()) {
    missing.push("a C++ compiler (g++, clang++ or what CXX names)");
    wanted.push("g++");
  }
  if (missing.length === 0) return;
  const how =
    process.platform === "darwin"
      ? "xcode-select --install (compiler), and Python from python.org or Homebrew"
      : `apt install ${wanted.join(" ")} (Debian, Ubuntu), or your system's packages of that kind`;
  throw new PrerequisiteError(`Plateau's set-up did not find ${missing.join(", nor ")}. Install it with: ${how}.`);
}

/** Which wheels of TensorFlow there are decides where Plateau can run. */
function checkPlatform() {
  const here = `${process.platform}-${process.arch}`;
  if (here === "linux-x64" || here === "linux-arm64") {
    if (process.report?.getReport().header.glibcVersionRuntime === undefined) {
      throw new PrerequisiteError(
        "TensorFlow is published for Linux with glibc 2.27 or newer; this system has another C library (musl, as on Alpine). Use a Debian, Ubuntu or Fedora system or container.",
      );
    }
    return;
  }
  if (here === "darwin-arm64") return;
  const advice =
    process.platform === "win32"
      ? "Use WSL 2 (Ubuntu) on Windows."
      : "Use Linux on x86-64 or arm64, or macOS on Apple silicon.";
  throw new PrerequisiteError(`TensorFlow 2.21 is not published for ${here}. ${advice}`);
}

/** The first Python on the path (or the one that PYTHON names) that can make a virtual environment. */
function findPython() {
  const names = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10", "python"];
  const check = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";
  return [process.env.PYTHON, ...names.flatMap(allOnPath)]
    .filter(Boolean)
    .find((python) => spawnSync(python, ["-c", check], { stdio: "ignore" }).status === 0);
}

/** The C++ compiler's command, in words ("ccache g++" is two): what CXX names, g++, c++ or clang++. */
function findCompiler() {
  return [process.env.CXX, "g++", "c++", "clang++"]
    .filter(Boolean)
    .map((compiler) => compiler.trim().split(/\s+/))
    .find(([compiler, ...args]) => spawnSync(compiler, [...args, "--version"], { stdio: "ignore" }).status === 0);
}

/** Every file of that name on the path: the first may be a version manager's stand-in that fails. */
function allOnPath(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, name)).filter((file) => fs.existsSync(file));
}

module.exports = { PrerequisiteError, checkPrerequisites, findCompiler, findPython };
